"""Mail out of an arena's own mailbox through Graph, whose answers become the outbox's words."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import UTC, datetime
from functools import partial
from typing import Any, Final

import httpx

from bot.model.letter import Mail, Returned
from bot.ports.messenger import Impossible, NotSent, OutcomeUnknown
from bot.texts import unescaped
from integrations.graph.access import Access, Hooks, Opened, is_login_away, is_login_refused, opened
from integrations.graph.letters import (
    UNKNOWN,
    File,
    attached,
    files_of,
    load_models,
    message_of,
    to_nobody,
    to_send,
    to_upload,
)
from integrations.graph.replies import seconds_to_wait
from integrations.graph.writing import how
from integrations.mailtext import TAG

# A call takes at most 4 MB (Graph, "Attach large files"), and files are a third larger as text.
WHOLE: Final = 2_500_000
# From here on a file has to be uploaded in pieces, each a multiple of 320 KiB.
LARGE: Final = 3_000_000
PIECE: Final = 12 * 327_680
# Where Exchange takes pieces of files; never sent a token.
EXCHANGE: Final = (".office.com", ".office365.com")
# A mail that tells of another one that was not delivered (MS-OXCMSG, PidTagMessageClass).
IS_REPORT: Final = (
    "singleValueExtendedProperties/any(ep: ep/id eq 'String 0x001A' and ep/value eq 'REPORT.IPM.Note.NDR')"
)
MOST_RETURNED: Final = 50
# All of it together is less than the lease of a dispatch.
DRAFT_SECONDS: Final = 38.0
SEND_SECONDS: Final = 15.0
AWAY_SECONDS: Final = 4.0
# A token or a right that is missing is not given within seconds.
LATER: Final = 120.0


class GraphPostman:
    """Carries mails out of the mailbox that each names as its sender."""

    def __init__(self, access: Access, hooks: Hooks | None = None) -> None:
        self._access = access
        self._hooks = hooks
        self._opened: Opened | None = None
        self._opening = asyncio.Lock()

    async def carry(self, mail: Mail) -> None:
        """See bot.ports.messenger.Postman."""
        sender = mail.sender
        if not sender:
            raise Impossible("the arena has no mailbox")
        mailbox = await self._mailbox(sender)
        files = files_of(mail)
        if sum(len(content) for _name, _kind, content in files) <= WHOLE:
            message = await asyncio.to_thread(_written, mail, sender, files)
            return await self._send(lambda: mailbox.send_mail.post(to_send(message), **asked()))
        return await self._send_large(mailbox, mail, sender, files)

    async def returned(self, mailbox: str, since: datetime) -> list[Returned]:
        """See bot.ports.messenger.ReturnBox."""
        inbox = (await self._mailbox(mailbox)).mail_folders.by_mail_folder_id("inbox").messages
        query = type(inbox).MessagesRequestBuilderGetQueryParameters(
            filter=f"receivedDateTime gt {since.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ} and {IS_REPORT}",
            select=["subject", "body", "receivedDateTime"],
            orderby=["receivedDateTime"],
            top=MOST_RETURNED,
        )
        answer = await self._prepared(lambda: inbox.get(request_configuration=how("UTC", query)))
        try:
            return [_returned(each) for each in answer["value"]]
        except (KeyError, TypeError, ValueError):
            raise NotSent("an answer that is no list of mails") from None

    async def may_send(self, address: str) -> bool:
        """Whether a mail would be let out of that mailbox; one that goes to nobody is asked for.

        Raises NotSent where there is no answer to tell by.
        """
        mailbox = await self._mailbox(address)
        response = await _answered(lambda: mailbox.send_mail.post(to_nobody(), **asked()))
        if response.status_code not in (400, 403):
            raise _refused(response)
        return response.status_code == 400

    async def close(self) -> None:
        """Let connections go."""
        if self._opened:
            await self._opened.close()

    async def _send_large(self, mailbox: Any, mail: Mail, sender: str, files: list[File]) -> None:
        draft = None
        try:
            async with asyncio.timeout(DRAFT_SECONDS) as patience:
                draft = await self._draft(mailbox, mail, sender)
                for file in files:
                    await self._attach(draft, file)
                patience.reschedule(None)
                ready = draft
                await self._send(lambda: ready.send.post(**asked()))
        except TimeoutError:
            await self._throw_away(draft)
            raise NotSent("too slow") from None
        except (NotSent, Impossible):
            await self._throw_away(draft)
            raise

    async def _draft(self, mailbox: Any, mail: Mail, sender: str) -> Any:
        message = await asyncio.to_thread(_written, mail, sender, [])
        made = await self._prepared(lambda: mailbox.messages.post(message, **asked()))
        return mailbox.messages.by_message_id(_named(made, "id"))

    async def _attach(self, draft: Any, file: File) -> None:
        name, kind, content = file
        if len(content) < LARGE:
            whole = await asyncio.to_thread(attached, name, kind, content)
            await self._prepared(lambda: draft.attachments.post(whole, **asked()))
            return
        wanted = to_upload(name, kind, len(content))
        session = await self._prepared(
            lambda: draft.attachments.create_upload_session.post(wanted, **asked())
        )
        await self._upload(_named(session, "uploadUrl"), content)

    async def _upload(self, url: str, content: bytes) -> None:
        self._must_be_exchange(url)
        async with httpx.AsyncClient(timeout=DRAFT_SECONDS, follow_redirects=False) as client:
            for first in range(0, len(content), PIECE):
                piece = content[first : first + PIECE]
                span = f"bytes {first}-{first + len(piece) - 1}/{len(content)}"
                headers = {"Content-Range": span, "Content-Type": UNKNOWN}
                await self._prepared(partial(client.put, url, content=piece, headers=headers))

    def _must_be_exchange(self, url: str) -> None:
        # Read as the client reads it that goes there.
        try:
            place, ours = httpx.URL(url), httpx.URL(self._access.base_url)
        except httpx.InvalidURL:
            raise NotSent("an upload to nowhere", wait=LATER) from None
        is_exchange = place.scheme == "https" and place.host.endswith(EXCHANGE)
        if not is_exchange and (place.scheme, place.host) != (ours.scheme, ours.host):
            raise NotSent("an upload elsewhere", wait=LATER)

    async def _throw_away(self, draft: Any) -> None:
        """A mail that is not sent need not lie in the mailbox; where that fails it does no harm."""
        if draft is not None:
            with suppress(NotSent, Impossible, TimeoutError):
                async with asyncio.timeout(AWAY_SECONDS):
                    await self._prepared(lambda: draft.delete(**asked()))

    async def _mailbox(self, address: str) -> Any:
        async with self._opening:
            if self._opened is None:
                found = await opened(self._access, self._hooks)
                await asyncio.to_thread(load_models, found.client.users.by_user_id("nobody"))
                self._opened = found
        return self._opened.client.users.by_user_id(address)

    async def _prepared(self, call: Callable[[], Awaitable[Any]]) -> dict[str, Any]:
        """A step by which nothing is sent. Raises NotSent, Impossible."""
        try:
            response = await _answered(call)
        except httpx.HTTPError as error:
            raise NotSent(type(error).__name__) from None
        if not response.is_success:
            raise _refused(response)
        try:
            body = json.loads(response.content) if response.content else {}
        except ValueError:
            raise NotSent("an answer that is no JSON") from None
        if not isinstance(body, dict):
            raise NotSent("an answer that is no object")
        return body

    async def _send(self, call: Callable[[], Awaitable[Any]]) -> None:
        """The step by which it is sent. Raises NotSent, OutcomeUnknown, Impossible."""
        try:
            async with asyncio.timeout(SEND_SECONDS):
                response = await _answered(call)
        except (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout) as error:
            raise NotSent(type(error).__name__) from None
        except (httpx.HTTPError, TimeoutError) as error:
            raise OutcomeUnknown(type(error).__name__) from None
        if response.status_code >= 500:
            raise OutcomeUnknown(f"answer {response.status_code}")
        if not response.is_success:
            raise _refused(response)


def _returned(message: dict[str, Any]) -> Returned:
    # An address of a link has nothing to do with who did not get it.
    words = unescaped(TAG.sub(" ", message["body"]["content"]))
    at = datetime.fromisoformat(message["receivedDateTime"][:19]).replace(tzinfo=UTC)
    return Returned(at=at, words=f"{message['subject']} {words}")


def asked() -> dict[str, Any]:
    """How each call is made: answered as it comes."""
    return {"request_configuration": how("UTC")}


def _written(mail: Mail, sender: str, files: list[File]) -> Any:
    try:
        return message_of(mail, sender, files)
    except ValueError as error:
        raise Impossible(f"not to be written as a mail: {type(error).__name__}") from None


def _named(body: dict[str, Any], name: str) -> str:
    found = body.get(name)
    if not isinstance(found, str):
        raise NotSent("an answer without what was asked")
    return found


async def _answered(call: Callable[[], Awaitable[Any]]) -> httpx.Response:
    """Raises NotSent where no token is had, httpx.HTTPError without an answer."""
    try:
        response: httpx.Response = await call()
    except httpx.HTTPError:
        raise
    except Exception as error:
        if is_login_away(error) or is_login_refused(error):
            raise NotSent("no token", wait=LATER) from None
        raise
    return response


def _refused(response: httpx.Response) -> Exception:
    """What an answer that surely sent nothing means: that it is no use, or when to come back."""
    status = response.status_code
    if status == 401:
        return NotSent("answer 401", wait=LATER)
    if status in (408, 423, 429) or status >= 500:
        return NotSent(f"answer {status}", wait=seconds_to_wait(response))
    return Impossible(f"answer {status}")
