"""Rounds of the echo bot and of samverkansbot, which do the same: answer what people write in private."""

import os
import signal
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from integrations.botapi import Fault, Kind, Person, World, serve
from storage.store import unit_of_work
from tests.bench.answers import Answers
from tests.builders import a_joined_person, a_seat, a_tenure
from tests.stories.process import BotProcess, Command
from tests.stories.town import TOKEN, Town, a_town

FLOOD, ONE_BY_ONE, PEOPLE = 320, 100, 16
# As long as a call to Telegram takes over a real network.
SLOW_SECONDS = 0.05
SLOW_FLOOD = 160
_numbers = count(1)
Write = Callable[[Person], object]


@dataclass(frozen=True, kw_only=True)
class Figures:
    """One round of one bot; times in milliseconds but for `start`, which is in seconds, rates a second."""

    start: float
    flood: float
    flood_p50: float
    flood_p99: float
    alone_p50: float
    alone_p99: float
    slow: float
    rest_mb: float
    cpu_ms: float


def measure_echo() -> Figures:
    """One round of the echo bot."""
    world = World(bot_name="echo", token=TOKEN)
    people = [world.person(f"Person {number}") for number in range(PEOPLE)]
    people[0].writes("hello")
    with serve(world) as server:
        began = time.perf_counter()
        with _running([sys.executable, "-m", "tests.bench.echo", TOKEN, server.url]) as pid:
            return _measured(world, people, began, [pid], lambda person: person.writes("hello"))


def measure_bot(url: str, home: Path, processes: int = 1) -> Figures:
    """One round of samverkansbot: every update is a durable /foresla with its card.

    Several processes share one database, and all are at work before the first update is timed.
    """
    with a_town(url, home) as town:
        people = [*town.people, *_more_people(town, PEOPLE - 4)]
        propose(town.bo)
        bots = [town.bot, *(BotProcess(home / f"{n}", town.bot.settings) for n in range(1, processes))]
        began = time.perf_counter()
        try:
            for bot in bots:
                bot.home.mkdir(exist_ok=True)
                # Telegram's own limit is lifted: what the bot itself can do is asked for.
                bot.start(way=Command, MESSAGES_A_SECOND="1000000")
            for bot in bots[1:]:
                bot.wait_until(lambda bot=bot: bot.lines("listening to"), "all to be at work")  # type: ignore[misc]
            return _measured(town.world, people, began, [pid_of(bot) for bot in bots], propose)
        finally:
            for bot in bots:
                bot.kill()


def propose(person: Person) -> object:
    """A new item."""
    return person.writes(f"/foresla Punkt {next(_numbers)} (15 min)")


def pid_of(bot: BotProcess) -> int:
    """The bot's process."""
    return bot._running.pid or 0 if bot._running else 0


def memory_of(pid: int) -> float:
    """Resident memory in MB, 0 where the system does not tell."""
    statm = Path(f"/proc/{pid}/statm")
    if not statm.exists():
        return 0.0
    return int(statm.read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6


def cpu_of(pid: int) -> float:
    """Seconds that the process has computed, 0 where the system does not tell."""
    stat = Path(f"/proc/{pid}/stat")
    if not stat.exists():
        return 0.0
    fields = stat.read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _more_people(town: Town, number: int) -> list[Person]:
    """Members like the others: what one person writes is answered in order, so that many keep it busy."""
    people = [town.world.person(f"Medlem {each}") for each in range(number)]
    town.world.bot.started_by.update(person.id for person in people)
    with unit_of_work(town.database) as store:
        for person in people:
            kept = a_joined_person(person.name, person.id, email=f"{person.id}@example.se")
            store.keep(kept)
            store.keep(a_tenure(a_seat(key=f"m{person.id}", title=f"Plats {person.id}"), kept))
    return people


def _measured(world: World, people: list[Person], began: float, pids: list[int], write: Write) -> Figures:
    """The same work for every bot, which finds a message as it starts: its first poll is answered at once."""
    world.wait_for(lambda: world.ledger.calls("getUpdates"), 30)
    start = time.perf_counter() - began
    world.wait_for(lambda: world.ledger.accepted("sendMessage"), 30)
    answers = Answers(world)
    answers.to(people[:1], write, 3)
    rest = sum(map(memory_of, pids))
    alone = [answers.to(people[:1], write, 1).waits[0] for _ in range(ONE_BY_ONE)]
    computed = sum(map(cpu_of, pids))
    flood = answers.to(people, write, FLOOD)
    computed = sum(map(cpu_of, pids)) - computed
    world.faults.add(Fault(Kind.SLOW, "sendMessage", times=None, seconds=SLOW_SECONDS))
    slow = answers.to(people, write, SLOW_FLOOD)
    return Figures(
        start=start,
        flood=FLOOD / flood.seconds,
        flood_p50=_percentile(flood.waits, 50),
        flood_p99=_percentile(flood.waits, 99),
        alone_p50=_percentile(alone, 50),
        alone_p99=_percentile(alone, 99),
        slow=SLOW_FLOOD / slow.seconds,
        rest_mb=rest,
        cpu_ms=1000 * computed / FLOOD,
    )


def _percentile(waits: list[float], which: int) -> float:
    return 1000 * statistics.quantiles(waits, n=100, method="inclusive")[which - 1]


@contextmanager
def _running(command: list[str]) -> Iterator[int]:
    process = subprocess.Popen(command, stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
    try:
        yield process.pid
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(20)
