"""Who comes to a meeting and who does not, as they have answered."""

from dataclasses import dataclass, field
from datetime import datetime, time
from enum import StrEnum

from bot.model.meeting import Meeting
from bot.model.person import Person


class Answer(StrEnum):
    """What people say of a meeting: «På plats», «Digitalt», «Förhinder»."""

    HERE = "here"
    REMOTE = "remote"
    ABSENT = "absent"


@dataclass(frozen=True, kw_only=True)
class Given:
    """An answer as it is given; an absence from or until a clock time leaves the other end None."""

    answer: Answer
    away_from: time | None = None
    away_until: time | None = None

    @property
    def is_partial(self) -> bool:
        """Whether the person is away for a part of the meeting alone."""
        return self.away_from is not None or self.away_until is not None


@dataclass(eq=False, kw_only=True)
class Attendance:
    """One person's answer for one date of a meeting; a later one takes its place. Nobody says why.

    `generation` is that of the meeting's date. `away_from` and `away_until` are wall times. `lack_told_at` is
    when the secretary was told that nobody steps in, None while they know of nothing.
    """

    id: int = field(init=False, default=0)
    arena_id: str
    meeting: Meeting
    person: Person
    generation: int
    answer: Answer
    away_from: time | None = None
    away_until: time | None = None
    answered_at: datetime
    through: str
    lack_told_at: datetime | None = None

    @property
    def given(self) -> Given:
        """What was answered."""
        return Given(answer=self.answer, away_from=self.away_from, away_until=self.away_until)

    def change(self, given: Given, now: datetime, through: str) -> None:
        """The later answer holds."""
        self.answer, self.away_from, self.away_until = given.answer, given.away_from, given.away_until
        self.answered_at, self.through = now, through


@dataclass(frozen=True, kw_only=True)
class Counts:
    """How many come in which way; `silent` are members who have not answered."""

    here: int = 0
    remote: int = 0
    partial: int = 0
    absent: int = 0
    silent: int = 0

    @property
    def has_answers(self) -> bool:
        """Whether anybody has answered."""
        return bool(self.here or self.remote or self.partial or self.absent)
