"""One mail becomes one conversation with an SMTP server, whose answers become the outbox's words."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from datetime import datetime
from email.message import EmailMessage

from aiosmtplib import (
    SMTP,
    SMTPAuthenticationError,
    SMTPDataError,
    SMTPException,
    SMTPResponseException,
)

from bot.model.letter import Mail
from bot.ports.messenger import Impossible, NotSent, OutcomeUnknown
from integrations.mailtext import as_bytes, needs_utf8, written
from integrations.smtpserver import SmtpServer

# All of it together is less than the lease of a dispatch: a mail is done, or its outcome unknown, before.
STEP_SECONDS = 10.0
REACHED_SECONDS = 18.0
DATA_SECONDS = 30.0
# A server that asks to come back later wants minutes (greylisting); one that does not let us in, too.
LATER = 120.0


@asynccontextmanager
async def connected(server: SmtpServer) -> AsyncIterator[SMTP]:
    """A client that is greeted and logged in. Raises SMTPException, OSError, TimeoutError."""
    client = SMTP(
        hostname=server.host,
        port=server.port,
        use_tls=server.is_tls,
        start_tls=True if server.must_encrypt and not server.is_tls else None,
        timeout=STEP_SECONDS,
    )
    await client.connect()
    try:
        if server.user is not None:
            await client.login(server.user, server.password or "")
        elif not client.is_ehlo_or_helo_needed:
            await client.ehlo()
        yield client
    finally:
        await _say_goodbye(client)


async def _say_goodbye(client: SMTP) -> None:
    with suppress(SMTPException, OSError, TimeoutError):
        await client.quit(timeout=1.0)
    client.close()


class SmtpPostman:
    """Carries mails to one server."""

    def __init__(self, server: SmtpServer, now: Callable[[], datetime]) -> None:
        self._server = server
        self._now = now

    async def carry(self, mail: Mail) -> None:
        """See bot.ports.messenger.Postman."""
        # Megabytes that become text would hold up the event loop.
        message, content = await asyncio.to_thread(self._written, mail)
        try:
            async with asyncio.timeout(REACHED_SECONDS) as patience, connected(self._server) as client:
                await _envelope(client, message, content)
                patience.reschedule(None)
                await _data(client, content)
        except SMTPAuthenticationError:
            raise NotSent("login refused", wait=LATER) from None
        except (SMTPException, OSError, TimeoutError) as error:
            raise NotSent(type(error).__name__) from None

    def _written(self, mail: Mail) -> tuple[EmailMessage, bytes]:
        message = written(mail, mail.sender or self._server.sender, now=self._now())
        return message, as_bytes(message)


async def _envelope(client: SMTP, message: EmailMessage, content: bytes) -> None:
    """From whom, to whom and how much. Raises NotSent, Impossible, SMTPException."""
    (sender,), (to,) = (message[name].addresses for name in ("From", "To"))
    options = ["SMTPUTF8", "BODY=8BITMIME"] if needs_utf8(message) else []
    if options and not client.supports_extension("smtputf8"):
        raise Impossible("the server takes no such address")
    encoding = "utf-8" if options else "ascii"
    if client.supports_extension("size"):
        options.append(f"SIZE={len(content)}")
    try:
        await client.mail(sender.addr_spec, options=options, encoding=encoding)
        await client.rcpt(to.addr_spec, encoding=encoding)
    except SMTPResponseException as error:
        raise _refused(error) from None


async def _data(client: SMTP, content: bytes) -> None:
    """The mail itself; without an answer nobody knows. Raises NotSent, Impossible, OutcomeUnknown."""
    try:
        async with asyncio.timeout(DATA_SECONDS):
            await client.data(content)
    except SMTPDataError as error:
        raise _refused(error) from None
    except (SMTPException, OSError, TimeoutError) as error:
        raise OutcomeUnknown(type(error).__name__) from None


def _refused(error: SMTPResponseException) -> Exception:
    """4xx asks to try again, 5xx never takes it (RFC 5321, section 4.2.1)."""
    if 400 <= error.code < 500:
        return NotSent(f"answer {error.code}", wait=LATER)
    return Impossible(f"answer {error.code}")
