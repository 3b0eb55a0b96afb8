"""The ways out of the house: messages by Telegram, mails by whoever carries them; each has its own places."""

import asyncio
from contextlib import suppress
from typing import Protocol

from sqlalchemy.exc import DBAPIError

from bot.acts.sending.mailing import mail_of
from bot.model.dispatch import WITH_A_FILE, Claimed, Delivered
from bot.model.letter import Mail
from bot.ports.messenger import Impossible, MailboxThrottled, Messenger, NotSent, Postman
from handlers.clock import Clock
from handlers.rounds.pace import A_SECOND
from integrations.icalendar import calendar_file
from storage import blobs, calendarlist, keepsakes, outbox
from storage.engine import Database
from storage.outage import is_away
from storage.store import SqlStore

# The bytes, or Telegram's own id of them once they have been uploaded.
File = bytes | str | None
# Of the lease, which the postman needs nearly whole.
LOOK_UP_SECONDS = 5.0


class Route(Protocol):
    """One way out: `mails` says which dispatches take it, `at_once` how many of them at the same time.

    `a_second` is how many messages Telegram takes in one.
    """

    mails: bool
    at_once: int
    a_second: int

    def file_of(self, store: SqlStore, dispatch: Claimed) -> File:
        """What goes with it, read together with the claim."""

    async def carry(self, dispatch: Claimed, file: File) -> Delivered:
        """Deliver. Raises what bot.ports.messenger.Messenger.deliver does."""

    def note_carried(self, store: SqlStore, dispatch: Claimed, delivered: Delivered) -> None:
        """Keep what was learnt by it."""


class TelegramRoute:
    """Messages of every kind, into chats."""

    mails = False
    at_once = 16

    def __init__(self, messenger: Messenger, *, bot_id: int, a_second: int = A_SECOND) -> None:
        self._messenger = messenger
        self._bot_id = bot_id
        self.a_second = a_second

    def file_of(self, store: SqlStore, dispatch: Claimed) -> File:
        """See Route."""
        if dispatch.kind not in WITH_A_FILE or not dispatch.file_sha256:
            return None
        known = outbox.file_id_of(store.session, self._bot_id, dispatch.file_sha256, dispatch.file_name or "")
        return known or blobs.read(store.session, dispatch.file_sha256)

    async def carry(self, dispatch: Claimed, file: File) -> Delivered:
        """See Route."""
        return await self._messenger.deliver(dispatch, file)

    def note_carried(self, store: SqlStore, dispatch: Claimed, delivered: Delivered) -> None:
        """Telegram's id of what was uploaded, so that the bytes go once."""
        if delivered.file_id and dispatch.file_sha256:
            name = dispatch.file_name or ""
            outbox.keep_file_id(store.session, self._bot_id, dispatch.file_sha256, name, delivered.file_id)


class MailRoute:
    """Mails, a few at once: servers let few in. Each is put together, with all its files, as it is sent."""

    mails = True
    at_once = 3
    a_second = A_SECOND

    def __init__(self, database: Database, postman: Postman | None, clock: Clock) -> None:
        self._database = database
        self._postman = postman
        self._clock = clock

    def file_of(self, _store: SqlStore, _dispatch: Claimed) -> File:
        """Nothing: what a mail brings would hold up the claim."""
        return None

    async def carry(self, dispatch: Claimed, _file: File) -> Delivered:
        """See Route."""
        if self._postman is None:
            raise Impossible("no mail settings")
        mail = await self._looked_up(dispatch)
        if mail is None:
            raise Impossible("nothing to mail")
        try:
            await self._postman.carry(mail)
        except MailboxThrottled as error:
            await self._note_throttled(mail, error)
            raise
        return Delivered()

    async def _note_throttled(self, mail: Mail, error: MailboxThrottled) -> None:
        """For other mails, other processes and the calendar; where it fails, each is told by itself."""
        with suppress(TimeoutError, DBAPIError):
            async with asyncio.timeout(LOOK_UP_SECONDS):
                await self._database.once(self._throttle, mail, error)

    def _throttle(self, mail: Mail, error: MailboxThrottled) -> None:
        address, problem = _mailbox(mail), f"{calendarlist.THROTTLED} to a mail"
        with self._database.session() as session:
            now = self._clock.now()
            calendarlist.throttle(session, address, now, problem=problem, seconds=error.wait)

    async def _looked_up(self, dispatch: Claimed) -> Mail | None:
        """Raises NotSent where the mailbox is throttled, and where the database is away: once it is back,
        another may have the dispatch."""
        try:
            async with asyncio.timeout(LOOK_UP_SECONDS):
                return await self._database.once(self._put_together, dispatch)
        except TimeoutError:
            raise NotSent("database slow") from None
        except DBAPIError as error:
            if not is_away(error):
                raise
            raise NotSent("database away") from None

    def note_carried(self, _store: SqlStore, _dispatch: Claimed, _delivered: Delivered) -> None:
        """Nothing."""

    def _put_together(self, dispatch: Claimed) -> Mail | None:
        now = self._clock.now()
        with self._database.reading() as session:
            mail = mail_of(SqlStore(session), dispatch, calendar_file, now=now)
            if mail and keepsakes.read(session, keepsakes.MAILS) == keepsakes.BY_MAILBOX:
                wait = calendarlist.seconds_throttled(session, _mailbox(mail), now)
                if wait is not None:
                    raise NotSent("the mailbox is throttled", wait=wait)
            return mail


def _mailbox(mail: Mail) -> str:
    return (mail.sender or "").casefold()
