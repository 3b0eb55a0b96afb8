"""Where the year is played: the real process, Telegram's stand-in, and a clock that stops where it must."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from sqlalchemy import func, select

from integrations.botapi import Group, Message, Person, Press, World, serve
from storage import tables
from tests.stories.look import Look
from tests.stories.process import BotProcess
from tests.stories.replicas import Both
from tests.stories.town import TOKEN, ShiftedClock
from tests.stories.yearfolk import Folk, folk

ZONE = ZoneInfo("Europe/Stockholm")
BOT_NAME = "samverkansbot"
A_MOMENT = timedelta(seconds=1)


def at(wall: str) -> datetime:
    """The instant of «2027-02-26 13:00» in Stockholm."""
    return datetime.fromisoformat(wall).replace(tzinfo=ZONE)


class YearStage:
    """Time passes only when nothing is left to do, and stops at all that falls due."""

    def __init__(self, world: World, clock: ShiftedClock, home: Path, url: str, database_url: str) -> None:
        self.world, self.clock, self.home = world, clock, home
        self._database_url = database_url or f"sqlite:///{home}/data/samverkansbot.db"
        # A SQLite file has one process.
        processes = Both if database_url else BotProcess
        self.bot = processes(home, _settings(clock, url, home, database_url))
        self.folk: Folk = folk(world)
        self.group: Group = world.group("SamReKo HSI", members=[self.folk.asa], members_may_pin=True)

    @property
    def look(self) -> Look:
        """The database; there is none before the first arena is loaded."""
        if not hasattr(self, "_look"):
            self._look = Look(self._database_url)
        return self._look

    def says(self, person: Person, text: str, chat: Group | None = None) -> Message:
        """Somebody writes; the newest message there afterwards."""
        person.writes(text, chat) if chat else person.writes(text)
        self.settles()
        return (chat or person.chat()).last

    def presses(self, person: Person, message: Message, *words: str) -> str:
        """Somebody presses these buttons below one message, one after another: what was shown last."""
        shown = ""
        for word in words:
            pressed = person.presses(message, word)
            self.settles()
            shown = pressed.answer.text if isinstance(pressed, Press) and pressed.answer else ""
        return shown

    def settles(self) -> None:
        """Wait until everything that was to be done is done."""
        bot, look, clock = self.world.bot, self.look, self.clock
        # A minute and more: where the clock stands, the bot writes to a group twenty times a minute at most.
        self.bot.wait_until(lambda: not bot.pending and not look.unfinished(clock.now()), "quiet", 80)

    def restarts(self) -> None:
        """The operator restarts the bot; without that the group would have to wait for the pace of a day."""
        self.settles()
        assert self.bot.stop() == 0
        self.bot.started()

    def goes_to(self, wall: str) -> None:
        """Time goes on, stopping at everything that falls due on the way."""
        instant = at(wall)
        self.settles()
        while (due := self._next_due()) and due <= instant:
            self.clock.goes_to(max(due, self.clock.now()) + A_MOMENT)
            self.settles()
        self.clock.goes_to(max(instant, self.clock.now()))
        self.settles()

    def _next_due(self) -> datetime | None:
        deadline, notice, turn = tables.deadline.c, tables.notice.c, tables.turn.c
        found = [
            self.look.one(select(func.min(deadline.due_at)).where(deadline.done_at.is_(None))),
            self.look.one(select(func.min(notice.due_at)).where(notice.gathered_at.is_(None))),
            self.look.one(select(func.min(turn.ask_at))),
            self.look.one(select(func.min(turn.tell_at))),
        ]
        return min((each for each in found if each), default=None)


def _settings(clock: ShiftedClock, url: str, home: Path, database_url: str) -> dict[str, str]:
    settings = {
        "DATABASE_URL": database_url,
        "TELEGRAM_TOKEN": TOKEN,
        "TELEGRAM_BASE_URL": url,
        "DATA_DIR": str(home / "data"),
        "CLOCK_SHIFT_FILE": str(clock.file),
        "MESSAGES_A_SECOND": "300",
        "LOG_FORMAT": "text",
    }
    return {f"SAMVERKANSBOT_{name}": value for name, value in settings.items()}


@contextmanager
def a_year_stage(home: Path, begins: str, database_url: str = "") -> Iterator[YearStage]:
    """The stage on the first day, with nothing loaded; the bot is gone after.

    With the URL of a PostgreSQL two processes play it.
    """
    home.mkdir(parents=True)
    clock = ShiftedClock(home / "clock")
    clock.goes_to(at(begins))
    world = World(bot_name=BOT_NAME, token=TOKEN, now=clock.now)
    with serve(world) as server:
        stage = YearStage(world, clock, home, server.url, database_url)
        try:
            yield stage
        finally:
            stage.bot.kill()
            stage.look.close()
