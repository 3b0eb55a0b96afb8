"""Seats, who holds them from when to when, and the roles of an arena."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from bot.model.person import Person


class SeatKind(StrEnum):
    """An ordinary seat, or a deputy's, who steps in for one or several ordinary seats."""

    ORDINARY = "ordinary"
    DEPUTY = "deputy"


class RoleKind(StrEnum):
    """What an arena may ask of somebody beside a seat."""

    PREPARER = "preparer"
    SECRETARY = "secretary"
    CHAIR = "chair"


@dataclass(eq=False, kw_only=True)
class Seat:
    """A place in the arena that outlives its holders. `stands_in_for` names ordinary seats' keys.

    The arena has it from the day `begins` until before `ends`; None: as long as there is the arena.
    """

    id: int = field(init=False, default=0)
    arena_id: str
    key: str
    title: str
    kind: SeatKind = SeatKind.ORDINARY
    organisation: str | None = None
    side: str | None = None
    network: str | None = None
    stands_in_for: list[str] = field(default_factory=list)
    source: str | None = None
    begins: date | None = None
    ends: date | None = None

    def covers(self, day: date) -> bool:
        """Whether the arena has the seat on that day."""
        return (self.begins is None or self.begins <= day) and not self.is_over(day)

    def is_over(self, day: date) -> bool:
        """Whether the arena had it once, and has it no more on that day."""
        return self.ends is not None and self.ends <= day


@dataclass(eq=False, kw_only=True)
class Tenure:
    """One person's time in one seat; `ends` is the first day that is no longer theirs."""

    id: int = field(init=False, default=0)
    arena_id: str
    seat: Seat
    person: Person
    begins: date
    ends: date | None = None

    @property
    def has_a_day(self) -> bool:
        """Whether there is any day on which it holds: none where it was taken back before it began."""
        return self.ends is None or self.begins < self.ends

    def covers(self, day: date) -> bool:
        """Whether the person holds the seat on that day; nobody holds one that there is not."""
        return self.begins <= day and not self.is_over(day) and self.seat.covers(day)

    def is_over(self, day: date) -> bool:
        """Whether their time has passed on that day, or the seat's has."""
        return self.seat.is_over(day) or (self.ends is not None and self.ends <= day)


@dataclass(eq=False, kw_only=True)
class Role:
    """A duty held by a seat's holder, or by a person without a seat, for a period."""

    id: int = field(init=False, default=0)
    arena_id: str
    kind: RoleKind
    seat: Seat | None = None
    person: Person | None = None
    begins: date | None = None
    ends: date | None = None
    side: str | None = None

    @property
    def has_a_day(self) -> bool:
        """Whether there is any day on which it holds: none where it was taken back before it began."""
        return self.begins is None or self.ends is None or self.begins < self.ends

    def covers(self, day: date) -> bool:
        """Whether the role is held that way on that day."""
        return (self.begins is None or self.begins <= day) and not self.is_over(day)

    def is_over(self, day: date) -> bool:
        """Whether its time has passed on that day."""
        return self.ends is not None and self.ends <= day


def first_day(held: "Iterable[Tenure | Role]", person: Person, today: date) -> date | None:
    """The earliest day after today on which a seat or a role of the person begins; None if none does."""
    mine = (each for each in held if each.person is person and each.has_a_day)
    return min((each.begins for each in mine if each.begins and each.begins > today), default=None)


@dataclass(frozen=True, kw_only=True)
class Standing:
    """What one person is in one arena on one day; everything a right can follow from.

    `called_in` are the ids of meetings from that day on for which a deputy steps in; `co_opted_to` and
    `co_opted_items` those of the meetings and items to which somebody without any place is invited.
    """

    person: Person
    seats: tuple[Seat, ...] = ()
    deputy_seats: tuple[Seat, ...] = ()
    roles: frozenset[RoleKind] = frozenset()
    called_in: frozenset[int] = frozenset()
    co_opted_to: frozenset[int] = frozenset()
    co_opted_items: frozenset[int] = frozenset()

    @property
    def is_someone(self) -> bool:
        """Whether the person has any place in the arena at all."""
        return bool(self.seats or self.deputy_seats or self.roles)

    @property
    def is_co_opted(self) -> bool:
        """Whether the person is nobody here, and invited to something."""
        return not self.is_someone and bool(self.co_opted_to or self.co_opted_items)

    def takes_part_in(self, meeting_id: int) -> bool:
        """Whether the person is to be there: by a seat, a role, or as a deputy who steps in."""
        return bool(self.seats or self.roles or meeting_id in self.called_in)
