"""Mail out of an arena's own mailbox through Graph, whose answers become the outbox's words."""

import asyncio
import re
from collections import defaultdict
from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import UTC, datetime
from functools import partial
from typing import Any, Final

import httpx

from bot.model.letter import Mail, Returned
from bot.ports.messenger import Impossible, MailboxThrottled, NotSent, OutcomeUnknown
from bot.texts import unescaped
from integrations.graph.door import Door, NoToken, answered
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
from integrations.graph.replies import NoObject, instant_of, object_in, seconds_to_wait
from integrations.graph.turnstile import MAILBOX, Crowded
from integrations.graph.writing import how
from integrations.mailreport import MailReport, read_report
from integrations.mailtext import TAG

# A call takes at most 4 MB (Graph, "Attach large files"), and files are a third larger as text.
WHOLE: Final = 2_500_000
# From here on a file has to be uploaded in pieces, each a multiple of 320 KiB.
LARGE: Final = 3_000_000
PIECE: Final = 12 * 327_680
# Where Exchange takes pieces of files; never sent a token.
EXCHANGE: Final = re.compile(r"([a-z0-9-]+\.)+office(365)?\.com")
# A mail that tells of another one that was not delivered (MS-OXCMSG, PidTagMessageClass).
IS_REPORT: Final = (
    "singleValueExtendedProperties/any(ep: ep/id eq 'String 0x001A' and ep/value eq 'REPORT.IPM.Note.NDR')"
)
MOST_RETURNED: Final = 50
NEVER: Final = datetime(9999, 1, 1, tzinfo=UTC)
# All of it together is less than the lease of a dispatch.
DRAFT_SECONDS: Final = 34.0
SEND_SECONDS: Final = 15.0
# Longer than anybody waits for a place at the mailbox.
AWAY_SECONDS: Final = 8.0
# A token or a right that is missing is not given within seconds.
LATER: Final = 120.0


class GraphPostman:
    """Carries mails out of the mailbox that each names as its sender."""

    def __init__(self, door: Door) -> None:
        self._door = door
        self._has_models = False
        # Drafts that could not be thrown away, by their mailbox.
        self._left = defaultdict[str, list[Any]](list)

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
        answer = await self._prepared(_reports(await self._mailbox(mailbox), since))
        try:
            return [_returned(each, await self._report(mailbox, each["id"])) for each in answer["value"]]
        except (KeyError, TypeError, ValueError):
            raise NotSent("an answer that is no list of mails") from None

    async def _report(self, mailbox: str, message_id: str) -> MailReport | None:
        """What the server wrote for machines, where Exchange still has it. Raises NotSent."""
        whole = (await self._mailbox(mailbox)).messages.by_message_id(message_id).content
        try:
            response = await self._let_through(lambda: whole.get(**asked()))
        except Impossible:
            return None
        return read_report(response.content)

    async def may_send(self, address: str) -> bool:
        """Whether a mail would be let out of that mailbox; one that goes to nobody is asked for.

        Raises NotSent where there is no answer to tell by.
        """
        mailbox = await self._mailbox(address)
        return await _is_allowed(lambda: mailbox.send_mail.post(to_nobody(), **asked()), answered_by=400)

    async def may_read(self, address: str) -> bool:
        """Whether what comes back to that mailbox would be seen. Raises NotSent as above."""
        return await _is_allowed(_reports(await self._mailbox(address), NEVER), answered_by=200)

    async def _send_large(self, mailbox: Any, mail: Mail, sender: str, files: list[File]) -> None:
        draft = None
        try:
            async with asyncio.timeout(DRAFT_SECONDS) as patience:
                await self._is_away(*self._left.pop(sender, []))
                draft = await self._draft(mailbox, mail, sender)
                for file in files:
                    await self._attach(draft, sender, file)
                patience.reschedule(None)
                ready = draft
                await self._send(lambda: ready.send.post(**asked()))
        except TimeoutError:
            await self._throw_away(sender, draft)
            raise NotSent("too slow") from None
        except (NotSent, Impossible):
            await self._throw_away(sender, draft)
            raise

    async def _draft(self, mailbox: Any, mail: Mail, sender: str) -> Any:
        message = await asyncio.to_thread(_written, mail, sender, [])
        made = await self._prepared(lambda: mailbox.messages.post(message, **asked()))
        return mailbox.messages.by_message_id(_named(made, "id"))

    async def _attach(self, draft: Any, sender: str, file: File) -> None:
        name, kind, content = file
        if len(content) < LARGE:
            whole = await asyncio.to_thread(attached, name, kind, content)
            await self._prepared(lambda: draft.attachments.post(whole, **asked()))
            return
        wanted = to_upload(name, kind, len(content))
        session = await self._prepared(
            lambda: draft.attachments.create_upload_session.post(wanted, **asked())
        )
        await self._upload(sender, _named(session, "uploadUrl"), content)

    async def _upload(self, sender: str, url: str, content: bytes) -> None:
        self._must_be_exchange(url)
        # All certificates of the machine are read at its making.
        async with await asyncio.to_thread(_without_token) as client:
            for first in range(0, len(content), PIECE):
                piece = content[first : first + PIECE]
                span = f"bytes {first}-{first + len(piece) - 1}/{len(content)}"
                headers = {"Content-Range": span, "Content-Type": UNKNOWN}
                await self._put(sender, partial(client.put, url, content=piece, headers=headers))

    async def _put(self, sender: str, call: Callable[[], Awaitable[Any]]) -> None:
        """Past Graph, and a call to the mailbox all the same. Raises NotSent, Impossible."""

        async def queued() -> Any:
            async with self._door.turnstile.through(sender.casefold()):
                return await call()

        await self._prepared(queued)

    def _must_be_exchange(self, url: str) -> None:
        # Read as the client reads it that goes there.
        try:
            place, ours = httpx.URL(url), httpx.URL(self._door.access.base_url)
        except httpx.InvalidURL:
            raise NotSent("an upload to nowhere", wait=LATER) from None
        is_exchange = place.scheme == "https" and EXCHANGE.fullmatch(place.host)
        if not is_exchange and (place.scheme, place.host) != (ours.scheme, ours.host):
            raise NotSent("an upload elsewhere", wait=LATER)

    async def _throw_away(self, sender: str, draft: Any) -> None:
        """A mail that is not sent need not lie in the mailbox; where that fails it is tried once more with
        the next large mail of this process, and does no harm until then."""
        if draft is not None and not await self._is_away(draft):
            self._left[sender].append(draft)

    async def _is_away(self, *drafts: Any) -> bool:
        try:
            async with asyncio.timeout(AWAY_SECONDS):
                for each in drafts:
                    with suppress(Impossible):
                        await self._prepared(partial(each.delete, **asked()))
        except (NotSent, TimeoutError):
            return False
        return True

    async def _mailbox(self, address: str) -> Any:
        mailbox = await self._door.mailbox(address)
        if not self._has_models:
            await asyncio.to_thread(load_models, mailbox)
            self._has_models = True
        return mailbox

    async def _prepared(self, call: Callable[[], Awaitable[Any]]) -> dict[str, Any]:
        """A step by which nothing is sent. Raises NotSent, Impossible."""
        response = await self._let_through(call)
        try:
            return object_in(response)
        except NoObject as error:
            raise NotSent(f"{error}") from None

    async def _let_through(self, call: Callable[[], Awaitable[Any]]) -> httpx.Response:
        """Raises NotSent, Impossible."""
        try:
            response = await _answered(call)
        except httpx.HTTPError as error:
            raise NotSent(_named_after(error)) from None
        if not response.is_success:
            raise _refused(response)
        return response

    async def _send(self, call: Callable[[], Awaitable[Any]]) -> None:
        """The step by which it is sent. Raises NotSent, OutcomeUnknown, Impossible."""
        try:
            async with asyncio.timeout(SEND_SECONDS):
                response = await _answered(call)
        except (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout) as error:
            raise NotSent(_named_after(error)) from None
        except (httpx.HTTPError, TimeoutError) as error:
            raise OutcomeUnknown(type(error).__name__) from None
        if response.status_code >= 500:
            raise OutcomeUnknown(f"answer {response.status_code}")
        if not response.is_success:
            raise _refused(response)


def _reports(mailbox: Any, since: datetime) -> Callable[[], Awaitable[Any]]:
    """Asks for what came back since then."""
    inbox = mailbox.mail_folders.by_mail_folder_id("inbox").messages
    query = type(inbox).MessagesRequestBuilderGetQueryParameters(
        filter=f"receivedDateTime gt {since.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ} and {IS_REPORT}",
        select=["id", "subject", "body", "receivedDateTime"],
        orderby=["receivedDateTime"],
        top=MOST_RETURNED,
    )
    return partial(inbox.get, request_configuration=how("UTC", query))


def _returned(message: dict[str, Any], report: MailReport | None) -> Returned:
    """By what is written for people, and for machines: a server may leave the title out of the former."""
    # An address of a link has nothing to do with who did not get it.
    words = unescaped(TAG.sub(" ", message["body"]["content"]))
    at = instant_of(message["receivedDateTime"])
    more, is_given_up = (report.words, report.is_given_up) if report else ("", True)
    return Returned(at=at, words=f"{message['subject']} {words} {more}", is_given_up=is_given_up)


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


def _without_token() -> httpx.AsyncClient:
    return httpx.AsyncClient(timeout=DRAFT_SECONDS, follow_redirects=False)


async def _answered(call: Callable[[], Awaitable[Any]]) -> httpx.Response:
    """Raises NotSent where no token is had, httpx.HTTPError without an answer."""
    try:
        return await answered(call)
    except NoToken as error:
        raise NotSent(f"{error}", wait=LATER) from None


def _named_after(error: httpx.HTTPError) -> str:
    # What others say may hold addresses.
    return f"{error}" if isinstance(error, Crowded) else type(error).__name__


async def _is_allowed(call: Callable[[], Awaitable[Any]], *, answered_by: int) -> bool:
    response = await _answered(call)
    if response.status_code not in (answered_by, 403):
        raise _refused(response)
    return response.status_code == answered_by


def _refused(response: httpx.Response) -> Exception:
    """What an answer that surely sent nothing means: that it is no use, or when to come back."""
    status = response.status_code
    if status == 401:
        return NotSent("answer 401", wait=LATER)
    if status == 429 and MAILBOX.search(response.request.url.path):
        return MailboxThrottled(f"answer {status}", wait=seconds_to_wait(response))
    if status in (408, 423, 429) or status >= 500:
        return NotSent(f"answer {status}", wait=seconds_to_wait(response))
    return Impossible(f"answer {status}")
