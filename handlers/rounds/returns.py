"""Looks every five minutes for mails that came back to the arenas' own mailboxes."""

import logging
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta

from bot.acts.sending.returning import take_back
from bot.model.letter import Returned
from bot.ports.messenger import Impossible, NotSent, ReturnBox
from handlers.clock import Clock
from handlers.logs import place_of
from handlers.rounds.going import Rounds
from storage import returns
from storage.engine import Database
from storage.store import unit_of_work

log = logging.getLogger(__name__)
EVERY = timedelta(minutes=5)
# Where the mailbox may not be read, nobody gives the right within minutes.
SHUT = timedelta(hours=1)
# Of the same second more may be seen a little later; nothing is asked for twice.
SETTLED = timedelta(minutes=1)
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
        # It lies too far ahead where the wall clock was set back.
        if self._look_at is None or not now < self._look_at <= now + EVERY:
            self._look_at = now + EVERY
            for mailbox, arena_ids in (await self._database.run(self._mailing, now)).items():
                if self._shut.get(mailbox, now) <= now:
                    await self._ask(mailbox, arena_ids, now)
        return False

    def _mailing(self, now: datetime) -> Mapping[str, Sequence[str]]:
        """Mailboxes, each with the ids of those arenas whose mails go out of it."""
        found: dict[str, list[str]] = defaultdict(list)
        with unit_of_work(self._database) as store:
            for each in returns.mailing_arenas(store.session, now - PATIENCE):
                place = store.within(each)
                if place and place.arena.calendar:
                    found[place.arena.calendar.casefold()].append(each)
        return found

    async def _ask(self, mailbox: str, arena_ids: Sequence[str], now: datetime) -> None:
        since = await self._database.run(self._since, mailbox, now)
        try:
            returned = await self._box.returned(mailbox, since)
        except (NotSent, Impossible) as error:
            log.warning("a mailbox was not looked through: %s", error)
            self._shut[mailbox] = now + (SHUT if isinstance(error, Impossible) else EVERY)
            return
        except Exception as error:  # noqa: BLE001
            # What nobody foresaw stops this mailbox, not the bot.
            log.error("a mailbox stumbled: %s\n%s", type(error).__name__, place_of(error))
            self._shut[mailbox] = now + EVERY
            return
        settled = [each for each in returned if each.at <= now - SETTLED]
        if settled:
            await self._database.run(self._keep, mailbox, arena_ids, settled, now)
            self._told()

    def _since(self, mailbox: str, now: datetime) -> datetime:
        with self._database.session() as session:
            return returns.asked_until(session, mailbox) or now - PATIENCE

    def _keep(
        self, mailbox: str, arena_ids: Sequence[str], returned: Sequence[Returned], now: datetime
    ) -> None:
        with unit_of_work(self._database) as store:
            # Another replica may have been told the same meanwhile.
            before = returns.move_on(store.session, mailbox, max(each.at for each in returned))
            new = [each for each in returned if before is None or each.at > before]
            lately = now - PATIENCE
            mailed = [one for each in arena_ids for one in returns.mailed(store.session, each, lately)]
            take_back(store, mailed, new)
