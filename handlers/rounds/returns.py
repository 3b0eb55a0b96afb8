"""Looks every five minutes for mails that came back to the arenas' own mailboxes."""

import logging
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from bot.acts.sending.returning import take_back
from bot.model.letter import Returned
from bot.ports.messenger import Impossible, NotSent, ReturnBox
from handlers.clock import Clock
from handlers.rounds.going import Rounds
from storage import returns
from storage.engine import Database
from storage.store import unit_of_work

log = logging.getLogger(__name__)
EVERY = timedelta(minutes=5)
# Where the mailbox may not be read, nobody gives the right within minutes.
SHUT = timedelta(hours=1)
# Servers try for days; what comes back later than that is told by nobody.
PATIENCE = timedelta(days=4)


class Returns(Rounds):
    """The worker for what comes back; only mailboxes out of which something went lately are asked."""

    def __init__(self, database: Database, box: ReturnBox, clock: Clock, told: Callable[[], None]) -> None:
        super().__init__()
        self._database = database
        self._box = box
        self._clock = clock
        self._told = told
        self._look_at: datetime | None = None
        self._shut: dict[str, datetime] = {}

    async def do_next(self) -> bool:
        """Ask each mailbox once, if it is time."""
        now = self._clock.now()
        if self._look_at is None or now >= self._look_at:
            self._look_at = now + EVERY
            for arena_id, mailbox in await self._database.run(self._mailing, now):
                if self._shut.get(mailbox, now) <= now:
                    await self._ask(arena_id, mailbox, now)
        return False

    def _mailing(self, now: datetime) -> Sequence[tuple[str, str]]:
        with unit_of_work(self._database) as store:
            places = (store.within(each) for each in returns.mailing_arenas(store.session, now - PATIENCE))
            return [(place.arena.id, box) for place in places if place and (box := place.arena.calendar)]

    async def _ask(self, arena_id: str, mailbox: str, now: datetime) -> None:
        since = await self._database.run(self._since, mailbox, now)
        try:
            returned = await self._box.returned(mailbox, since)
        except (NotSent, Impossible) as error:
            log.warning("a mailbox was not looked through: %s", error)
            self._shut[mailbox] = now + (SHUT if isinstance(error, Impossible) else EVERY)
            return
        if returned:
            await self._database.run(self._keep, arena_id, mailbox, returned, now)
            self._told()

    def _since(self, mailbox: str, now: datetime) -> datetime:
        with self._database.session() as session:
            return returns.asked_until(session, mailbox) or now - PATIENCE

    def _keep(self, arena_id: str, mailbox: str, returned: Sequence[Returned], now: datetime) -> None:
        with unit_of_work(self._database) as store:
            place = store.within(arena_id)
            if place:
                mailed = returns.mailed(store.session, arena_id, now - PATIENCE)
                take_back(store, place, mailed, returned)
            returns.keep_asked_until(store.session, mailbox, max(each.at for each in returned))
