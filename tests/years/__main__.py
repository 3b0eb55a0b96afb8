"""Hunting by hand: `python -m tests.years --seed 7 --years 1 --arenas 2 --people 20 [--postgresql]`."""

import argparse
import logging
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from tests.databases import PostgreSQL, SQLite, a_quick_place, running_postgresql
from tests.years.hunt import hunt
from tests.years.plan import plan_years


def main() -> int:
    """Play some seeds and say what came of each; a failing one is told again, as short as it will be."""
    parser = argparse.ArgumentParser(prog="python -m tests.years", description=__doc__)
    for name, usual in (("seed", 1), ("seeds", 1), ("arenas", 1), ("people", 10), ("mailboxes", 0)):
        parser.add_argument(f"--{name}", type=int, default=usual)
    parser.add_argument("--years", type=float, default=0.5)
    parser.add_argument("--tries", type=int, default=12, help="how often a failing story is played again")
    parser.add_argument("--postgresql", action="store_true")
    parser.add_argument("--show", default="", help="whose messages to print, by the name of their chat")
    asked = parser.parse_args()
    # What a killed bot leaves behind in the stand-ins is no news.
    logging.disable(logging.CRITICAL)
    worst = 0
    with _databases(postgresql=asked.postgresql) as databases:
        for seed in range(asked.seed, asked.seed + asked.seeds):
            size = {"arenas": asked.arenas, "people": asked.people, "mailboxes": asked.mailboxes}
            plan = plan_years(seed, years=asked.years, **size)
            found = hunt(plan, databases, tries=asked.tries)
            for each in found.run.verdict.everything:
                if each.to == asked.show:
                    print(f"{each.hour} {each.text or each.file!r}")
            print(found, flush=True)
            worst = max(worst, int(found.failed))
    return worst


@contextmanager
def _databases(*, postgresql: bool) -> Iterator[SQLite | PostgreSQL]:
    if postgresql:
        with running_postgresql() as server:
            yield server
    else:
        with a_quick_place() as place:
            yield SQLite(place)


if __name__ == "__main__":
    sys.exit(main())
