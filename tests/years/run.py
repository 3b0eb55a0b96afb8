"""A whole story from its plan: played and foreseen side by side, then judged."""

import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from tests.years.judge import Verdict, judge
from tests.years.model import Model
from tests.years.plan import Plan
from tests.years.playing import Playing
from tests.years.stage import Stage, a_stage


@dataclass
class Run:
    """What came of it."""

    verdict: Verdict
    seconds: float
    acts: Counter[str] = field(default_factory=Counter)
    deaths: int = 0
    struck: Counter[str] = field(default_factory=Counter)

    def __str__(self) -> str:
        found = self.verdict
        done = ", ".join(f"{name} {times}" for name, times in self.acts.most_common())
        return (
            f"{self.acts.total()} acts ({done}), {found.messages} messages, {found.facts} facts compared,"
            f" {self.deaths} kills, {self.struck.total()} faults of calls, {found.copies} copies,"
            f" {found.given_up} given up, {len(found.faults)} differences,"
            f" {self.seconds:.0f} s"
        )


def run(plan: Plan, home: Path, url: str) -> Run:
    """Play the plan on an empty, migrated database."""
    began = time.monotonic()
    with a_stage(plan, home, url) as stage:
        model = Model(plan.casts)
        done = _play(plan, stage, model)
        stage.settles()
        assert stage.bot.stop() == 0
        return Run(judge(stage, model), time.monotonic() - began, done, stage.deaths, stage.lots.struck)


def _play(plan: Plan, stage: Stage, model: Model) -> Counter[str]:
    playing, done = Playing(stage, model), Counter[str]()
    playing.load()
    for act in plan.acts:
        stage.goes_to(act.at)
        model.goes_to(act.at)
        playing.looks_ahead(act)
        if model.does(act):
            try:
                playing.plays(act)
            except Exception as error:
                raise AssertionError(f"nobody could do {act}: {error}") from error
            done[type(act).__name__] += 1
    stage.goes_to(plan.ends)
    model.goes_to(plan.ends)
    return done
