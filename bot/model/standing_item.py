"""Items that stand on every agenda, or on the year's first or last (seed 000: 92-96, 118-122, 182-186)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from bot.model.arena import Arena
from bot.model.item import ItemKind
from bot.model.meeting import Meeting, MeetingKind

FIRST_MONTH_OF_THE_LAST_QUARTER = 10


class When(StrEnum):
    """At which of the year's meetings it stands."""

    EVERY = "every"
    FIRST_OF_YEAR = "first_of_year"
    LAST_OF_YEAR = "last_of_year"


@dataclass(frozen=True, kw_only=True)
class StandingItem:
    """One as the arena's file describes it; `key` is its id there."""

    key: str
    title: str
    when: When
    minutes: int | None
    kind: ItemKind | None


def standing_of(arena: Arena) -> list[StandingItem]:
    """The arena's standing items in the order of its file."""
    entries = sorted(arena.settings.get("standing", {}).items(), key=lambda entry: entry[1]["position"])
    return [
        StandingItem(
            key=key,
            title=facts["title"],
            when=When(facts.get("when", When.EVERY)),
            minutes=facts.get("minutes"),
            kind=ItemKind(facts["kind"]) if facts.get("kind") else None,
        )
        for key, facts in entries
    ]


def standing_at(meeting: Meeting, meetings: Iterable[Meeting]) -> list[StandingItem]:
    """What stands on this meeting's agenda, among all the arena's meetings."""
    return [each for each in standing_of(meeting.arena) if stands_at(each.when, meeting, meetings)]


def stands_at(when: When, meeting: Meeting, meetings: Iterable[Meeting]) -> bool:
    """Whether an item of that sort stands on this meeting's agenda: only ordinary, planned ones count."""
    of_year = [each for each in meetings if _counts(each) and each.starts.year == meeting.starts.year]
    if meeting not in of_year:
        return False
    ends = {
        When.FIRST_OF_YEAR: min(of_year, key=lambda each: each.starts),
        When.LAST_OF_YEAR: max(of_year, key=lambda each: each.starts),
    }
    return ends.get(when, meeting) is meeting and (when is not When.LAST_OF_YEAR or _ends_a_year(of_year))


def _ends_a_year(of_year: Sequence[Meeting]) -> bool:
    """Whether no more are to be expected: there are as many as the arena holds, or the last is in autumn."""
    last = max(of_year, key=lambda each: each.starts)
    wanted = last.arena.rhythm.meetings_per_year or 0
    return len(of_year) >= wanted or last.starts.month >= FIRST_MONTH_OF_THE_LAST_QUARTER


def _counts(meeting: Meeting) -> bool:
    return meeting.is_planned and meeting.kind is MeetingKind.ORDINARY
