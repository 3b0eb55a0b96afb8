"""An arena's year as a wheel: what happens on which day, and who has which role for which side."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any

from bot.model.arena import Arena
from bot.model.meeting import Meeting, MeetingKind
from bot.model.seat import Role, RoleKind, Tenure
from bot.model.turn import TURNING, holders_of, side_in, side_of

# A sending is moved back to a working day, never by as much as this.
SLACK = 14


class MarkKind(StrEnum):
    """What a day of the wheel is marked for: a meeting of some kind, or what leads up to one."""

    MEETING = "meeting"
    STRATEGY = "strategy"
    TENTATIVE = "tentative"
    PREPARATORY = "preparatory"
    ITEMS_CLOSE = "items_close"
    AGENDA = "agenda"


# Days on which nobody meets; in the wheel they, and preparatory meetings, stand below what they lead up to.
LAST_DAYS = frozenset({MarkKind.ITEMS_CLOSE, MarkKind.AGENDA})
LEADING_UP = LAST_DAYS | {MarkKind.PREPARATORY}


@dataclass(frozen=True, kw_only=True)
class Mark:
    """One marked day, and the meeting that it is about."""

    kind: MarkKind
    day: date
    meeting: Meeting

    @property
    def is_meeting(self) -> bool:
        """Whether people meet on that day."""
        return self.kind not in LAST_DAYS


@dataclass(frozen=True, kw_only=True)
class Term:
    """Which side has a role, None where nobody has decided it; `ends` is the first day after, both days
    within the year. `names` are those who have it today, or on the nearest day of it."""

    role: RoleKind
    side: str | None
    begins: date
    ends: date
    names: tuple[str, ...] = ()

    @property
    def is_whole_year(self) -> bool:
        """Whether nothing changes in the year."""
        return (self.begins, self.ends) == (date(self.begins.year, 1, 1), date(self.begins.year + 1, 1, 1))

    @property
    def last_day(self) -> date:
        """The last day of it in the year."""
        return self.ends - timedelta(days=1)


@dataclass(frozen=True, kw_only=True)
class YearWheel:
    """One year of an arena; `marks` by day, `terms` by role and day."""

    arena: Arena
    year: int
    today: date
    marks: tuple[Mark, ...]
    terms: tuple[Term, ...]


def days_of_interest(arena: Arena, year: int) -> tuple[date, date]:
    """The first day and the first day after those whose meetings have anything in the year: what leads up
    to one of next January may fall in December."""
    rhythm = arena.rhythm
    lead = max(rhythm.items_close, rhythm.agenda, rhythm.preparatory) + SLACK
    return date(year, 1, 1), date(year + 1, 1, 1) + timedelta(days=lead)


def year_wheel(
    arena: Arena,
    year: int,
    meetings: Iterable[Meeting],
    roles: Sequence[Role],
    tenures: Sequence[Tenure],
    now: datetime,
) -> YearWheel:
    """The wheel of those meetings, but for cancelled ones, which nobody keeps a day free for.

    A sparsam arena shows nothing but titles and times: no word of who leads.
    """
    marks = sorted((mark for each in meetings for mark in marks_of(each, now)), key=lambda mark: mark.day)
    today = arena.today(now)
    terms = () if arena.is_sparse else _terms(arena, year, roles)
    return YearWheel(
        arena=arena,
        year=year,
        today=today,
        marks=tuple(mark for mark in marks if mark.day.year == year),
        terms=tuple(_named(term, having, tenures, today) for term, having in terms),
    )


def marks_of(meeting: Meeting, now: datetime) -> Iterator[Mark]:
    """The meeting's own day and those that lead up to it; a tentative date has no others yet."""
    if meeting.is_planned and not meeting.is_preparatory:
        # What had passed when the meeting was planned was nobody's last day.
        if meeting.items_close_at > meeting.planned_at:
            yield Mark(kind=MarkKind.ITEMS_CLOSE, day=meeting.items_close_on, meeting=meeting)
        if sent := _agenda_goes_out(meeting, now):
            yield Mark(kind=MarkKind.AGENDA, day=sent.date(), meeting=meeting)
    if meeting.is_planned or meeting.is_tentative:
        yield Mark(kind=_kind_of(meeting), day=meeting.starts.date(), meeting=meeting)


def _agenda_goes_out(meeting: Meeting, now: datetime) -> datetime | None:
    """When it went out or will, local; None for a meeting that was held without one."""
    if meeting.sent_at:
        return meeting.arena.local(meeting.sent_at)
    return None if meeting.is_over(now) else meeting.agenda_goes_out_at


def _kind_of(meeting: Meeting) -> MarkKind:
    if meeting.is_preparatory:
        return MarkKind.PREPARATORY
    if meeting.is_tentative:
        return MarkKind.TENTATIVE
    return MarkKind.STRATEGY if meeting.kind is MeetingKind.STRATEGY else MarkKind.MEETING


def _terms(arena: Arena, year: int, roles: Sequence[Role]) -> Iterator[tuple[Term, list[Role]]]:
    """By the arena's rotation where it has one for the role, else as the roles themselves say; each with the
    roles by which somebody may have it."""
    first, after = date(year, 1, 1), date(year + 1, 1, 1)
    for kind in TURNING:
        of_kind = [role for role in roles if role.kind is kind]
        rotation: dict[str, Any] | None = arena.settings.get("rotation", {}).get(kind)
        if rotation is not None:
            yield Term(role=kind, side=side_in(rotation, year), begins=first, ends=after), of_kind
            continue
        held = [(_term(role, first, after), [role]) for role in of_kind]
        yield from sorted(
            ((term, having) for term, having in held if term.begins < term.ends),
            key=lambda each: each[0].begins,
        )


def _term(role: Role, first: date, after: date) -> Term:
    begins, ends = max(role.begins or first, first), min(role.ends or after, after)
    return Term(role=role.kind, side=side_of(role), begins=begins, ends=ends)


def _named(term: Term, roles: Sequence[Role], tenures: Sequence[Tenure], today: date) -> Term:
    """With those who have it. Who has it today does not have it when the other side's turn has come, although
    the role ends first when that side is asked."""
    day = min(max(term.begins, today), term.last_day)
    theirs = (role for role in roles if role.covers(day) and (term.begins <= today or _is_for(role, term)))
    return replace(term, names=tuple(person.name for person in holders_of(theirs, tenures, day)))


def _is_for(role: Role, term: Term) -> bool:
    has_begun_with_it = role.begins is not None and role.begins >= term.begins
    # Where nobody has decided whose turn it is, nothing passes by itself.
    return term.side is None or side_of(role) == term.side or has_begun_with_it
