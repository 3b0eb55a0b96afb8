"""Holds what the stand-ins accepted and the database keeps against the model: equal, or told where not."""

from collections import Counter
from dataclasses import dataclass, field

from bot.model.dispatch import DispatchState
from storage import tables
from tests.years.model import Model
from tests.years.reading import Said, facts_of, plain, said, without_copies
from tests.years.room import Fact
from tests.years.stage import Stage


@dataclass
class Verdict:
    """What is missing, what is too much, and whatever else is wrong; all in words."""

    faults: list[str] = field(default_factory=list)
    messages: int = 0
    facts: int = 0
    copies: int = 0
    given_up: int = 0

    @property
    def is_good(self) -> bool:
        """Whether nothing is wrong."""
        return not self.faults


def judge(stage: Stage, model: Model) -> Verdict:
    """Everything, after the last day."""
    everything = said(list(stage.world.ledger), stage.names)
    kept = without_copies(everything)
    found = Counter(fact for each in kept for fact in facts_of(each))
    verdict = Verdict(messages=len(everything), facts=sum(found.values()))
    verdict.copies = sum(each.is_copy for each in everything)
    _compare(verdict, found, model.facts, _given_up(stage))
    _compare_items(verdict, stage, model)
    return verdict


def _compare(
    verdict: Verdict, found: Counter[Fact], foreseen: Counter[Fact], given_up: Counter[Fact]
) -> None:
    missing = foreseen - found
    for fact in list(missing.elements()):
        # The hour of what never came is not known.
        if given_up[fact[:-1]]:
            given_up[fact[:-1]] -= 1
            missing[fact] -= 1
            verdict.given_up += 1
    verdict.faults += [f"lost: {n} × {fact}" for fact, n in sorted((+missing).items())]
    verdict.faults += [f"not foreseen: {n} × {fact}" for fact, n in sorted((found - foreseen).items())]


def _given_up(stage: Stage) -> Counter[Fact]:
    """Reminders and help whose outcome nobody knows are not said a second time (PROMISES P3)."""
    rows = stage.look.rows(tables.dispatch, tables.dispatch.c.state == DispatchState.UNKNOWN)
    said_once = [
        Said(stage.names[row.chat_id], plain(row.text or ""), row.file_name or "", "", is_copy=False)
        for row in rows
        if not row.twice_is_better
    ]
    return Counter(fact[:-1] for each in said_once for fact in facts_of(each))


def _compare_items(verdict: Verdict, stage: Stage, model: Model) -> None:
    meetings = {row.id: row.starts for row in stage.look.rows(tables.meeting)}
    kept = {
        (row.arena_id, row.number, row.title, str(row.state), meetings.get(row.meeting_id))
        for row in stage.look.rows(tables.item)
    }
    foreseen = {
        (room.cast.id, item.number, item.title, item.state, item.meeting and item.meeting.starts)
        for room in model.rooms.values()
        for item in room.items
    }
    verdict.faults += [f"item kept: {each}" for each in sorted(kept - foreseen, key=str)]
    verdict.faults += [f"item foreseen: {each}" for each in sorted(foreseen - kept, key=str)]
