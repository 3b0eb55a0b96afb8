"""`make bench`: rounds of both bots in turn, so that the ratios hold while the machine's speed drifts."""

import argparse
import os
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from integrations.botapi import Person, World, serve
from tests.databases import PostgreSQL, SQLite, running_postgresql
from tests.stories.process import Command
from tests.stories.town import TOKEN, Town, a_town

FLOOD = 300
ONE_BY_ONE = 60
WIDTHS = (12, 8, 12, 8, 10, 8, 8)
_numbers = count(1)


@dataclass(frozen=True, kw_only=True)
class Figures:
    """One round of one bot: seconds to its first call, updates a second in a flood, seconds an answer."""

    start: float
    flood: float
    median: float
    memory_mb: float


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="make bench")
    parser.add_argument("--rounds", type=int, default=3)
    rounds = parser.parse_args().rounds
    figures: dict[str, list[Figures]] = {"echo": [], "SQLite": [], "PostgreSQL": []}
    with tempfile.TemporaryDirectory() as folder, running_postgresql() as server:
        databases: dict[str, SQLite | PostgreSQL] = {"SQLite": SQLite(Path(folder)), "PostgreSQL": server}
        for number in range(rounds):
            print(f"round {number + 1} of {rounds} ...", flush=True)
            figures["echo"].append(measure_echo())
            for name, database in databases.items():
                with database.migrated() as url:
                    figures[name].append(measure_bot(url, Path(folder) / f"{name}{number}"))
    show(figures)


def measure_echo() -> Figures:
    """One round of the echo bot."""
    world = World(bot_name="echo", token=TOKEN)
    people = [world.person(f"Person {number}") for number in range(20)]
    people[0].writes("hello")
    with serve(world) as server:
        began = time.perf_counter()
        with running([sys.executable, "-m", "tests.bench.echo", TOKEN, server.url]) as pid:
            return measured(world, people, began, pid, lambda person: person.writes("hello"))


def measure_bot(url: str, home: Path) -> Figures:
    """One round of samverkansbot: every update is a durable /foresla with its card."""
    with a_town(url, home) as town:
        people = [town.bo, town.asa, town.cilla, town.dora]
        propose(town.bo)
        began = time.perf_counter()
        # Telegram's own limit of 30 a second is lifted: what the bot itself can do is asked for.
        town.bot.start(way=Command, MESSAGES_A_SECOND="1000000")
        return measured(town.world, people, began, pid_of(town), propose)


def propose(person: Person) -> object:
    """A new item."""
    return person.writes(f"/foresla Punkt {next(_numbers)} (15 min)")


def pid_of(town: Town) -> int:
    """The bot's process."""
    running_now = town.bot._running
    return running_now.pid or 0 if running_now else 0


def measured(
    world: World, people: list[Person], began: float, pid: int, write: Callable[[Person], object]
) -> Figures:
    """The same work for every bot, which finds a message as it starts: its first poll is answered at once."""
    world.wait_for(lambda: world.ledger.calls("getUpdates"), 30)
    start = time.perf_counter() - began
    world.wait_for(lambda: world.ledger.accepted("sendMessage"), 30)
    answered(world, people[:1], write, 3)
    median = statistics.median(answered(world, people[:1], write, 1) for _ in range(ONE_BY_ONE))
    flood = FLOOD / answered(world, people, write, FLOOD)
    return Figures(start=start, flood=flood, median=median, memory_mb=memory_of(pid))


def answered(world: World, people: list[Person], write: Callable[[Person], object], number: int) -> float:
    """Seconds until every one of these messages has its answer."""
    before = len(world.ledger.accepted("sendMessage"))
    began = time.perf_counter()
    for index in range(number):
        write(people[index % len(people)])
    world.wait_for(lambda: len(world.ledger.accepted("sendMessage")) >= before + number, 120)
    return time.perf_counter() - began


@contextmanager
def running(command: list[str]) -> Iterator[int]:
    """The command as a process, ended after."""
    process = subprocess.Popen(command, stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
    try:
        yield process.pid
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(20)


def memory_of(pid: int) -> float:
    """Resident memory in MB, 0 where the system does not tell."""
    statm = Path(f"/proc/{pid}/statm")
    if not statm.exists():
        return 0.0
    return int(statm.read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6


def show(figures: dict[str, list[Figures]]) -> None:
    """Medians, and ratios to the echo bot round by round."""
    columns = ("updates/s", "ratio", "answer ms", "ratio", "start s", "ratio", "MB")
    print(f"\n{'':12}" + "".join(f"{column:>{width}}" for column, width in zip(columns, WIDTHS, strict=True)))
    for name, rounds in figures.items():
        row = [
            f"{_median(rounds, 'flood'):12.0f}",
            f"{_ratio(figures, name, 'flood'):8.2f}",
            f"{_median(rounds, 'median') * 1000:12.1f}",
            f"{_ratio(figures, name, 'median'):8.2f}",
            f"{_median(rounds, 'start'):10.2f}",
            f"{_ratio(figures, name, 'start'):8.2f}",
            f"{_median(rounds, 'memory_mb'):8.0f}",
        ]
        print(f"{name:12}" + "".join(row))


def _median(rounds: list[Figures], figure: str) -> float:
    return float(statistics.median(getattr(each, figure) for each in rounds))


def _ratio(figures: dict[str, list[Figures]], name: str, figure: str) -> float:
    pairs = zip(figures[name], figures["echo"], strict=True)
    return float(statistics.median(getattr(ours, figure) / getattr(echo, figure) for ours, echo in pairs))


if __name__ == "__main__":
    main()
