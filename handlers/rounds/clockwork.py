"""The tick: asks the tables what is due, and notices at once when the wall clock was moved."""

import asyncio
import logging
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from functools import partial

from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot.acts.arenas.succession_due import arenas_passing, pass_by_itself
from bot.acts.duties import do_due
from bot.acts.gathering import gather_for
from bot.acts.outlook.reminding import remind_of_outlook
from bot.acts.people.binding import leave_unbound
from bot.acts.people.leaving import let_go
from bot.acts.people.outstaying import remove_outstayers
from bot.acts.people.turns import plan_turns
from bot.acts.people.turns_due import attend_to_turn
from bot.acts.replacements.due import arenas_changing, change_holders, remind_of_replacement
from bot.ports.workshop import Press
from handlers.clock import Clock
from handlers.logs import place_of
from handlers.rounds.leading import Lead
from storage import holding, inbox, questions, sealing
from storage.engine import Database
from storage.leases import LeaseLost
from storage.outage import is_away
from storage.store import SqlStore, in_turn, unit_of_work

log = logging.getLogger(__name__)
TICK_SECONDS = 5
SEAL_SECONDS = 60
STEP = timedelta(seconds=2)
AT_ONCE = 100


class Clockwork:
    """APScheduler drives the ticks and holds no truth; what is due stands in the database.

    `lead` is None where nobody else could be at it. `stepped` is called when the wall clock was moved.
    """

    # Where what is due at once stands; days that come are looked for at each tick.
    concerns = frozenset({"calendar_link", "deadline", "lodging", "notice", "replacement", "turn"})

    def __init__(
        self,
        database: Database,
        clock: Clock,
        press: Press,
        told: Callable[[], None],
        lead: Lead | None = None,
        stepped: Callable[[], None] = lambda: None,
    ) -> None:
        self._database = database
        self._clock = clock
        self._press = press
        self._lead = lead
        self._told = told
        self._stepped = stepped
        self._due_now = asyncio.Event()
        self._sealing_is_due = False
        # Which day's turns and groups were looked at; once too often does no harm.
        self._looked: dict[str, date] = {}
        self._scheduler = _alarm_clock()

    def wake(self) -> None:
        """Look at once whether something is due."""
        self._due_now.set()

    def _wake_to_seal(self) -> None:
        self._sealing_is_due = True
        self.wake()

    async def run(self) -> None:
        """Tick until cancelled. Raises LeaseLost where another replica has taken the lead."""
        # One that was shut down does not start again.
        self._scheduler = _alarm_clock()
        self._scheduler.add_job(self.wake, "interval", seconds=TICK_SECONDS)
        self._scheduler.add_job(self._wake_to_seal, "interval", seconds=SEAL_SECONDS)
        self._scheduler.start()
        watch = asyncio.create_task(self._watch())
        try:
            while True:
                self._due_now.clear()
                await self._tick()
                await self._due_now.wait()
        finally:
            watch.cancel()
            self._scheduler.shutdown(wait=False)

    async def _tick(self) -> None:
        if await self._database.run(self._do_what_is_due):
            self._told()
        if self._sealing_is_due:
            self._sealing_is_due = False
            await self._database.run(self._do, "sealing", _seal_and_forget, self._clock.now())

    async def _watch(self) -> None:
        """APScheduler plans by the wall clock: after a step back it would sleep through the difference."""
        wall, steady = self._clock.now(), self._clock.steady()
        while True:
            await asyncio.sleep(self._clock.watch_seconds)
            passed = timedelta(seconds=self._clock.steady() - steady)
            stepped = abs(self._clock.now() - wall - passed) > STEP
            wall, steady = self._clock.now(), self._clock.steady()
            if stepped:
                self.wake()
                self._stepped()
                for job in self._scheduler.get_jobs():
                    job.modify(next_run_time=self._clock.machine())

    def _do_what_is_due(self) -> int:
        """How much there was to do, and so perhaps to send.

        The whole sweep is of one instant: a morning that broke in the midst of it would be told in two
        messages, of which the second waits for the next day.
        """
        now = self._clock.now()
        with self._unit_of_work() as store:
            if holding.is_held(store.session):
                return 0
            left = leave_unbound(store, now=now)
            passing = arenas_passing(store, now=now)
            changing = arenas_changing(store, now=now)
            waiting = store.replacements_to_remind(now)
            undecided = store.links_to_remind(now)
            due = store.due(now, limit=AT_ONCE)
        # Before what is due: nothing is due any more in an arena that has ended.
        for arena_id in passing:
            self._do(f"the end of arena {arena_id}", partial(pass_by_itself, arena_id=arena_id), now)
        # And what is due goes to those who have the seats today.
        self._change_holders(changing, waiting, now)
        for arena_id, number in undecided:
            self._do(f"event {number}", partial(remind_of_outlook, arena_id=arena_id, link_id=number), now)
        self._look_daily(changing, now)
        self._let_people_go(now)
        turned = self._turn_roles(now)
        for deadline_id in due:
            do = partial(do_due, deadline_id=deadline_id, press=self._press)
            self._do(f"deadline {deadline_id}", do, now)
        # Only when nothing more is due: what comes later today would be a second message.
        done = left + len(passing) + len(changing) + len(waiting) + len(undecided) + turned + len(due)
        return done + (self._gather(now) if len(due) < AT_ONCE else 0)

    def _change_holders(
        self, changing: Sequence[str], waiting: Sequence[tuple[str, int]], now: datetime
    ) -> None:
        """Who takes over today does, and whoever a change waits for is reminded."""
        for arena_id in changing:
            self._do(f"changes of holder in {arena_id}", partial(change_holders, arena_id=arena_id), now)
        for arena_id, number in waiting:
            remind = partial(remind_of_replacement, arena_id=arena_id, replacement_id=number)
            self._do(f"replacement {number}", remind, now)

    def _let_people_go(self, now: datetime) -> None:
        """Whoever has no place in any arena any more is unlinked a week later."""
        with self._unit_of_work() as store:
            people = store.people_to_let_go(now)
        for person_id in people:
            self._do(f"the leaving of person {person_id}", partial(let_go, person_id=person_id), now)

    def _turn_roles(self, now: datetime) -> int:
        """Sides are asked who has a role next, and everybody is told who has it."""
        with self._unit_of_work() as store:
            turning = store.turns_due(now)
        for arena_id, number in turning:
            self._do(f"turn {number}", partial(attend_to_turn, arena_id=arena_id, turn_id=number), now)
        return len(turning)

    def _look_daily(self, changing: Sequence[str], now: datetime) -> None:
        """Which roles turn with the next new year, and who has no right any more and leaves the group: looked
        at once a day, and after each change."""
        with self._unit_of_work() as store:
            days = store.today(now)
        for arena_id, day in days.items():
            if self._looked.get(arena_id) != day or arena_id in changing:
                turned = self._do(f"the turns of {arena_id}", partial(plan_turns, arena_id=arena_id), now)
                left = self._do(
                    f"the group of {arena_id}", partial(remove_outstayers, arena_id=arena_id), now
                )
                if turned and left:
                    self._looked[arena_id] = day

    def _gather(self, now: datetime) -> int:
        """One message for each person of what could wait until this morning."""
        with self._unit_of_work() as store:
            people = store.people_with_notices(now)
        for person_id in people:
            self._do(f"the morning of person {person_id}", partial(gather_for, person_id=person_id), now)
        return len(people)

    def _do(self, name: str, act: Callable[..., None], now: datetime) -> bool:
        """Whether it is done."""

        def led(store: SqlStore) -> None:
            self._hold(store)
            act(store, now=now)

        try:
            in_turn(self._database, led)
        except LeaseLost:
            raise
        except Exception as error:
            # One due thing that stumbles must not stop the others; it stays due and is tried again.
            if is_away(error):
                raise
            log.error("%s stumbled: %s\n%s", name, type(error).__name__, place_of(error))
            return False
        return True

    @contextmanager
    def _unit_of_work(self) -> Iterator[SqlStore]:
        """One that is committed only while this process leads: two sweeps side by side would tell twice."""
        with unit_of_work(self._database) as store:
            self._hold(store)
            yield store

    def _hold(self, store: SqlStore) -> None:
        if self._lead:
            self._lead.hold(store.session)


def _seal_and_forget(store: SqlStore, *, now: datetime) -> None:
    sealing.seal(store.session, now)
    inbox.forget_set_aside(store.session, now)
    questions.forget_old(store.session, now)


def _alarm_clock() -> AsyncIOScheduler:
    defaults = {"misfire_grace_time": None, "coalesce": True, "max_instances": 1}
    return AsyncIOScheduler(job_defaults=defaults, timezone="UTC")
