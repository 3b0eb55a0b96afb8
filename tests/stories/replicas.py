"""Two processes of the bot on one PostgreSQL, with one clock and one Telegram."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from signal import SIGCONT, SIGSTOP
from typing import Any

from tests.stories.process import BotProcess, Command, Fork
from tests.stories.town import Town

LEADS = "INFO handlers.rounds.leading: leading"


@dataclass(frozen=True)
class Pair:
    """The two, each with its own log, not yet started."""

    town: Town
    first: BotProcess
    second: BotProcess

    def started(self, **settings: Any) -> None:
        """Both are at work, and the first fetches the updates."""
        self.first.started(**settings)
        self.first.wait_until(lambda: self.first.lines(LEADS), "the first to fetch updates")
        self.second.started(**settings)
        for each in (self.first, self.second):
            each.wait_until(lambda each=each: each.lines("listening to"), "both to listen")  # type: ignore[misc]

    def fetches(self, one: BotProcess) -> None:
        """Wait until that one fetches the updates."""
        one.wait_until(lambda: one.lines(LEADS), "the other to fetch updates")


class Both(BotProcess):
    """Two that are started and stopped together; what is asked of them is asked of the first."""

    def __init__(self, home: Path, settings: dict[str, str]) -> None:
        super().__init__(home, settings)
        beside = home / "second"
        beside.mkdir()
        self.second = BotProcess(beside, settings)

    def start(self, *, way: type[Fork] | type[Command] = Fork, **settings: str) -> None:
        """Start both."""
        super().start(way=way, **settings)
        self.second.started(way=way, **settings)

    def stop(self, patience: float = 20.0) -> int:
        """Stop both; 0 if both ended well."""
        return super().stop(patience) or self.second.stop(patience)

    def kill(self) -> None:
        """The power is cut for both."""
        super().kill()
        self.second.kill()


@contextmanager
def a_pair(town: Town) -> Iterator[Pair]:
    """The town's bot and another beside it; both are gone after."""
    home = town.bot.home / "second"
    home.mkdir()
    second = BotProcess(home, dict(town.bot.settings))
    try:
        yield Pair(town, town.bot, second)
    finally:
        goes_on(second)
        second.kill()
        goes_on(town.bot)


def stands_still(bot: BotProcess) -> None:
    """Its machine is suspended."""
    os.kill(bot.number, SIGSTOP)


def goes_on(bot: BotProcess) -> None:
    """Its machine wakes up and knows of nothing."""
    if bot.is_alive:
        os.kill(bot.number, SIGCONT)
