"""A deputy is called in for an absent member: asked, and given time to answer."""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from bot.model.meeting import Meeting
from bot.model.person import Person
from bot.model.workdays import MORNING, first_morning, morning_of, next_morning, workdays_before

# How long somebody may think of a word to their deputy before the deputy is asked without one.
TIME_FOR_A_WORD = timedelta(minutes=10)
# Whoever is asked has two working days; with fewer than three left there is no time to wait for them.
WORKDAYS_TO_ANSWER, WORKDAYS_NEEDED = 2, 3
EVENING = time(17, 0)


class CallInState(StrEnum):
    """What became of a call-in; `released` is one that is not needed any more."""

    ASKED = "asked"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    RELEASED = "released"


@dataclass(eq=False, kw_only=True)
class CallIn:
    """One deputy is asked to step in for one absent member, at one date of a meeting.

    `seats` are the keys of the member's seats that they step in for. `told_at` is None while the member
    may still send a word along. `answer_by` is when the secretary is told that no answer came, None once
    they were.
    """

    id: int = field(init=False, default=0)
    arena_id: str
    meeting: Meeting
    generation: int
    absentee: Person
    deputy: Person
    seats: list[str]
    state: CallInState = CallInState.ASKED
    asked_at: datetime
    told_at: datetime | None = None
    answer_by: datetime | None = None
    answered_at: datetime | None = None

    @property
    def is_asked(self) -> bool:
        """Whether an answer is awaited."""
        return self.state is CallInState.ASKED

    @property
    def is_accepted(self) -> bool:
        """Whether the deputy steps in."""
        return self.state is CallInState.ACCEPTED

    @property
    def is_active(self) -> bool:
        """Whether the deputy is taken by it."""
        return self.is_asked or self.is_accepted

    @property
    def is_current(self) -> bool:
        """Whether it is about the meeting's date as it is now."""
        return self.generation == self.meeting.generation

    @property
    def due_at(self) -> datetime | None:
        """When something is to be done about it if nobody does anything; None for never."""
        if not self.is_asked:
            return None
        return self.answer_by if self.told_at else self.asked_at + TIME_FOR_A_WORD

    def settle(self, state: CallInState, now: datetime) -> None:
        """The deputy has answered, or is needed no more."""
        self.state, self.answered_at, self.answer_by = state, now, None


class Why(StrEnum):
    """Why a deputy cannot be asked."""

    TAKEN = "taken"
    ASKED_FOR_ANOTHER = "asked_for_another"
    DECLINED = "declined"
    ABSENT = "absent"
    UNREACHABLE = "unreachable"
    SILENT = "silent"
    SHORT = "short"
    LEFT = "left"


@dataclass(frozen=True, kw_only=True)
class NoDeputy:
    """A deputy who does not step in, or may not in time, and why; `absentee` is whom they step in for."""

    deputy: Person
    why: Why
    absentee: Person | None = None


def is_short_of_time(meeting: Meeting, now: datetime) -> bool:
    """Whether fewer than three working days lie between today and the day of the meeting."""
    return meeting.arena.today(now) >= _short_from(meeting)


def answer_due(meeting: Meeting, now: datetime) -> datetime:
    """Until when a deputy who is asked now has time, local: two working days, in hours when people work, or
    until fewer than three are left."""
    local, zone = meeting.arena.local(now), meeting.arena.zone
    day = local.date()
    for _ in range(WORKDAYS_TO_ANSWER):
        day = next_morning(datetime.combine(day, EVENING, zone)).date()
    due = datetime.combine(day, max(local.time(), MORNING), zone)
    return min(due if local.time() < EVENING else first_morning(due), morning_of(_short_from(meeting), zone))


def _short_from(meeting: Meeting) -> date:
    return workdays_before(meeting.starts.date(), WORKDAYS_NEEDED)[0]
