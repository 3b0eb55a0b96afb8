"""`make bench`: rounds of both bots in turn, so that the ratios hold while the machine's speed drifts."""

import argparse
import statistics
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path

from tests.bench.bots import SLOW_SECONDS, Figures, measure_bot, measure_echo
from tests.bench.last import compared, last_figures
from tests.bench.pacing import MASSES, REFUSALS, WAYS, Ways, measure_mass
from tests.bench.recovery import MASS, SENT_BEFORE, measure_recovery
from tests.bench.sweep import LARGEST, SIZES, measure_sweeps
from tests.databases import PostgreSQL, SQLite, running_postgresql

ECHO = "echo"
Databases = dict[str, SQLite | PostgreSQL]
Rounds = dict[str, list[Figures]]
# What sixteen chats at once may come to, where each message takes that long.
ALLOWED = 16 / SLOW_SECONDS
FAILING: dict[str, Ways] = {
    "none fails": (),
    "one in a hundred is refused": REFUSALS,
    "one in a hundred fails": WAYS,
}


@dataclass(frozen=True, kw_only=True)
class Line:
    """One figure of the report: its value, its aims on SQLite and on PostgreSQL, and which way is better."""

    name: str
    value: Callable[[Figures], float]
    is_ratio: bool = True
    aims: tuple[float | None, float | None] = (None, None)
    more_is_better: bool = False


LINES = (
    Line(name="updates/s", value=lambda each: each.flood, is_ratio=False, more_is_better=True),
    Line(name="updates/s to echo", value=lambda each: each.flood, aims=(0.5, 0.4), more_is_better=True),
    Line(name="p50 at saturation, ms", value=lambda each: each.flood_p50, is_ratio=False),
    Line(name="p99 at saturation, ms", value=lambda each: each.flood_p99, is_ratio=False),
    Line(name="CPU an update, ms", value=lambda each: each.cpu_ms, is_ratio=False),
    Line(name="CPU an update to echo", value=lambda each: each.cpu_ms),
    Line(name="p50 one at a time, ms", value=lambda each: each.alone_p50, is_ratio=False),
    Line(name="p50 one at a time to echo", value=lambda each: each.alone_p50, aims=(2.0, 2.0)),
    Line(name="p99 one at a time, ms", value=lambda each: each.alone_p99, is_ratio=False),
    Line(
        name="with 50 ms a send, share of what 16 at once allow",
        value=lambda each: each.slow / ALLOWED,
        is_ratio=False,
        aims=(0.9, 0.9),
        more_is_better=True,
    ),
    Line(name="cold start, s", value=lambda each: each.start, is_ratio=False),
    Line(name="cold start to echo", value=lambda each: each.start, aims=(1.6, 1.6)),
    Line(name="memory at rest, MB", value=lambda each: each.rest_mb, is_ratio=False),
    Line(name="memory at rest to echo", value=lambda each: each.rest_mb, aims=(2.0, 2.0)),
)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="make bench")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--long", action="store_true", help="a million dispatches stored; masses of messages")
    parser.add_argument("--table", action="store_true", help="the figures as docs/benchmarks.md keeps them")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, running_postgresql() as server:
        home = Path(folder)
        databases: Databases = {"SQLite": SQLite(home), "PostgreSQL": server}
        figures = _rounds(databases, home, asked.rounds)
        _show(figures)
        if asked.table:
            _show_table(figures)
        _show_processes(server, home)
        _show_recoveries(databases, home)
        _show_sweeps(databases, home, (*SIZES, *([LARGEST] if asked.long else [])))
        if asked.long:
            _show_masses(databases["SQLite"], home)


def _rounds(databases: Databases, home: Path, number: int) -> Rounds:
    figures: Rounds = {name: [] for name in (ECHO, *databases)}
    for each in range(number):
        print(f"round {each + 1} of {number} ...", flush=True)
        figures[ECHO].append(measure_echo())
        for name, database in databases.items():
            with database.migrated() as url:
                figures[name].append(measure_bot(url, home / f"{name}{each}"))
    return figures


def _show(figures: Rounds) -> None:
    """Medians; of ratios that of the rounds, each of which has its own echo."""
    last = last_figures()
    columns = [name for name in figures if name != ECHO]
    print(f"\n{'':52}{ECHO:>8}" + "".join(f"{name:>12}{'aim':>6}{'':20}" for name in columns))
    for line in LINES:
        echo = "" if line.is_ratio else f"{_median(line, figures[ECHO]):.4g}"
        cells = [
            _cell(line, _median(line, figures[name], figures[ECHO]), aim, known)
            for name, aim, known in zip(columns, line.aims, last.get(line.name, [None, None]), strict=True)
        ]
        print(f"{line.name:52}{echo:>8}{''.join(cells)}")


def _show_table(figures: Rounds) -> None:
    columns = [name for name in figures if name != ECHO]
    print(f"\n| figure | {' | '.join(columns)} |\n| --- | --- | --- |")
    for line in LINES:
        cells = (f"{_median(line, figures[name], figures[ECHO]):.3g}" for name in columns)
        print(f"| {line.name} | {' | '.join(cells)} |")


def _cell(line: Line, now: float, aim: float | None, last: float | None) -> str:
    beside = compared(now, last, more_is_better=line.more_is_better)
    return f"{now:>12.3g}{'' if aim is None else f'{aim:g}':>6}  {beside:18}"


def _median(line: Line, rounds: Sequence[Figures], echo: Sequence[Figures] | None = None) -> float:
    if not (line.is_ratio and echo):
        return statistics.median(map(line.value, rounds))
    pairs = zip(rounds, echo, strict=True)
    return statistics.median(line.value(ours) / line.value(theirs) for ours, theirs in pairs)


def _show_processes(server: PostgreSQL, home: Path) -> None:
    print("\nprocesses on PostgreSQL, by polling")
    for number in (1, 2, 4):
        with server.migrated() as url:
            figures = measure_bot(url, home / f"processes{number}", number)
        print(f"{number}: {figures.flood:.0f} updates/s, {figures.rest_mb:.0f} MB in all")


def _show_sweeps(databases: Databases, home: Path, sizes: Sequence[int]) -> None:
    print("\none sweep with one look into the outbox, by dispatches stored")
    for name, database in databases.items():
        found = measure_sweeps(database, home / f"sweep-{name}", sizes)
        shown = ", ".join(f"{size:,}: {took:.1f} ms" for size, took in found.items())
        print(f"{name}: {shown}; the largest to 1,000: {found[sizes[-1]] / found[1_000]:.2f} (aim 1.5)")


def _show_recoveries(databases: Databases, home: Path) -> None:
    print(f"\nkilled after {SENT_BEFORE} of {MASS.name}: seconds from the new start")
    for name, database in databases.items():
        with database.migrated() as url:
            found = measure_recovery(url, home / f"recovery-{name}")
        print(
            f"{name}: to the first {found.first:.1f}, to all that nobody had in hand {found.rest:.1f},"
            f" to all {found.all:.1f}; {found.figures}"
        )


def _show_masses(database: SQLite | PostgreSQL, home: Path) -> None:
    print("\nmasses, to a Telegram that refuses whoever is too fast")
    for mass, (how, ways) in product(MASSES, FAILING.items()):
        with database.migrated() as url:
            sent = measure_mass(mass, url, home / f"{mass.messages} {how}", ways)
        share = sent.seconds / mass.best
        print(
            f"{mass.name}, {how}: {sent.seconds:.1f} s, {share:.2f} of the best, {sent.refused} refused,"
            f" {sent.failed} failed, {sent.copies} copies",
            flush=True,
        )


if __name__ == "__main__":
    main()
