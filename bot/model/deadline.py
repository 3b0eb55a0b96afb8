"""What falls due around a meeting, each thing once per meeting, kind and generation of its date."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta
from enum import StrEnum

from bot.model.meeting import Meeting
from bot.model.workdays import (
    first_morning,
    is_july_rest,
    last_morning_keeping,
    morning_of,
    next_morning,
    workdays_before,
)

# Later than this after its time, a sending counts as missed and is told (PROMISES P6).
PUNCTUAL = timedelta(minutes=10)


class DeadlineKind(StrEnum):
    """The things that fall due by themselves, in the order in which they usually do.

    Those in WHEN_ASKED may be asked for again and again: `ask_anew`.
    """

    NEWLY_PLANNED = "newly_planned"
    CALL_FOR_ITEMS = "call_for_items"
    ITEMS_CLOSE_SOON = "items_close_soon"
    ITEMS_CLOSED = "items_closed"
    FILES_PROMISED = "files_promised"
    FILES_PROMISED_AGAIN = "files_promised_again"
    ATTENDANCE_ASKED = "attendance_asked"
    ATTENDANCE_ASKED_AGAIN = "attendance_asked_again"
    DEPUTIES_ASKED = "deputies_asked"
    NOT_READY = "not_ready"
    NOT_READY_AGAIN = "not_ready_again"
    AGENDA = "agenda"
    NEW_VERSION = "new_version"
    SUPPLEMENT = "supplement"
    LATE_FILES = "late_files"
    UNREAD = "unread"
    MEETING_TOMORROW = "meeting_tomorrow"
    OUTCOMES_ASKED = "outcomes_asked"
    OUTCOMES_ASSUMED = "outcomes_assumed"


# In weeks 28-31 they wait for the Monday after, unless their date passes (PRODUCT.md, Reminders).
REMINDERS = frozenset(DeadlineKind) - {
    DeadlineKind.ITEMS_CLOSED,
    DeadlineKind.AGENDA,
    DeadlineKind.DEPUTIES_ASKED,
    DeadlineKind.OUTCOMES_ASSUMED,
}
FILES_DAYS, FILES_AGAIN_DAYS, UNREAD_DAYS = 10, 8, 3
ATTENDANCE_DAYS, ATTENDANCE_AGAIN_DAYS = 10, 3
TIME_FOR_OUTCOMES = timedelta(days=14)
# What nobody pressed is settled late rather than never, however long the bot was away.
LONG_AFTER = timedelta(days=3650)
DONE = "done"
ARENA_ENDED = "arena ended"
# Who takes up several items, or sends in several files, after the sending gives everybody one supplement, or
# one report, and not one for each.
GATHERING = timedelta(seconds=20)


# What is due only when somebody asks for it, so that no schedule has it.
GATHERED = frozenset({DeadlineKind.SUPPLEMENT, DeadlineKind.LATE_FILES})
WHEN_ASKED = GATHERED | {DeadlineKind.NEW_VERSION}
# These follow no rhythm: the news of a meeting comes with its planning, deputies with an absence.
UNSCHEDULED = WHEN_ASKED | {DeadlineKind.NEWLY_PLANNED, DeadlineKind.DEPUTIES_ASKED}


@dataclass(eq=False, kw_only=True)
class Deadline:
    """One due thing. `due_at` and `useful_until` are instants; `planned_late` marks a meeting planned
    inside the week, whose agenda could never keep it ("hinner inte")."""

    id: int = field(init=False, default=0)
    arena_id: str
    meeting: Meeting
    kind: DeadlineKind
    generation: int
    due_at: datetime
    useful_until: datetime
    planned_late: bool = False
    done_at: datetime | None = None
    outcome: str | None = None

    def is_missed(self, now: datetime) -> bool:
        """Whether the time passed without the thing being done: the bot was away."""
        return now - self.due_at > PUNCTUAL

    @property
    def is_of_the_night(self) -> bool:
        """Whether it is due when items close, and cannot wait until the morning."""
        return self.due_at == self.meeting.items_close_at

    def is_useless(self, now: datetime) -> bool:
        """Whether doing it now helps nobody any more."""
        return now >= self.useful_until

    def ask_anew(self, now: datetime) -> None:
        """Make it due once more, whether it was done before or not; what is due already keeps its time."""
        if self.done_at is not None or self.due_at > now:
            self.due_at = _once_gathered(self.kind, now, self.useful_until)
            self.done_at = self.outcome = None

    def fall_due(self, at: datetime) -> None:
        """Make it due at that instant, whether it was done before or not."""
        self.due_at, self.done_at, self.outcome = at, None, None

    def come_back(self, now: datetime) -> None:
        """The arena goes on after all: what was dropped because of its end is to be done, late if it must."""
        if self.outcome == ARENA_ENDED and not self.is_useless(now):
            self.done_at = self.outcome = None

    def close(self, now: datetime, outcome: str) -> None:
        """Mark it done, or dropped, for good."""
        self.done_at, self.outcome = now, outcome


def deadlines_of(meeting: Meeting, now: datetime) -> list[Deadline]:
    """Everything that is still ahead for the meeting as planned now; what had passed was never promised.

    A preparatory meeting has the items of the meeting that it prepares, and no agenda of its own:
    nothing but the morning before it falls due.
    """
    if meeting.is_over(now):
        return []
    times = _schedule(meeting) if meeting.is_preparatory else _times(meeting)
    planned = [_deadline(meeting, kind, _held(kind, due, until), until) for kind, due, until in times]
    ahead = [deadline for deadline in planned if deadline.due_at > now]
    if meeting.is_preparatory:
        return [due for due in ahead if due.kind is DeadlineKind.MEETING_TOMORROW]
    if not any(due.kind is DeadlineKind.AGENDA for due in ahead):
        ahead.append(_late_agenda(meeting, now))
    return ahead


def due_when_asked(meeting: Meeting, kind: DeadlineKind, now: datetime) -> Deadline:
    """What somebody has asked for about a sent agenda; of use until the meeting."""
    until = meeting.starts_local
    return _deadline(meeting, kind, _once_gathered(kind, now, until), until)


def due_at_instant(meeting: Meeting, kind: DeadlineKind, due: datetime) -> Deadline:
    """What falls due at that instant, outside the rhythm; of use until the meeting."""
    return _deadline(meeting, kind, due, meeting.starts_local)


def _once_gathered(kind: DeadlineKind, now: datetime, until: datetime) -> datetime:
    # Just before the meeting nothing is waited for: it would come too late to be sent at all.
    waits = kind in GATHERED and now + GATHERING < until
    return now + GATHERING if waits else now


def news_of(meeting: Meeting, now: datetime) -> Deadline | None:
    """The news that it is planned, next working morning; None where the call for items comes no later, or
    its day is past, and of a preparatory meeting."""
    kind, closing = DeadlineKind.NEWLY_PLANNED, meeting.items_close_at
    called = _held(DeadlineKind.CALL_FOR_ITEMS, _call_at(meeting), closing)
    due = _held(kind, next_morning(meeting.arena.local(now)), called)
    if meeting.is_preparatory or due >= called:
        return None
    return _deadline(meeting, kind, due, called)


def late_news_of(meeting: Meeting, now: datetime) -> Deadline | None:
    """The news of a meeting whose call for items is past, and so the call itself: late rather than never, but
    not once they have closed."""
    kind, closing = DeadlineKind.NEWLY_PLANNED, meeting.items_close_at
    called = _held(DeadlineKind.CALL_FOR_ITEMS, _call_at(meeting), closing)
    due = _held(kind, next_morning(meeting.arena.local(now)), closing)
    if meeting.is_preparatory or called > now or due >= closing:
        return None
    return _deadline(meeting, kind, due, closing)


def _times(meeting: Meeting) -> Iterator[tuple[DeadlineKind, datetime, datetime]]:
    yield from _schedule(meeting)
    yield from _files_and_reading(meeting)
    yield from _attendance(meeting)
    yield from _afterwards(meeting)


def _schedule(meeting: Meeting) -> Iterator[tuple[DeadlineKind, datetime, datetime]]:
    zone, starts, sent_by = meeting.arena.zone, meeting.starts_local, meeting.agenda_sent_by
    closing = meeting.items_close_at
    called, last_day = _call_at(meeting), last_morning_keeping(closing)
    # On the last day its own reminder asks for items: nobody hears both at once.
    yield DeadlineKind.CALL_FOR_ITEMS, called, last_day if called < last_day else closing
    yield DeadlineKind.ITEMS_CLOSE_SOON, last_day, closing
    yield DeadlineKind.ITEMS_CLOSED, _closing_told_at(meeting), starts
    first, second = workdays_before(sent_by.date(), 2)
    yield DeadlineKind.NOT_READY, morning_of(first, zone), morning_of(second, zone)
    yield DeadlineKind.NOT_READY_AGAIN, morning_of(second, zone), sent_by
    yield DeadlineKind.AGENDA, sent_by, starts
    yield DeadlineKind.MEETING_TOMORROW, _morning_before(meeting), starts


def _closing_told_at(meeting: Meeting) -> datetime:
    """What came in is read the working morning after, in July after its rest; at once where that would come
    after the preparatory meeting, whose paper it is, or the sending."""
    closing, prepared = meeting.items_close_at, meeting.preparatory_starts.replace(tzinfo=meeting.arena.zone)
    needed = prepared if prepared > closing else meeting.agenda_sent_by
    morning = first_morning(closing)
    return next((each for each in (_rested(morning), morning) if each < needed), closing)


def _files_and_reading(meeting: Meeting) -> Iterator[tuple[DeadlineKind, datetime, datetime]]:
    """Promised files ten and eight days before, what is unread three days before."""
    first = DeadlineKind.FILES_PROMISED, FILES_DAYS
    yield from _twice(meeting, first, (DeadlineKind.FILES_PROMISED_AGAIN, FILES_AGAIN_DAYS))
    yield DeadlineKind.UNREAD, _morning_days_before(meeting, UNREAD_DAYS), meeting.starts_local


def _attendance(meeting: Meeting) -> Iterator[tuple[DeadlineKind, datetime, datetime]]:
    """Who has not said whether they come, ten and three days before."""
    first = DeadlineKind.ATTENDANCE_ASKED, ATTENDANCE_DAYS
    yield from _twice(meeting, first, (DeadlineKind.ATTENDANCE_ASKED_AGAIN, ATTENDANCE_AGAIN_DAYS))


def _twice(
    meeting: Meeting, first: tuple[DeadlineKind, int], second: tuple[DeadlineKind, int]
) -> Iterator[tuple[DeadlineKind, datetime, datetime]]:
    """The first reminder until the second; the second alone where both wait for the end of July's rest."""
    starts = meeting.starts_local
    soon, later = (_held(kind, _morning_days_before(meeting, days), starts) for kind, days in (first, second))
    if soon < later:
        yield first[0], soon, later
    yield second[0], later, starts


def _afterwards(meeting: Meeting) -> Iterator[tuple[DeadlineKind, datetime, datetime]]:
    """What became of the items: asked on the working day after, taken for treated 14 days later."""
    day_after = datetime.combine(meeting.ends_local.date() + timedelta(days=1), time(), meeting.arena.zone)
    asked = _held(DeadlineKind.OUTCOMES_ASKED, first_morning(day_after), None)
    assumed = asked + TIME_FOR_OUTCOMES
    yield DeadlineKind.OUTCOMES_ASKED, asked, assumed
    yield DeadlineKind.OUTCOMES_ASSUMED, assumed, assumed + LONG_AFTER


def _held(kind: DeadlineKind, due: datetime, until: datetime | None) -> datetime:
    """A reminder of July waits for the Monday after week 31, unless it would be of no use by then."""
    held = _rested(due) if kind in REMINDERS else due
    return held if until is None or held < until else due


def _rested(due: datetime) -> datetime:
    while is_july_rest(due.date()):
        due = next_morning(due)
    return due


def _deadline(
    meeting: Meeting, kind: DeadlineKind, due: datetime, until: datetime, *, planned_late: bool = False
) -> Deadline:
    return Deadline(
        arena_id=meeting.arena.id,
        meeting=meeting,
        kind=kind,
        generation=meeting.generation,
        due_at=due.astimezone(UTC),
        useful_until=until.astimezone(UTC),
        planned_late=planned_late,
    )


def _late_agenda(meeting: Meeting, now: datetime) -> Deadline:
    proposed = next_morning(meeting.arena.local(now))
    due = proposed if proposed < meeting.starts_local else meeting.arena.local(now)
    return _deadline(meeting, DeadlineKind.AGENDA, due, meeting.starts_local, planned_late=True)


def _morning_days_before(meeting: Meeting, days: int) -> datetime:
    return last_morning_keeping((meeting.starts - timedelta(days=days)).replace(tzinfo=meeting.arena.zone))


def _call_at(meeting: Meeting) -> datetime:
    return first_morning(datetime.combine(meeting.called_on, time(), meeting.arena.zone))


def _morning_before(meeting: Meeting) -> datetime:
    (day,) = workdays_before(meeting.starts.date(), 1)
    return morning_of(day, meeting.arena.zone)
