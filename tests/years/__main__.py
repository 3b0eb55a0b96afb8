"""Hunting by hand: `python -m tests.years --seed 7 --years 1 --arenas 2 --people 20`."""

import argparse
import logging
import sys
import tempfile
from pathlib import Path

from tests.years.plan import plan_years
from tests.years.run import run


def main() -> int:
    """Play one seed and say what came of it."""
    parser = argparse.ArgumentParser(description=__doc__)
    for name, kind, usual in (
        ("seed", int, 1),
        ("years", float, 0.5),
        ("arenas", int, 1),
        ("people", int, 8),
    ):
        parser.add_argument(f"--{name}", type=kind, default=usual)
    asked = parser.parse_args()
    # What a killed bot leaves behind in the stand-ins is no news.
    logging.disable(logging.CRITICAL)
    plan = plan_years(asked.seed, years=asked.years, arenas=asked.arenas, people=asked.people)
    with tempfile.TemporaryDirectory() as place:
        url = f"sqlite:///{place}/years.db"
        result = run(plan, Path(place, "bot"), url)
    for fault in result.verdict.faults:
        print(fault)
    print(f"seed {asked.seed}: {result}")
    return 0 if result.verdict.is_good else 1


if __name__ == "__main__":
    sys.exit(main())
