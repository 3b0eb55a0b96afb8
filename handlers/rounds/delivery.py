"""Sends what was promised: claims, looks at the right again, delivers, closes; waits per chat."""

import asyncio
import logging
from collections.abc import Callable
from datetime import datetime

from bot.acts.people import unreachable
from bot.acts.people.outstaying import note_removed
from bot.acts.sending.mailing import mail_of
from bot.model.dispatch import WITH_A_FILE, Claimed, Delivered, DispatchKind
from bot.model.letter import Mail
from bot.ports.messenger import (
    ChatClosed,
    ChatMoved,
    Impossible,
    Messenger,
    NotSent,
    OutcomeUnknown,
    Postman,
    TokenRefused,
)
from handlers.clock import Clock
from handlers.logs import place_of
from handlers.rounds.pace import TAKEN_AHEAD, Pace
from integrations.icalendar import calendar_file
from storage import blobs, outbox
from storage.engine import Database
from storage.store import SqlStore, unit_of_work

log = logging.getLogger(__name__)
AT_ONCE = 16
# A lease that runs out or a pause that ends is looked for at least this often.
LONGEST_SLEEP = 5.0
# The bytes, or Telegram's own id of them once they have been uploaded; or a whole mail.
File = bytes | str | Mail | None


class Delivery:
    """The outbox's worker; `wake` is called after every commit that may have promised something."""

    def __init__(
        self,
        database: Database,
        messenger: Messenger,
        clock: Clock,
        *,
        bot_id: int,
        postman: Postman | None = None,
    ) -> None:
        self._database = database
        self._messenger = messenger
        self._postman = postman
        self._clock = clock
        self._bot_id = bot_id
        self._pace = Pace(clock.steady)
        self._awake = asyncio.Event()
        self._under_way: set[asyncio.Task[None]] = set()
        self._is_finishing = False
        self.token_refused = False

    def wake(self) -> None:
        """Look at once whether there is something to send."""
        self._awake.set()

    def token_is_known(self) -> None:
        """Telegram knows the token (again): send, if a refusal had stopped it."""
        if self.token_refused:
            self.token_refused = False
            self.wake()

    async def run(self) -> None:
        """Deliver until told to finish: a cancelled claim would leave its dispatches behind as unknown."""
        while not self._is_finishing:
            self._awake.clear()
            claimed = await self._claim()
            for dispatch, file in claimed:
                self._start(dispatch, file)
            if not claimed:
                await self._sleep()

    async def finish(self, running: asyncio.Task[None], patience: float) -> None:
        """Claim nothing more and let what is under way end; the rest stays promised."""
        self._is_finishing = True
        self.wake()
        try:
            async with asyncio.timeout(patience):
                await running
                while self._under_way:
                    await asyncio.wait(self._under_way)
        except TimeoutError:
            log.warning("%d sendings did not end in time; their outcome is unknown", len(self._under_way))

    def _start(self, dispatch: Claimed, file: File) -> None:
        task = asyncio.create_task(self._deliver(dispatch, file))
        self._under_way.add(task)
        task.add_done_callback(self._ended)

    def _ended(self, task: asyncio.Task[None]) -> None:
        self._under_way.discard(task)
        self.wake()
        if not task.cancelled() and (error := task.exception()):
            log.error("delivery stumbled: %s\n%s", type(error).__name__, place_of(error))

    async def _claim(self) -> list[tuple[Claimed, File]]:
        room = AT_ONCE - len(self._under_way)
        if room <= 0 or self.token_refused:
            return []
        return await self._database.run(_claim, self._database, room, self._bot_id, self._clock.now())

    async def _sleep(self) -> None:
        is_blocked = self.token_refused or len(self._under_way) >= AT_ONCE
        pause = LONGEST_SLEEP if is_blocked else await self._database.run(_pause, self._database)
        try:
            await asyncio.wait_for(self._awake.wait(), timeout=pause)
        except TimeoutError:
            return

    async def _deliver(self, dispatch: Claimed, file: File) -> None:
        wait = self._pace.take(dispatch)
        if wait > TAKEN_AHEAD:
            # Longer than a lease should be held: give it back until its time.
            await self._close(lambda store: outbox.put_back(store.session, dispatch, wait))
            return
        await asyncio.sleep(wait)
        await self._close(await self._attempt(dispatch, file))

    async def _close(self, write: Callable[[SqlStore], None]) -> None:
        await self._database.run(_close, self._database, write)

    async def _attempt(self, dispatch: Claimed, file: File) -> Callable[[SqlStore], None]:
        """Deliver, and give back what is to be written of it."""
        try:
            delivered = await self._handed_over(dispatch, file)
        except NotSent as error:
            reason, wait = str(error), error.wait
            return lambda store: outbox.mark_not_sent(store.session, dispatch, reason, wait=wait)
        except OutcomeUnknown as error:
            unknown = str(error)
            return lambda store: outbox.mark_unknown(store.session, dispatch, unknown)
        except TokenRefused:
            if not self.token_refused:
                log.critical("the token was refused; nothing is sent until it is changed")
            self.token_refused = True
            return lambda store: outbox.mark_not_sent(store.session, dispatch, "token refused")
        except ChatMoved as error:
            return _moved(dispatch, error.new_chat_id)
        except ChatClosed as error:
            return _closed(dispatch, str(error), self._clock)
        except Impossible as error:
            return _impossible(dispatch, str(error), self._clock)
        return _delivered(dispatch, delivered, self._bot_id, self._clock)

    async def _handed_over(self, dispatch: Claimed, file: File) -> Delivered:
        if dispatch.kind is not DispatchKind.MAIL and not isinstance(file, Mail):
            return await self._messenger.deliver(dispatch, file)
        if self._postman is None or not isinstance(file, Mail):
            raise Impossible("no mail settings" if isinstance(file, Mail) else "nothing to mail")
        await self._postman.carry(file)
        return Delivered()


def _claim(database: Database, room: int, bot_id: int, now: datetime) -> list[tuple[Claimed, File]]:
    taken: list[tuple[Claimed, File]] = []
    shelf: dict[str, bytes] = {}
    with unit_of_work(database) as store:
        for dispatch in outbox.claim(store.session, room):
            if unreachable.may_still_get(store, dispatch, now=now):
                taken.append((dispatch, _file_of(store, bot_id, dispatch, shelf, now)))
            else:
                outbox.mark_withdrawn(store.session, dispatch)
                unreachable.note_withdrawn(store, dispatch, now=now)
    return taken


def _pause(database: Database) -> float:
    with database.session() as session:
        wait = outbox.seconds_to_next(session)
    return LONGEST_SLEEP if wait is None else min(LONGEST_SLEEP, max(0.05, wait))


def _file_of(store: SqlStore, bot_id: int, dispatch: Claimed, shelf: dict[str, bytes], now: datetime) -> File:
    if dispatch.kind is DispatchKind.MAIL:
        return mail_of(store, dispatch, calendar_file, shelf, now=now)
    if dispatch.kind not in WITH_A_FILE or not dispatch.file_sha256:
        return None
    known = outbox.file_id_of(store.session, bot_id, dispatch.file_sha256, dispatch.file_name or "")
    return known or blobs.read(store.session, dispatch.file_sha256)


def _close(database: Database, write: Callable[[SqlStore], None]) -> None:
    try:
        with unit_of_work(database) as store:
            write(store)
    except outbox.Fenced:
        log.warning("a dispatch was taken over by another worker before it was closed")


def _delivered(
    dispatch: Claimed, delivered: Delivered, bot_id: int, clock: Clock
) -> Callable[[SqlStore], None]:
    def write(store: SqlStore) -> None:
        outbox.mark_sent(store.session, dispatch, delivered.message_id, now=clock.now())
        note_removed(store, dispatch)
        if delivered.file_id and dispatch.file_sha256:
            name = dispatch.file_name or ""
            outbox.keep_file_id(store.session, bot_id, dispatch.file_sha256, name, delivered.file_id)

    return write


def _moved(dispatch: Claimed, new_chat_id: int) -> Callable[[SqlStore], None]:
    def write(store: SqlStore) -> None:
        outbox.mark_not_sent(store.session, dispatch, "chat moved", wait=0.0)
        store.move_chat(dispatch.chat_id, new_chat_id)

    return write


def _closed(dispatch: Claimed, reason: str, clock: Clock) -> Callable[[SqlStore], None]:
    def write(store: SqlStore) -> None:
        outbox.mark_failed(store.session, dispatch, reason)
        unreachable.note_closed(store, dispatch, now=clock.now())

    return write


def _impossible(dispatch: Claimed, reason: str, clock: Clock) -> Callable[[SqlStore], None]:
    def write(store: SqlStore) -> None:
        outbox.mark_failed(store.session, dispatch, reason)
        log.warning("a dispatch of kind %s was refused: %s", dispatch.kind, reason)
        unreachable.note_refused(store, dispatch, reason, now=clock.now())

    return write
