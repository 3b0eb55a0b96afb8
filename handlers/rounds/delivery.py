"""Sends what was promised on one route: claims, looks at the right again, delivers, closes."""

import asyncio
import logging
from collections.abc import Callable
from datetime import datetime

from sqlalchemy.exc import DBAPIError

from bot.acts.people import unreachable
from bot.acts.people.outstaying import note_removed
from bot.model.dispatch import Claimed, Delivered
from bot.ports.messenger import (
    ChatClosed,
    ChatMoved,
    Impossible,
    NotSent,
    OutcomeUnknown,
    TokenRefused,
)
from handlers.clock import Clock
from handlers.logs import place_of
from handlers.rounds.pace import TAKEN_AHEAD, Pace
from handlers.rounds.routes import File, Route
from storage import outbox
from storage.engine import Database
from storage.outage import is_away
from storage.store import SqlStore, unit_of_work

log = logging.getLogger(__name__)
# A lease that runs out or a pause that ends is looked for at least this often.
LONGEST_SLEEP = 5.0
# A sending that has not begun by then, because the process stood still, is not ours any more when it ends:
# no call takes longer than what is left of the lease.
LATEST_START = 10.0


class Delivery:
    """The outbox's worker for one route; `wake` is called after a commit that may have promised something."""

    def __init__(self, database: Database, route: Route, clock: Clock) -> None:
        self._database = database
        self._route = route
        self._clock = clock
        self._pace = Pace(clock.passing)
        self._awake = asyncio.Event()
        self._under_way: dict[asyncio.Task[None], int] = {}
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

    def share(self, replicas: int) -> None:
        """So many processes send: each keeps to its part of what Telegram takes."""
        self._pace.replicas = replicas

    async def run(self) -> None:
        """Deliver until told to finish: a cancelled claim would leave its dispatches behind as unknown."""
        while not self._is_finishing:
            self._awake.clear()
            began = self._clock.steady()
            claimed = await self._claim()
            for dispatch, file in claimed:
                self._start(dispatch, file, began + LATEST_START)
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

    def _start(self, dispatch: Claimed, file: File, latest: float) -> None:
        task = asyncio.create_task(self._deliver(dispatch, file, latest))
        self._under_way[task] = dispatch.id
        task.add_done_callback(self._ended)

    def _ended(self, task: asyncio.Task[None]) -> None:
        self._under_way.pop(task, None)
        self.wake()
        if not task.cancelled() and (error := task.exception()):
            log.error("delivery stumbled: %s\n%s", type(error).__name__, place_of(error))

    async def _claim(self) -> list[tuple[Claimed, File]]:
        room = self._route.at_once - len(self._under_way)
        if room <= 0 or self.token_refused:
            return []
        try:
            return await self._database.once(_claim, self._database, self._route, room, self._clock.now())
        except DBAPIError as error:
            if not is_away(error):
                raise
        # The claim may have been committed all the same, and nobody sends what it took.
        await self._database.run(_give_back, self._database, self._route, list(self._under_way.values()))
        return []

    async def _sleep(self) -> None:
        is_blocked = self.token_refused or len(self._under_way) >= self._route.at_once
        pause = LONGEST_SLEEP if is_blocked else await self._database.run(_pause, self._database, self._route)
        try:
            await asyncio.wait_for(self._awake.wait(), timeout=pause)
        except TimeoutError:
            return

    async def _deliver(self, dispatch: Claimed, file: File, latest: float) -> None:
        wait = self._pace.take(dispatch)
        if wait > TAKEN_AHEAD:
            # Longer than a lease should be held: give it back until its time.
            await self._close(lambda store: outbox.put_back(store.session, dispatch, wait))
            return
        await asyncio.sleep(wait)
        if self._clock.steady() > latest:
            await self._close(lambda store: outbox.put_back(store.session, dispatch, 0.0))
            return
        await self._close(await self._attempt(dispatch, file))

    async def _close(self, write: Callable[[SqlStore], None]) -> None:
        await self._database.run(_close, self._database, write)

    async def _attempt(self, dispatch: Claimed, file: File) -> Callable[[SqlStore], None]:
        """Deliver, and give back what is to be written of it."""
        try:
            delivered = await self._route.carry(dispatch, file)
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
        return _delivered(dispatch, delivered, self._route, self._clock)


def _claim(database: Database, route: Route, room: int, now: datetime) -> list[tuple[Claimed, File]]:
    taken: list[tuple[Claimed, File]] = []
    with unit_of_work(database) as store:
        for dispatch in outbox.claim(store.session, room, mails=route.mails, holder=database.mark):
            if unreachable.may_still_get(store, dispatch, now=now):
                taken.append((dispatch, route.file_of(store, dispatch)))
            else:
                outbox.mark_withdrawn(store.session, dispatch)
                unreachable.note_withdrawn(store, dispatch, now=now)
    return taken


def _give_back(database: Database, route: Route, under_way: list[int]) -> None:
    with database.session() as session:
        outbox.give_back(session, database.mark, mails=route.mails, but=under_way)


def _pause(database: Database, route: Route) -> float:
    with database.session() as session:
        wait = outbox.seconds_to_next(session, mails=route.mails)
    return LONGEST_SLEEP if wait is None else min(LONGEST_SLEEP, max(0.05, wait))


def _close(database: Database, write: Callable[[SqlStore], None]) -> None:
    try:
        with unit_of_work(database) as store:
            write(store)
    except outbox.Fenced:
        log.warning("a dispatch was taken over by another worker before it was closed")


def _delivered(
    dispatch: Claimed, delivered: Delivered, route: Route, clock: Clock
) -> Callable[[SqlStore], None]:
    def write(store: SqlStore) -> None:
        outbox.mark_sent(store.session, dispatch, delivered.message_id, now=clock.now())
        note_removed(store, dispatch)
        route.note_carried(store, dispatch, delivered)

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
