"""Where the story plays: Telegram's stand-in, the bot's process, its database, the clock and the page."""

import socket
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import TypeVar

from starlette.types import ASGIApp

from handlers.clock import Clock
from handlers.demo import words
from handlers.demo.captions import Caption
from handlers.demo.days import ZONE, Days
from handlers.demo.interruption import look_for_interruption
from handlers.demo.look import Look
from handlers.demo.notes import Notes
from handlers.demo.process import BotProcess
from handlers.demo.storyclock import StoryClock
from handlers.demo.teller import Teller
from handlers.settings import PREFIX
from integrations.botapi import ChatView, Unreadable, World, keep, serve, take_up
from integrations.graphapi import Graph
from integrations.graphapi import serve as serve_graph
from integrations.graphapi.face import Outlook
from storage.nudgelist import REST

Found = TypeVar("Found")
FaceOf = Callable[[World], ASGIApp]
BOT_NAME = "samverkansbot"
MAILBOX = "demoarenan@region.example"
OUTLOOK_FILE = "outlook"
TOKEN = "123456:DEMO-TOKEN-of-the-stand-in"  # noqa: S105 (opens nothing but the stand-in)
GRAPH_TOKEN = "a-token-of-the-demo"  # noqa: S105 (opens nothing but the stand-in)
# In the terminal; and for somebody who would rather wait for a slow machine than have the page end.
PATIENCE_SECONDS, VISITORS_PATIENCE_SECONDS = 60.0, 300.0
LOOK_AGAIN_SECONDS = 0.02
# Whoever is told answers first, and keeps it then.
HEARD_SECONDS = 1.0
A_MOMENT = timedelta(seconds=1)


class StoryBroke(Exception):
    """What the story waited for did not happen."""


@dataclass(frozen=True, kw_only=True)
class Addresses:
    """Where the two stand-ins listen, and the face of the second."""

    telegram: str
    graph: str
    outlook: Outlook


class Stage:
    """Everything a scene needs. Time passes only when nothing is left to do."""

    def __init__(
        self, teller: Teller, home: Path, days: Days, world: World, clock: StoryClock, at: "Addresses"
    ) -> None:
        self.teller, self.home, self.days, self.world, self.clock = teller, home, days, world, clock
        self.url, self.outlook = at.telegram, at.outlook
        self.notes, self.patience_seconds = Notes(), PATIENCE_SECONDS
        self.first_update = world.next_update_id
        self.database_file = home / "data" / "samverkansbot.db"
        self.bot = BotProcess(home, _settings(home, clock, at))

    @property
    def look(self) -> Look:
        """The database as it stands; there is none before the arena is loaded."""
        if not hasattr(self, "_look"):
            self._look = Look(self.database_file)
        return self._look

    def tells(self, caption: Caption, *said: str, chat: ChatView | None = None) -> None:
        """One step of the story, with its day and time, the bot's words and where they stand."""
        self.teller.tells(self.clock.now().astimezone(ZONE), caption, said, chat)

    def quotes(self, caption: Caption, chat: ChatView, *parts: str) -> None:
        """The same with the lines of the chat's newest messages that contain these parts."""
        self.tells(caption, *(_line(chat, part) for part in parts), chat=chat)

    def keeps(self) -> None:
        """From now on both worlds are written at each change, for a later process to go on with."""
        self.outlook.record.keep(self.home / OUTLOOK_FILE)
        keep(self.world, self.home)

    def starts_bot(self) -> None:
        """Start the process, and wait until it asks for updates."""
        before = len(self.world.ledger)
        self.bot.start()
        polled = self.world.ledger.calls
        self.until(lambda: any(c.method.lower() == "getme" for c in polled(after=before)), words.WAIT_START)

    def until(self, look: Callable[[], Found], what: str) -> Found:
        """What `look` gives once it is true. Raises StoryBroke if it never is, or if the bot has died."""
        last = time.monotonic() + self.patience_seconds
        while not (found := look()):
            look_for_interruption()
            if self.bot.has_died():
                raise StoryBroke(words.BOT_DIED.format(what=what))
            if time.monotonic() > last:
                raise StoryBroke(words.IN_VAIN.format(what=what, seconds=self.patience_seconds))
            time.sleep(LOOK_AGAIN_SECONDS)
        return found

    def settles(self, what: str = words.WAIT_QUIET) -> None:
        """Wait until the bot has done all there is to do."""
        self.until(lambda: not self.world.bot.pending and self.look.is_quiet(self.clock.now()), what)

    def outlook_is_read_at(self) -> datetime | None:
        """When the bot looks at what people did in Outlook: soon, as Graph tells it, else in its time."""
        self.outlook.tells()
        soon, last = self.clock.now() + REST, time.monotonic() + HEARD_SECONDS
        while (read_at := self.look.outlook_read_at()) and read_at > soon and time.monotonic() < last:
            time.sleep(LOOK_AGAIN_SECONDS)
        return read_at

    def passes(self, **time_: int) -> None:
        """A little time passes."""
        self.goes_to(self.clock.now() + timedelta(**time_))

    def goes_to(self, instant: datetime) -> None:
        """Time goes on, stopping at everything that falls due on the way."""
        self.settles()
        while (due := self.look.next_due()) and due <= instant:
            self.clock.goes_to(max(due, self.clock.now()) + A_MOMENT)
            self.settles(words.WAIT_DUE)
        self.clock.goes_to(max(instant, self.clock.now()))
        self.settles()


def _line(chat: ChatView, part: str) -> str:
    return next(line for line in chat.find(part).text.splitlines() if part in line)


def _calendars() -> dict[str, str]:
    """/kalender works too: on this machine, and as long as this demo."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        at = f"127.0.0.1:{free.getsockname()[1]}"
    return {"PUBLIC_URL": f"http://{at}", "PUBLIC_LISTEN": at}


def _settings(home: Path, clock: StoryClock, at: Addresses) -> dict[str, str]:
    settings = {
        "TELEGRAM_TOKEN": TOKEN,
        "TELEGRAM_BASE_URL": at.telegram,
        "GRAPH_BASE_URL": at.graph,
        "GRAPH_ACCESS_TOKEN": GRAPH_TOKEN,
        "DATA_DIR": str(home / "data"),
        "CLOCK_SHIFT_FILE": str(clock.file),
        "LOG_FORMAT": "text",
    } | _calendars()
    return {f"{PREFIX}{name}": value for name, value in settings.items()}


@contextmanager
def a_stage(teller: Teller, days: Days, home: Path, face: FaceOf | None = None) -> Iterator[Stage]:
    """A stage in that directory, with the world that is kept there, if any; no process of it is left."""
    clock = StoryClock(home / "clock", days.begins)
    world = World(bot_name=BOT_NAME, token=TOKEN, now=clock.now)
    with suppress(Unreadable):
        take_up(world, home)
    # Telegram lets short bursts pass; a minute in a group and a second in all are kept strictly.
    world.limits.on, world.limits.per_chat = True, (6, 1.0)
    graph = Graph(token=GRAPH_TOKEN, now=clock.now)
    outlook = Outlook(graph, MAILBOX)
    outlook.record.take_up(home / OUTLOOK_FILE)
    with serve(world, face=face(world) if face else None) as server, serve_graph(graph) as graph_server:
        at = Addresses(telegram=server.url, graph=graph_server.base_url, outlook=outlook)
        stage = Stage(teller, home, days, world, clock, at)
        try:
            yield stage
        finally:
            stage.bot.kill()


def today() -> datetime:
    """The machine's day, on which the story begins."""
    return Clock().machine().astimezone(ZONE)
