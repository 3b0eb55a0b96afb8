"""What falls due around a meeting, each thing once per meeting, kind and generation of its date."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum

from bot.model.meeting import Meeting, MeetingKind
from bot.model.workdays import is_workday, last_morning_keeping, morning_of, next_morning, workdays_before

# Later than this after its time, a sending counts as missed and is told (PROMISES P6).
PUNCTUAL = timedelta(minutes=10)


class DeadlineKind(StrEnum):
    """The things that fall due by themselves, in the order in which they usually do.

    Those in WHEN_ASKED may be asked for again and again: `ask_anew`.
    """

    CALL_FOR_ITEMS = "call_for_items"
    ITEMS_CLOSE_SOON = "items_close_soon"
    ITEMS_CLOSED = "items_closed"
    NOT_READY = "not_ready"
    NOT_READY_AGAIN = "not_ready_again"
    AGENDA = "agenda"
    NEW_VERSION = "new_version"
    SUPPLEMENT = "supplement"
    MEETING_TOMORROW = "meeting_tomorrow"


# What is due only when somebody asks for it, so that no schedule has it.
WHEN_ASKED = frozenset({DeadlineKind.NEW_VERSION, DeadlineKind.SUPPLEMENT})


@dataclass(eq=False, kw_only=True)
class Deadline:
    """One due thing. `due_at` and `useful_until` are instants; `is_late_start` marks a meeting planned
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

    def is_useless(self, now: datetime) -> bool:
        """Whether doing it now helps nobody any more."""
        return now >= self.useful_until

    def ask_anew(self, now: datetime) -> None:
        """Make it due now, whether it was done before or not; what is due already keeps its time."""
        if self.done_at is not None:
            self.due_at, self.done_at, self.outcome = now, None, None

    def close(self, now: datetime, outcome: str) -> None:
        """Mark it done, or dropped, for good."""
        self.done_at, self.outcome = now, outcome


def deadlines_of(meeting: Meeting, now: datetime) -> list[Deadline]:
    """Everything that is still ahead for the meeting as planned now; what had passed was never promised.

    A preparatory meeting has the items of the meeting that it prepares, and no agenda of its own.
    """
    if meeting.kind is MeetingKind.PREPARATORY:
        return []
    planned = [_deadline(meeting, kind, due, until) for kind, due, until in _schedule(meeting)]
    ahead = [deadline for deadline in planned if deadline.due_at > now]
    if not meeting.is_over(now) and not any(due.kind is DeadlineKind.AGENDA for due in ahead):
        ahead.append(_late_agenda(meeting, now))
    return ahead


def due_when_asked(meeting: Meeting, kind: DeadlineKind, now: datetime) -> Deadline:
    """What somebody has asked for about a sent agenda; of use until the meeting."""
    return _deadline(meeting, kind, now, meeting.starts_local)


def _schedule(meeting: Meeting) -> Iterator[tuple[DeadlineKind, datetime, datetime]]:
    zone, starts, sent_by = meeting.arena.zone, meeting.starts_local, meeting.agenda_sent_by
    call_on = (meeting.starts - timedelta(days=meeting.arena.rhythm.call_for_items)).date()
    closing = meeting.items_close_at
    yield DeadlineKind.CALL_FOR_ITEMS, _first_morning(call_on, meeting), closing
    yield DeadlineKind.ITEMS_CLOSE_SOON, last_morning_keeping(closing), closing
    yield DeadlineKind.ITEMS_CLOSED, closing, starts
    first, second = workdays_before(sent_by.date(), 2)
    yield DeadlineKind.NOT_READY, morning_of(first, zone), morning_of(second, zone)
    yield DeadlineKind.NOT_READY_AGAIN, morning_of(second, zone), sent_by
    yield DeadlineKind.AGENDA, sent_by, starts
    yield DeadlineKind.MEETING_TOMORROW, _morning_before(meeting), starts


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


def _first_morning(day: date, meeting: Meeting) -> datetime:
    while not is_workday(day) or _is_july_rest(day):
        day += timedelta(days=1)
    return morning_of(day, meeting.arena.zone)


def _is_july_rest(day: date) -> bool:
    return 28 <= day.isocalendar().week <= 31


def _morning_before(meeting: Meeting) -> datetime:
    (day,) = workdays_before(meeting.starts.date(), 1)
    return morning_of(day, meeting.arena.zone)
