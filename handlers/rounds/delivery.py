"""Sends what was promised on one route: claims, looks at the right again, delivers, closes."""

import asyncio
import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
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
from handlers.rounds.going import rest
from handlers.rounds.pace import Pace
from handlers.rounds.routes import File, Route
from storage import outbox
from storage.engine import Database
from storage.outage import is_away
from storage.store import SqlStore, in_turn

log = logging.getLogger(__name__)
# A lease that runs out or a pause that ends is looked for at least this often.
LONGEST_SLEEP = 5.0
# A sending that has not begun by then, because the process stood still, is not ours any more when it ends:
# no call takes longer than what is left of the lease.
LATEST_START = 10.0
SHORTEST_SLEEP = 0.05
Write = Callable[[SqlStore], None]


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What is to be written of a sending that has ended."""

    dispatch: Claimed
    write: Write


@dataclass(frozen=True, kw_only=True)
class Turn:
    """What one commit claimed, and in how many seconds the next look is due."""

    claimed: Sequence[tuple[Claimed, File]] = ()
    pause: float = LONGEST_SLEEP


NOTHING = Turn()


class Delivery:
    """The outbox's worker for one route; `wake` is called after a commit that may have promised something."""

    def __init__(self, database: Database, route: Route, clock: Clock) -> None:
        self._database = database
        self._route = route
        self._clock = clock
        self._pace = Pace(clock.passing, route.a_second)
        self._awake = asyncio.Event()
        self._under_way: dict[asyncio.Task[None], Claimed] = {}
        self._outcomes: list[Outcome] = []
        self._is_finishing = False
        self.token_refused = False
        self.concerns = frozenset({"dispatch mail" if route.mails else "dispatch"})

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
            turn = await self._take_turn(self._room())
            for dispatch, file in turn.claimed:
                self._start(dispatch, file, began + LATEST_START)
            await rest(self._awake, turn.pause)

    async def finish(self, running: asyncio.Task[None], patience: float) -> None:
        """Claim nothing more and let what is under way end; the rest stays promised."""
        self._is_finishing = True
        self.wake()
        try:
            async with asyncio.timeout(patience):
                # It may wait for a database that is away, and so may what follows.
                await asyncio.wait([running])
                await self._wind_up()
                running.result()
        except TimeoutError:
            lost = len(self._under_way) + len(self._outcomes)
            log.warning("%d sendings did not end in time; their outcome is unknown", lost)
            for task in (running, *self._under_way):
                task.cancel()

    async def _wind_up(self) -> None:
        while self._under_way or self._outcomes:
            if not self._outcomes:
                await asyncio.wait(self._under_way, return_when=asyncio.FIRST_COMPLETED)
            await self._take_turn(room=0)

    def _start(self, dispatch: Claimed, file: File, latest: float) -> None:
        task = asyncio.create_task(self._deliver(dispatch, file, latest))
        self._under_way[task] = dispatch
        task.add_done_callback(self._ended)

    def _ended(self, task: asyncio.Task[None]) -> None:
        self._under_way.pop(task, None)
        self.wake()
        if not task.cancelled() and (error := task.exception()):
            log.error("delivery stumbled: %s\n%s", type(error).__name__, place_of(error))

    def _room(self) -> int:
        return 0 if self.token_refused else self._route.at_once - len(self._under_way)

    async def _take_turn(self, room: int) -> Turn:
        """Close what has ended and claim what comes next, in one commit."""
        outcomes, self._outcomes = self._outcomes, []
        if not outcomes and room <= 0:
            return NOTHING
        now = self._clock.now()
        try:
            return await self._database.once(take_turn, self._database, self._route, outcomes, room, now)
        except DBAPIError as error:
            if not is_away(error):
                raise
        # The turn may have been committed all the same, and nobody sends what it claimed.
        self._outcomes[:0] = outcomes
        known = [*self._under_way.values(), *(each.dispatch for each in self._outcomes)]
        await self._database.run(_give_back, self._database, self._route, known)
        return Turn(pause=SHORTEST_SLEEP)

    async def _deliver(self, dispatch: Claimed, file: File, latest: float) -> None:
        write = await self._carried(dispatch, file, latest)
        self._outcomes.append(Outcome(dispatch=dispatch, write=write))

    async def _carried(self, dispatch: Claimed, file: File, latest: float) -> Write:
        if (wait := self._pace.wait_in_chat(dispatch)) > 0:
            # Others go meanwhile, instead of waiting behind it for one of the few that are sent at once.
            return lambda store: outbox.put_back(store.session, dispatch, wait)
        async with self._pace.place(dispatch):
            if self._clock.steady() > latest:
                return lambda store: outbox.put_back(store.session, dispatch, 0.0)
            return await self._attempt(dispatch, file)

    async def _attempt(self, dispatch: Claimed, file: File) -> Write:
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


def take_turn(
    database: Database, route: Route, outcomes: Sequence[Outcome], room: int, now: datetime
) -> Turn:
    """Write what has ended, and claim what comes next on the route, up to `room`.

    An outcome that cannot be written keeps the others from being written with it: then each is by itself.
    """

    def write(store: SqlStore) -> Turn:
        for outcome in outcomes:
            _close(store, outcome)
        return _claimed(store, route, database.mark, room, now) if room > 0 else NOTHING

    try:
        return in_turn(database, write)
    except Exception as error:
        if not outcomes or is_away(error):
            raise
    for outcome in outcomes:
        _close_alone(database, outcome)
    return Turn(pause=SHORTEST_SLEEP)


def _give_back(database: Database, route: Route, known: list[Claimed]) -> None:
    with database.session() as session:
        outbox.give_back(session, database.mark, mails=route.mails, but=known)


def _close(store: SqlStore, outcome: Outcome) -> None:
    try:
        outcome.write(store)
    except outbox.Fenced:
        # Closing comes first in each: nothing else was written.
        log.warning("a dispatch was taken over by another worker before it was closed")


def _close_alone(database: Database, outcome: Outcome) -> None:
    try:
        in_turn(database, lambda store: _close(store, outcome))
    except Exception as error:
        if is_away(error):
            raise
        # Its lease runs out, and what is unknown then is told of by the dispatch itself.
        log.error("delivery stumbled: %s\n%s", type(error).__name__, place_of(error))


def _claimed(store: SqlStore, route: Route, mark: str, room: int, now: datetime) -> Turn:
    taken: list[tuple[Claimed, File]] = []
    found = outbox.claim(store.session, room, mails=route.mails, holder=mark)
    for dispatch in found:
        if unreachable.may_still_get(store, dispatch, now=now):
            taken.append((dispatch, route.file_of(store, dispatch)))
        else:
            outbox.mark_withdrawn(store.session, dispatch)
            unreachable.note_withdrawn(store, dispatch, now=now)
    if len(taken) == room:
        return Turn(claimed=taken)
    wait = outbox.seconds_to_next(store.session, mails=route.mails)
    shortest = 0.0 if found else SHORTEST_SLEEP
    return Turn(claimed=taken, pause=LONGEST_SLEEP if wait is None else _within(shortest, wait))


def _within(shortest: float, wait: float) -> float:
    return min(LONGEST_SLEEP, max(shortest, wait))


def _delivered(dispatch: Claimed, delivered: Delivered, route: Route, clock: Clock) -> Write:
    def write(store: SqlStore) -> None:
        outbox.mark_sent(store.session, dispatch, delivered.message_id, now=clock.now())
        note_removed(store, dispatch)
        route.note_carried(store, dispatch, delivered)

    return write


def _moved(dispatch: Claimed, new_chat_id: int) -> Write:
    def write(store: SqlStore) -> None:
        outbox.mark_not_sent(store.session, dispatch, "chat moved", wait=0.0)
        store.move_chat(dispatch.chat_id, new_chat_id)

    return write


def _closed(dispatch: Claimed, reason: str, clock: Clock) -> Write:
    def write(store: SqlStore) -> None:
        outbox.mark_failed(store.session, dispatch, reason)
        unreachable.note_closed(store, dispatch, now=clock.now())

    return write


def _impossible(dispatch: Claimed, reason: str, clock: Clock) -> Write:
    def write(store: SqlStore) -> None:
        outbox.mark_failed(store.session, dispatch, reason)
        log.warning("a dispatch of kind %s was refused: %s", dispatch.kind, reason)
        unreachable.note_refused(store, dispatch, reason, now=clock.now())

    return write
