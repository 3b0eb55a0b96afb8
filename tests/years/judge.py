"""Holds what the stand-ins accepted and the database keeps against the model: equal, or told where not."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from tests.years.calendars import outlook
from tests.years.guard import leaks, noise, unrest
from tests.years.model import Model
from tests.years.reading import Said, facts_of, said, without_copies
from tests.years.room import Fact
from tests.years.stage import Stage
from tests.years.truth import foreseen, kept
from tests.years.unknown import unknown_of


@dataclass
class Verdict:
    """What is missing, what is too much, and whatever else is wrong; all in words, with the hour."""

    faults: list[str] = field(default_factory=list)
    hours: list[str] = field(default_factory=list)
    everything: list[Said] = field(default_factory=list)
    facts: int = 0
    rows: int = 0
    copies: int = 0
    given_up: int = 0
    leaks: int = 0

    @property
    def is_good(self) -> bool:
        """Whether nothing is wrong."""
        return not self.faults

    @property
    def kind(self) -> str:
        """What sort of fault the first one is, by which a shorter story is known to show the same."""
        return " ".join(sorted(self.faults)[0].split(" × ")[0].split(":")[:1]) if self.faults else ""

    def blame(self, what: str, facts: Iterable[Fact]) -> None:
        """Each of them is a fault."""
        for fact in sorted(facts):
            self.faults.append(f"{what}: {fact}")
            self.hours.append(fact[-1])


def judge(stage: Stage, model: Model) -> Verdict:
    """Everything, after the last day."""
    everything = said(list(stage.world.ledger), stage.names)
    found = Counter(fact for each in without_copies(everything) for fact in facts_of(each))
    verdict = Verdict(everything=everything, facts=found.total())
    verdict.copies = sum(each.is_copy for each in everything)
    unknown = unknown_of(stage)
    excused = Counter(fact[:-1] for each in unknown.said_once for fact in facts_of(each))
    _compare_what_was_said(verdict, found, model.facts, excused)
    _compare_what_is_kept(verdict, stage, model)
    if stage.has_outlook:
        verdict.faults += outlook(stage, model)
    leaked = leaks(everything, model)
    verdict.leaks = len(leaked)
    verdict.faults += [*leaked, *noise(everything, model), *unrest(stage), *unknown.faults()]
    if verdict.copies > unknown.most_copies:
        verdict.faults.append(f"too many copies: {verdict.copies}")
    return verdict


def _compare_what_was_said(
    verdict: Verdict, found: Counter[Fact], promised: Counter[Fact], given_up: Counter[Fact]
) -> None:
    missing = promised - found
    for fact in list(missing.elements()):
        # The hour of what never came is not known.
        if given_up[fact[:-1]]:
            given_up[fact[:-1]] -= 1
            missing[fact] -= 1
            verdict.given_up += 1
    verdict.blame("lost", (+missing).elements())
    verdict.blame("not foreseen", (found - promised).elements())


def _compare_what_is_kept(verdict: Verdict, stage: Stage, model: Model) -> None:
    there, should = kept(stage), foreseen(model)
    verdict.rows = len(there)
    verdict.faults += [f"kept, not foreseen: {each}" for each in sorted(there - should, key=str)]
    verdict.faults += [f"foreseen, not kept: {each}" for each in sorted(should - there, key=str)]
