"""A meeting that is being planned: what is said of it so far, kept in the dialogue until «Boka»."""

import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from typing import Any

from bot.model.arena import Arena
from bot.model.bookingtext import BookingWords, When
from bot.model.deadline import deadlines_of
from bot.model.meeting import Meeting, MeetingKind, MeetingState
from bot.model.wallclock import ClockFlaw, clock_flaw
from bot.model.workdays import day_off, is_july_rest
from bot.refusals import DateInPast, DateTooFar, TimeDoubled, TimeSkipped, TooManyDates

USUAL_MINUTES = 120
HALF_DAY, WHOLE_DAY = 240, 480
YEARS_AHEAD = 5
MOST_DATES = 8


@dataclass(frozen=True, kw_only=True)
class Booking:
    """One meeting, or several dates of which one will be chosen.

    `has_length` once somebody has said how long it is. `joint_with` is the id of the arena it is held
    together with, `beside` that of a tentative date that is dropped if this one is chosen, and the other way
    round.
    """

    whens: tuple[When, ...] = ()
    clock: time | None = None
    minutes: int = USUAL_MINUTES
    has_length: bool = False
    place: str | None = None
    link: str | None = None
    kind: MeetingKind = MeetingKind.ORDINARY
    is_tentative: bool = False
    is_prepared: bool = True
    joint_with: str | None = None
    beside: int | None = None

    def said(self, words: BookingWords) -> "Booking":
        """The same with what was said now; a clock time without a day is that of every date.

        Raises TooManyDates.
        """
        booking = replace(
            self,
            whens=self._whens(words),
            clock=words.clock or self.clock,
            minutes=words.minutes or self.minutes,
            has_length=self.has_length or words.minutes is not None,
            place=words.place or self.place,
            link=words.link or self.link,
        )
        if len(booking.whens) > MOST_DATES:
            raise TooManyDates(limit=MOST_DATES)
        return replace(booking, is_tentative=True) if len(booking.whens) > 1 else booking

    def _whens(self, words: BookingWords) -> tuple[When, ...]:
        clock = words.clock or self.clock
        if words.whens:
            whens = (replace(when, clock=when.clock or clock) for when in words.whens)
        else:
            whens = (replace(when, clock=clock) for when in self.whens)
        return tuple(dict.fromkeys(whens))

    def as_kind(self, kind: MeetingKind, minutes: int) -> "Booking":
        """The same as another sort of meeting, with its length unless one was said."""
        return replace(self, kind=kind, minutes=self.minutes if self.has_length else minutes)

    def without_clock(self) -> "Booking":
        """The same days, to be given another time."""
        return replace(self, clock=None, whens=tuple(When(day=when.day) for when in self.whens))

    @property
    def starts(self) -> list[datetime]:
        """Every date with its clock time, wall time, in order; without those that lack one."""
        return sorted(datetime.combine(when.day, when.clock) for when in self.whens if when.clock)

    @property
    def lacks_day(self) -> bool:
        """Whether no date was said yet."""
        return not self.whens

    @property
    def lacks_clock(self) -> bool:
        """Whether a date has no clock time yet."""
        return any(when.clock is None for when in self.whens)

    @property
    def mark(self) -> int:
        """A number that changes with anything said, so that nobody books what they have not seen."""
        return zlib.crc32(repr(self).encode())

    def to_facts(self) -> dict[str, Any]:
        """As JSON values, for the dialogue."""
        whens = [[when.day.isoformat(), when.clock and when.clock.isoformat()] for when in self.whens]
        clock = self.clock and self.clock.isoformat()
        return vars(self) | {"whens": whens, "clock": clock, "kind": self.kind.value}

    @classmethod
    def of_facts(cls, facts: Mapping[str, Any]) -> "Booking":
        """What `to_facts` gave."""
        whens = tuple(
            When(day=date.fromisoformat(day), clock=time.fromisoformat(clock) if clock else None)
            for day, clock in facts["whens"]
        )
        clock = time.fromisoformat(facts["clock"]) if facts["clock"] else None
        return cls(**{**facts, "whens": whens, "clock": clock, "kind": MeetingKind(facts["kind"])})

    def meetings(self, arena: Arena, now: datetime) -> list[Meeting]:
        """A meeting for each date, not kept anywhere yet."""
        state = MeetingState.TENTATIVE if self.is_tentative else MeetingState.PLANNED
        return [
            Meeting(
                arena=arena,
                key=f"{starts:%Y-%m-%d}",
                starts=starts,
                minutes=self.minutes,
                kind=self.kind,
                place=self.place,
                link=self.link,
                state=state,
                planned_at=now,
            )
            for starts in self.starts
        ]


def must_be_startable(starts: datetime, arena: Arena, now: datetime) -> None:
    """Raises DateInPast, DateTooFar, TimeSkipped, TimeDoubled for a wall time at which nothing can begin."""
    today = arena.today(now)
    if starts.date() > today.replace(year=today.year + YEARS_AHEAD, day=min(today.day, 28)):
        raise DateTooFar
    flaw = clock_flaw(starts, arena.zone)
    if flaw is not None:
        instead = starts.replace(hour=(starts.hour + 1) % 24)
        raise (TimeSkipped if flaw is ClockFlaw.SKIPPED else TimeDoubled)(starts=starts, instead=instead)
    if starts.replace(tzinfo=arena.zone) <= now:
        raise DateInPast(starts=starts)


def dates_that_follow(meeting: Meeting, now: datetime) -> dict[str, Any]:
    """When each thing would fall due if the meeting were planned now, local, by its kind; what has passed is
    left out. `is_late` says that its agenda cannot keep the week."""
    due = {each.kind.value: each for each in deadlines_of(meeting, now)}
    local = {kind: meeting.arena.local(each.due_at) for kind, each in due.items()}
    return local | {
        "is_late": any(each.planned_late for each in due.values()),
        "has_closed": meeting.items_close_at <= now,
    }


def warnings_about(meeting: Meeting, others: Sequence[Meeting]) -> Iterator[tuple[str, Any]]:
    """What a planner should know of the day, each by the name of its words and a fact."""
    day = meeting.starts.date()
    if reason := day_off(day):
        yield reason.value, None
    if is_july_rest(day):
        yield "july", day.isocalendar().week
    if meeting.ends_local.date() != day:
        yield "midnight", meeting.ends_local
    for other in others:
        if other is not meeting and other.starts.date() == day and not other.is_preparatory:
            yield "same_day", other
