"""A whole story from its plan: played and foreseen side by side, then judged."""

import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from tests.years.acts import Act, Answers, Kills, Reads
from tests.years.judge import Verdict, judge
from tests.years.memory import Memory
from tests.years.model import Model
from tests.years.plan import Plan
from tests.years.playing import Hands, load, plays
from tests.years.stage import a_stage

# Nobody waits for what others have pressed in the same moment, and the power is cut in the midst of it.
AT_ONCE = Answers | Reads | Kills


@dataclass
class Run:
    """What came of it. `memory` are the megabytes of the last two years, where they can be compared."""

    verdict: Verdict
    seconds: float
    acts: Counter[str] = field(default_factory=Counter)
    deaths: int = 0
    struck: Counter[str] = field(default_factory=Counter)
    memory: tuple[float, float] | None = None

    @property
    def numbers(self) -> dict[str, int]:
        """What docs/reliability.md says of it."""
        found = self.verdict
        return {
            "acts": self.acts.total(),
            "messages": len(found.everything),
            "compared": found.facts + found.rows,
            "kills": self.deaths,
            "faults_of_calls": self.struck.total(),
            "copies": found.copies,
            "given_up": found.given_up,
            "leaks": found.leaks,
            "differences": len(found.faults),
        } | self._megabytes

    @property
    def _megabytes(self) -> dict[str, int]:
        before, last = self.memory or (0, 0)
        return {"megabytes_a_year_before": round(before), "megabytes": round(last)} if self.memory else {}

    @property
    def growth(self) -> float:
        """How much more the process held in its last year than in the year before: 1.0 for no more."""
        before, last = self.memory or (1, 1)
        return last / before

    def __str__(self) -> str:
        found = self.verdict
        done = ", ".join(f"{name} {times}" for name, times in self.acts.most_common())
        memory = " and ".join(f"{each:.0f} MB" for each in self.memory or ()) or "not compared"
        return (
            f"{self.acts.total()} acts ({done}), {len(found.everything)} messages,"
            f" {found.facts} facts and {found.rows} rows compared, {self.deaths} kills,"
            f" {self.struck.total()} faults of calls, {found.copies} copies, {found.given_up} given up,"
            f" {found.leaks} leaks, {len(found.faults)} differences, memory {memory},"
            f" {self.seconds:.0f} s"
        )


def run(plan: Plan, home: Path, url: str) -> Run:
    """Play the plan on an empty, migrated database."""
    began = time.monotonic()
    with a_stage(plan, home, url) as stage:
        model = Model(plan.casts)
        hands, result = Hands(stage, model), Run(Verdict(), 0)
        load(stage)
        _play(plan, hands, result)
        if plan.has_outlook:
            stage.outlook_settles(6)
        # What is looked at last is looked at on a day without faults.
        stage.lots.rest = True
        stage.bot.command("check")
        status = stage.bot.stop()
        result.verdict = judge(stage, model)
        if status:
            result.verdict.faults.append(f"ended with {status}")
        result.deaths, result.struck = stage.deaths, stage.lots.struck
        result.seconds = time.monotonic() - began
        return result


def _play(plan: Plan, hands: Hands, result: Run) -> None:
    stage, model, memory = hands.stage, hands.model, Memory()
    before: Act | None = None
    for act in plan.acts:
        if not _is_beside(act, before):
            stage.goes_to(act.at)
        before = act
        model.goes_to(act.at)
        hands.look_ahead(act)
        if not model.does(act):
            continue
        try:
            plays(act, hands)
        except AssertionError as error:
            raise AssertionError(f"nobody could do {act}: {error}") from error
        result.acts[type(act).__name__] += 1
        memory.note(act.at, stage.bot)
    stage.goes_to(plan.ends)
    model.goes_to(plan.ends)
    stage.settles()
    result.memory = memory.years(plan.ends)


def _is_beside(act: Act, before: Act | None) -> bool:
    return isinstance(act, AT_ONCE) and isinstance(before, AT_ONCE) and act.at == before.at
