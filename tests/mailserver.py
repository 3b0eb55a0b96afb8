"""A mail server on this machine, as strict as those out there: it refuses what they refuse, and can fail."""

import asyncio
import email.policy
import threading
import warnings
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from typing import Any

from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

USER, PASSWORD = "norr@mail.example", "hemligt:lösen@rd"
ADDRESS = "smtp://norr%40mail.example:hemligt%3Al%C3%B6sen%40rd@127.0.0.1:{port}"
WANTED = ("From", "To", "Date", "Message-ID", "Subject")
LONGEST_LINE = 998


@dataclass
class PostOffice:
    """What the server took, and what it is to do with those who come.

    `unknown` are addresses that nobody has; `greylists` puts everybody off once. `faults` holds what
    happens to the next mails: "hang" and "reset" when all of it has been taken, "drop" before.
    """

    port: int = 0
    taken: list[EmailMessage] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    unknown: set[str] = field(default_factory=set)
    faults: list[str] = field(default_factory=list)
    greylists: bool = False
    tries: Counter[str] = field(default_factory=Counter)

    @property
    def url(self) -> str:
        """The setting that leads here."""
        return ADDRESS.format(port=self.port)

    def to(self, address: str) -> list[EmailMessage]:
        """What came for one reader."""
        return [mail for mail in self.taken if mail["To"].addresses[0].addr_spec == address]


class _Strict:
    """aiosmtpd's handler."""

    def __init__(self, office: PostOffice) -> None:
        self.office = office

    async def handle_RCPT(  # noqa: N802 (aiosmtpd's name)
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        self.office.tries[address] += 1
        if address in self.office.unknown:
            return "550 5.1.1 no such user"
        if self.office.greylists and self.office.tries[address] == 1:
            return "451 4.7.1 come back later"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        fault = self.office.faults.pop(0) if self.office.faults else None
        content: Any = envelope.content
        message = message_from_bytes(content, policy=email.policy.default)
        wrong = [*_faults_of(content, message, envelope)]
        if wrong:
            self.office.refused += wrong
            return f"554 5.6.0 {wrong[0]}"
        if fault != "drop":
            self.office.taken.append(message)
        if fault in ("reset", "drop"):
            _cut(server.transport)
        if fault == "hang":
            await asyncio.sleep(120)
        return "250 taken"


def _faults_of(content: bytes, message: EmailMessage, envelope: Envelope) -> Iterator[str]:
    yield from (f"{name} is missing" for name in WANTED if len(message.get_all(name, [])) != 1)
    if b"\n" in content.replace(b"\r\n", b""):
        yield "a bare line feed"
    if any(len(line) > LONGEST_LINE for line in content.split(b"\r\n")):
        yield "a line is too long"
    if not content.isascii() and not envelope.smtp_utf8:
        yield "not ASCII"
    yield from (str(defect) for part in message.walk() for defect in part.defects)


def _known(server: SMTP, session: Session, envelope: Envelope, mechanism: str, who: Any) -> AuthResult:
    is_known = isinstance(who, LoginPassword) and (who.login, who.password) == (
        USER.encode(),
        PASSWORD.encode(),
    )
    return AuthResult(success=is_known, handled=False)


class _Doorman:
    """One loop in one thread, with everybody who is connected; aiosmtpd's own leaves them open at the end."""

    def __init__(self, office: PostOffice, largest: int) -> None:
        self._office = office
        self._largest = largest
        self._loop = asyncio.new_event_loop()
        self._inside: list[SMTP] = []
        self._thread = threading.Thread(target=self._loop.run_forever)

    def opens(self) -> int:
        """The port on which it answers."""
        self._thread.start()
        self._server = asyncio.run_coroutine_threadsafe(self._listen(), self._loop).result(10)
        port: int = self._server.sockets[0].getsockname()[1]
        return port

    def closes(self) -> None:
        """Nobody is left inside."""
        asyncio.run_coroutine_threadsafe(self._see_out(), self._loop).result(10)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    async def _listen(self) -> asyncio.Server:
        return await self._loop.create_server(self._let_in, "127.0.0.1", 0)

    def _let_in(self) -> SMTP:
        with warnings.catch_warnings():
            # That a password goes over an open line is no wonder within one machine.
            warnings.simplefilter("ignore", UserWarning)
            visitor = SMTP(
                _Strict(self._office),
                authenticator=_known,
                auth_required=True,
                auth_require_tls=False,
                enable_SMTPUTF8=True,
                data_size_limit=self._largest,
                loop=self._loop,
            )
        self._inside.append(visitor)
        return visitor

    async def _see_out(self) -> None:
        self._server.close()
        for visitor in self._inside:
            if visitor.transport:
                _cut(visitor.transport)
        others = asyncio.all_tasks() - {asyncio.current_task()}
        for each in others:
            each.cancel()
        await asyncio.gather(*others, return_exceptions=True)


@contextmanager
def post_office(largest: int = 1_000_000) -> Iterator[PostOffice]:
    """A server that lets in only those who log in, on a port of its own."""
    office = PostOffice()
    doorman = _Doorman(office, largest)
    office.port = doorman.opens()
    try:
        yield office
    finally:
        doorman.closes()


def _cut(transport: asyncio.BaseTransport | None) -> None:
    """Let the other end find the line dead."""
    if isinstance(transport, asyncio.Transport):
        transport.abort()
