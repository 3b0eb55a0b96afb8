"""Where the years are played: the real process, the stand-ins, and a clock that stops only where it must."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from threading import Timer
from typing import Any

from sqlalchemy import Row, func, literal, select

from bot.model.dispatch import DispatchState
from bot.model.replacement import ReplacementState
from integrations import graphapi
from integrations.botapi import Group, Message, Person, World, serve
from integrations.graphapi import Event, Graph
from storage import tables
from storage.calendarlist import PERIOD
from tests.stories.look import Look
from tests.stories.process import BotProcess
from tests.stories.town import TOKEN, ShiftedClock
from tests.years.cast import Cast
from tests.years.days import instant
from tests.years.plan import Plan
from tests.years.strokes import GraphsStrokes, Lots, Strokes

BOT_NAME = "samverkansbot"
GRAPH_TOKEN = "a-token-of-the-years"
A_MOMENT = timedelta(seconds=1)
A_MINUTE = timedelta(minutes=1)
# Further than the bot takes for the clock's own unevenness.
A_STEP = timedelta(seconds=3)
A_PAUSE = 0.2
PATIENCE = 90.0
WATCHED = (
    *(tables.deadline, tables.notice, tables.turn, tables.replacement),
    *(tables.calendar_link, tables.mailbox),
)
UNDER_WAY = tables.dispatch.c.state == DispatchState.SENDING


class Stage:
    """The bot with its people and groups; time passes only when nothing is left to do."""

    def __init__(
        self, plan: Plan, world: World, graph: Graph, clock: ShiftedClock, home: Path, url: str
    ) -> None:
        self.world, self.graph, self.clock, self.home = world, graph, clock, home
        self.casts = {cast.number: cast for cast in plan.casts}
        self.has_outlook = plan.has_outlook
        self.bot = BotProcess(home, {})
        self.database_url = url
        self.people: dict[str, Person] = {}
        self.groups: dict[int, Group] = {}
        # The arenas of groups by the numbers that they had once.
        self.former: dict[int, str] = {}
        # What somebody has been given to open, by name; and the code of each arena's group.
        self.links: dict[str, str] = {}
        self.codes: dict[int, str] = {}
        self.lots = Lots(plan.seed)
        world.faults, graph.faults = Strokes(self.lots), GraphsStrokes(self.lots)
        self.mailboxes = {cast.number: graph.mailbox(cast.mailbox) for cast in plan.casts}
        self.deaths = 0
        # The messages that were under way when the power was cut, one as often as it was.
        self.cut_off: list[int] = []
        self._power_cut: Timer | None = None

    @property
    def look(self) -> Look:
        """The database; there is none before the first arena is loaded."""
        if not hasattr(self, "_look"):
            self._look = Look(self.database_url)
        return self._look

    def person(self, name: str) -> Person:
        """Somebody's telephone."""
        if name not in self.people:
            self.people[name] = self.world.person(name)
        return self.people[name]

    def group(self, cast: Cast) -> Group:
        """The arena's group, created by its secretary."""
        if cast.number not in self.groups:
            creator = self.person(cast.members[0].holder)
            self.groups[cast.number] = self.world.group(cast.short, members=[creator], members_may_pin=True)
        return self.groups[cast.number]

    def migrates(self, cast: Cast) -> None:
        """The group becomes a supergroup, with another number."""
        group = self.group(cast)
        self.former[group.id] = cast.short
        group.migrate()
        self.settles()

    @property
    def names(self) -> dict[int, str]:
        """Whose chat it is, by its number."""
        people = {person.id: name for name, person in self.people.items()}
        return self.former | people | {group.id: self.casts[at].short for at, group in self.groups.items()}

    def says(self, person: Person, text: str, chat: Group | None = None) -> Message:
        """Somebody writes; the newest message there afterwards."""
        person.writes(text, chat) if chat else person.writes(text)
        self.settles()
        return (chat or person.chat()).last

    def sees(self, person: Person, words: str) -> Message:
        """The newest message with these words, as soon as it comes."""
        chat = person.chat()
        self.bot.wait_until(lambda: any(words in each.text for each in chat.from_bot), words, PATIENCE)
        self.settles()
        return chat.find(words)

    def presses(self, person: Person, message: Message, *words: str) -> None:
        """Somebody presses these buttons below one message, one after another."""
        for word in words:
            person.presses(message, word)
            self.settles()

    def settles(self) -> None:
        """Wait until everything that was to be done is done, and start the bot again if it was killed."""
        self._settles(self.is_quiet)

    def _settles(self, is_quiet: Callable[[], bool]) -> None:
        self._is_quiet_or_dead(is_quiet)
        while not self.bot.is_alive:
            self.deaths += 1
            self.cut_off += [row.id for row in self.look.rows(tables.dispatch, UNDER_WAY)]
            # Its leases run out; nobody waits a minute for that here.
            self.look.end_leases()
            self._power_goes()
            self.bot.started()
            self._is_quiet_or_dead(is_quiet)

    def _is_quiet_or_dead(self, is_quiet: Callable[[], bool]) -> None:
        """As soon as it is so; nobody sits through the pause before what failed is tried again."""
        pause_ends = time.monotonic() + A_PAUSE

        def is_so() -> bool:
            nonlocal pause_ends
            if not self.bot.is_alive or is_quiet():
                return True
            if time.monotonic() > pause_ends:
                pause_ends += A_PAUSE
                self._ends_pauses()
            return False

        self.bot.wait_until(is_so, "quiet", PATIENCE)

    def _ends_pauses(self) -> None:
        if self.look.end_pauses():
            # A clock that is moved wakes the bot.
            self.clock.steps(A_STEP)

    def kill_in(self, milliseconds: int) -> None:
        """The power is cut a moment from now, whatever the bot is at; it is back from the cut before."""
        self._power_goes()
        if not self.bot.is_alive:
            self.settles()
        self._power_cut = Timer(milliseconds / 1000, self.bot.kill_at_once)
        self._power_cut.start()

    def _power_goes(self) -> None:
        """Wait for the moment, if it is to come; nothing starts before it."""
        if self._power_cut:
            self._power_cut.join()

    def is_quiet(self) -> bool:
        """Nothing waits at Telegram, nor in the database, and no power is about to be cut."""
        if self._power_cut and self._power_cut.is_alive():
            return False
        return not self.world.bot.pending and not self.look.unfinished_in_outlook(self.clock.now())

    def events(self, arena: int, starts: datetime) -> list[Event]:
        """What stands in the arena's mailbox at that wall time."""
        found = self.mailboxes[arena].events
        return [each for each in found if each.instant("start") == instant(starts)]

    def outlook_settles(self, minutes: int = 1) -> None:
        """So many minutes pass, and everything stands in Outlook as it should, and is compared.

        What a list that lied kept back shows at the next comparison.
        """
        before = self.lots.lies
        self.settles()
        self.clock.steps(timedelta(minutes=minutes, seconds=1))
        self._settles(self._is_compared_with_outlook)
        if self.lots.lies > before:
            self.outlook_settles(6)

    def _is_compared_with_outlook(self) -> bool:
        """Nobody waits here for a mailbox that rests: time goes on to when it is asked again."""
        if resting := self._resting():
            again = max(box.look_at if _is_looked_at(box) else box.wait_until for box in resting)
            self.clock.goes_to(max(again, *(box.wait_until for box in resting)))
            return False
        now = self.clock.now()
        boxes = self.look.rows(tables.mailbox)
        return not any(box.look_at <= now or _is_looked_at(box) for box in boxes) and self.is_quiet()

    def _resting(self) -> list[Row[Any]]:
        return self.look.rows(tables.mailbox, tables.mailbox.c.wait_until > self.clock.now())

    def goes_to(self, wall: datetime) -> None:
        """Time goes on, stopping at everything that falls due on the way."""
        until = instant(wall)
        self.settles()
        while (due := self._next_due()) and due <= until:
            self._passes_to(max(due, self.clock.now()) + A_MOMENT)
            self.settles()
        self._passes_to(max(until, self.clock.now()))

    def _passes_to(self, instant: datetime) -> None:
        """Mailboxes are compared once on the way if a day passes; else whoever waits for that says so."""
        if instant.date() == self.clock.now().date():
            self.look.compare_later(instant + PERIOD)
        self.clock.goes_to(instant)

    def _next_due(self) -> datetime | None:
        deadline, notice, turn, change, link, box = (each.c for each in WATCHED)
        to_come = change.state == ReplacementState.REGISTERED, change.changed_at.is_(None)
        now = self.clock.now()
        has_something_due = box.address.in_(select(link.mailbox).where(link.due_at <= now))
        asked_at = func.coalesce(box.wait_until, literal(now, box.wait_until.type))
        # One statement sees one moment: between two, what was due becomes something else that will be.
        asked = select(
            select(func.min(deadline.due_at)).where(deadline.done_at.is_(None)).scalar_subquery(),
            select(func.min(notice.due_at)).where(notice.gathered_at.is_(None)).scalar_subquery(),
            select(func.min(turn.ask_at)).scalar_subquery(),
            select(func.min(turn.tell_at)).scalar_subquery(),
            select(func.min(change.remind_at)).scalar_subquery(),
            select(func.min(change.ask_at)).scalar_subquery(),
            select(func.min(link.due_at)).where(link.due_at > now).scalar_subquery(),
            # Its rest may have ended since it was looked at, and an event be attended to at this very moment.
            select(func.min(asked_at)).where(has_something_due).scalar_subquery(),
            select(func.min(change.begins)).where(*to_come).scalar_subquery(),
        )
        found: tuple[Any, ...] = self.look.first(asked)
        *instants, day = found
        midnight = [instant(datetime.combine(day, datetime.min.time()))] if day else []
        return min((each for each in [*instants, *midnight] if each), default=None)


def _is_looked_at(box: Row[Any]) -> bool:
    """Whether its comparison has begun, and not ended."""
    return bool(box.compared_at) and box.look_at == box.compared_at + A_MINUTE


@contextmanager
def a_stage(plan: Plan, home: Path, url: str) -> Iterator[Stage]:
    """The stage on the first day, with nothing loaded; the bot is gone after."""
    home.mkdir(parents=True, exist_ok=True)
    clock = ShiftedClock(home / "clock")
    clock.goes_to(instant(plan.begins))
    world = World(bot_name=BOT_NAME, token=TOKEN, now=clock.now)
    graph = Graph(token=GRAPH_TOKEN, now=clock.now)
    graph.foreign.add("annan@example.se")
    with serve(world) as server, graphapi.serve(graph) as calendars:
        stage = Stage(plan, world, graph, clock, home, url)
        settings = {
            "TELEGRAM_TOKEN": TOKEN,
            "TELEGRAM_BASE_URL": server.url,
            "DATABASE_URL": url,
            "CLOCK_SHIFT_FILE": str(clock.file),
            # Nobody is refused here for writing too fast.
            "MESSAGES_A_SECOND": "1000000",
            "LOG_FORMAT": "text",
        }
        if plan.has_outlook:
            settings |= {"GRAPH_BASE_URL": calendars.base_url, "GRAPH_ACCESS_TOKEN": GRAPH_TOKEN}
        stage.bot.settings |= {f"SAMVERKANSBOT_{name}": value for name, value in settings.items()}
        try:
            yield stage
        finally:
            stage.bot.kill()
            stage.look.close()
