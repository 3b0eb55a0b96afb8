"""A meeting, and every instant that follows from when it starts."""

import zlib
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum

from bot.model.arena import Arena
from bot.model.person import Person
from bot.model.workdays import last_morning_keeping, last_workday_until

PREPARATORY_MINUTES = 60


class MeetingKind(StrEnum):
    """What sort of meeting it is."""

    ORDINARY = "ordinary"
    PREPARATORY = "preparatory"
    STRATEGY = "strategy"


class MeetingState(StrEnum):
    """Whether the meeting will be held; a tentative date is one of several of which one will be chosen."""

    PLANNED = "planned"
    TENTATIVE = "tentative"
    CANCELLED = "cancelled"


@dataclass(eq=False, kw_only=True)
class Meeting:
    """A meeting of one arena.

    `starts` is wall time without zone in the arena's zone: what people agreed on survives a change of
    the law on summer time. `generation` rises when the date moves, so that reminders of the old date
    and of the new are different things. `prepares` is the meeting that a preparatory one prepares.
    `send_at` is when an agenda goes out that cannot keep the week, None while the rhythm decides.
    `link` is what people gave it, `join_link` what Outlook made for it in Teams.
    Joint meetings of two arenas share `joint_key`, tentative dates of which one is chosen `choice_key`.
    """

    id: int = field(init=False, default=0)
    arena: Arena
    key: str
    starts: datetime
    minutes: int = 120
    kind: MeetingKind = MeetingKind.ORDINARY
    place: str | None = None
    link: str | None = None
    join_link: str | None = None
    state: MeetingState = MeetingState.PLANNED
    generation: int = 1
    planned_at: datetime
    ready_at: datetime | None = None
    ready_by: Person | None = None
    sent_at: datetime | None = None
    send_at: datetime | None = None
    prepares: "Meeting | None" = None
    joint_key: str | None = None
    choice_key: str | None = None
    changed_by: Person | None = None
    revision: int = field(init=False, default=0)

    @property
    def falls_with_arena(self) -> bool:
        """Whether its day, or that of the meeting which it prepares, is one on which the arena is no more."""
        day = self.prepares.starts if self.prepares else self.starts
        return self.arena.has_ended(day.date())

    @property
    def starts_local(self) -> datetime:
        """The start as the arena's people read it, aware."""
        return self.starts.replace(tzinfo=self.arena.zone)

    @property
    def starts_at(self) -> datetime:
        """The start as an instant."""
        return self.starts_local.astimezone(UTC)

    @property
    def ends_local(self) -> datetime:
        """The end as the arena's people read it."""
        return (self.starts_at + timedelta(minutes=self.minutes)).astimezone(self.arena.zone)

    @property
    def place_in_chat(self) -> str | None:
        """The place, where the arena lets more than titles and times stand in chat."""
        return None if self.arena.is_sparse else self.place

    @property
    def way_in(self) -> str | None:
        """How one takes part from afar: what people said holds before what Outlook made."""
        return self.link or self.join_link

    @property
    def link_in_chat(self) -> str | None:
        """The link, where the arena lets more than titles and times stand in chat."""
        return None if self.arena.is_sparse else self.way_in

    @property
    def agenda_due_at(self) -> datetime:
        """The same wall-clock time a week before (seed 000 «senast en vecka före mötet»), local."""
        return self._days_before(self.arena.rhythm.agenda)

    @property
    def agenda_sent_by(self) -> datetime:
        """When the agenda goes out by itself: 08:00 on the last working day that keeps the week, local."""
        return last_morning_keeping(self.agenda_due_at)

    @property
    def agenda_goes_out_at(self) -> datetime:
        """When the agenda goes out by itself as things stand, local: late where it cannot keep the week."""
        return self.arena.local(self.send_at) if self.send_at else self.agenda_sent_by

    @property
    def awaits_late_agenda(self) -> bool:
        """Whether somebody may still say when its agenda goes out, since it cannot keep the week."""
        return self.send_at is not None and self.is_planned and not self.is_sent

    @property
    def items_close_at(self) -> datetime:
        """The last minute for items, 23:59 on that day, local."""
        return datetime.combine(self.items_close_on, time(23, 59), self.arena.zone)

    @property
    def items_close_on(self) -> date:
        """The last day for items."""
        return self._days_before(self.arena.rhythm.items_close).date()

    @property
    def called_on(self) -> date:
        """The day from which it concerns its people: items are called for, and answers awaited."""
        return self._days_before(self.arena.rhythm.call_for_items).date()

    @property
    def is_planned(self) -> bool:
        """Whether it will be held as far as anybody knows."""
        return self.state is MeetingState.PLANNED

    @property
    def is_tentative(self) -> bool:
        """Whether it is one of several dates of which one will be chosen."""
        return self.state is MeetingState.TENTATIVE

    @property
    def is_preparatory(self) -> bool:
        """Whether it prepares another one, for the preparers alone."""
        return self.kind is MeetingKind.PREPARATORY

    @property
    def plan_mark(self) -> int:
        """A number that changes with when, where, how long and whether, so that nobody moves what they
        have not seen; what happens to its agenda leaves it alone."""
        seen = (self.starts.isoformat(), self.minutes, self.kind, self.place, self.link, self.state)
        return zlib.crc32(repr(seen).encode())

    @property
    def preparatory_starts(self) -> datetime:
        """When a preparatory meeting is held if nobody says otherwise: the arena's days before, at the same
        clock time, moved back to a working day; wall time."""
        day = (self.starts - timedelta(days=self.arena.rhythm.preparatory)).date()
        return datetime.combine(last_workday_until(day), self.starts.time())

    @property
    def is_sent(self) -> bool:
        """Whether an agenda has gone out."""
        return self.sent_at is not None

    def is_same_time(self, other: "Meeting") -> bool:
        """Whether the two are held, or not held, at one and the same time."""
        return (self.starts_at, self.state) == (other.starts_at, other.state)

    def is_over(self, now: datetime) -> bool:
        """Whether the meeting has started, so that nothing before it is of use any more."""
        return self.starts_at <= now

    def preparatory(self, planned_at: datetime) -> "Meeting":
        """The meeting at which the preparers go through this one's items, not kept anywhere yet."""
        return Meeting(
            arena=self.arena,
            key=f"{self.key}-beredning"[:63],
            starts=self.preparatory_starts,
            minutes=PREPARATORY_MINUTES,
            kind=MeetingKind.PREPARATORY,
            place=self.place,
            link=self.link,
            planned_at=planned_at,
            prepares=self,
        )

    def _days_before(self, days: int) -> datetime:
        return (self.starts - timedelta(days=days)).replace(tzinfo=self.arena.zone)
