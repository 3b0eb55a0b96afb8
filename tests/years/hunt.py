"""Plays a seed; where it fails, plays it again and again with less, and tells the shortest story."""

import tempfile
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from tests.databases import PostgreSQL, SQLite
from tests.years.judge import Verdict
from tests.years.plan import Plan
from tests.years.run import Run, run
from tests.years.shrink import shorter

MOST_FAULTS_TOLD = 20


@dataclass
class Found:
    """A run, and where it failed the story that is left of it."""

    plan: Plan
    run: Run
    shrunk: Plan | None = None
    log: list[str] = field(default_factory=list)

    @property
    def failed(self) -> bool:
        """Whether anything was wrong."""
        return not self.run.verdict.is_good

    def __str__(self) -> str:
        lines = [f"seed {self.plan.seed}: {self.run}"]
        faults = sorted(self.run.verdict.faults)
        lines += [f"  {fault}" for fault in faults[:MOST_FAULTS_TOLD]]
        if self.shrunk:
            lines += [f"  the same in {len(self.shrunk.acts)} of {len(self.plan.acts)} acts:"]
            lines += [f"    {act}" for act in self.shrunk.acts]
        lines += [f"  {line}" for line in self.log]
        return "\n".join(lines)


def hunt(plan: Plan, databases: SQLite | PostgreSQL, *, tries: int) -> Found:
    """Play it; with so many tries make it shorter where it fails."""
    result, log = _once(plan, databases)
    found = Found(plan, result, log=log)
    if found.failed and tries:
        kind, until = result.verdict.kind, _first_hour(result.verdict)
        tried = plan.until(until) if until else plan

        def fails(shorter_plan: Plan) -> bool:
            return _once(shorter_plan, databases)[0].verdict.kind == kind

        start = tried if fails(tried) else plan
        found.shrunk = shorter(start, fails, tries)
    return found


def _once(plan: Plan, databases: SQLite | PostgreSQL) -> tuple[Run, list[str]]:
    with databases.migrated() as url, tempfile.TemporaryDirectory() as place:
        try:
            return run(plan, Path(place, "bot"), url), []
        except AssertionError as error:
            log = Path(place, "bot", "log.txt")
            lines = log.read_text().splitlines() if log.exists() else []
            return Run(Verdict(faults=[f"stuck: {error}"]), 0), lines[-30:]


def _first_hour(verdict: Verdict) -> datetime | None:
    """The end of the day on which the first difference shows."""
    days = sorted(hour[:10] for hour in verdict.hours)
    return datetime.fromisoformat(f"{days[0]} 23:00") if days else None
