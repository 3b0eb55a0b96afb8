"""Whose turn it is: a role that passes to the other side with a new year, and who is named for it."""

import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from bot.model.notice import NAME
from bot.model.person import Person
from bot.model.seat import Role, RoleKind, Seat, Standing, Tenure
from bot.model.workdays import first_morning

SIDES = ("region", "kommuner")
TURNING = (RoleKind.CHAIR, RoleKind.SECRETARY)
ASKED_FROM_MONTH = 11
# Whom a turn concerns may still be told of it so long after it; whoever had the role may have no other right.
TOLD_AFTERWARDS = timedelta(days=14)


@dataclass(eq=False, kw_only=True)
class Turn:
    """One role passing to a side on the first of January, `begins`.

    `ask_at` is when that side is asked for a name next, None from the day itself; `tell_at` is when everybody
    is told, None when they have been. `role` is the time in the role of whoever was named in chat; a file may
    name somebody without it. `cut` tells of each role that ends by the turn how it ended before: its id and a
    day or None. `is_off` says that nothing passes after all. `revision` rises with each change.
    """

    id: int = field(init=False, default=0)
    arena_id: str
    kind: RoleKind
    side: str
    begins: date
    ask_at: datetime | None = None
    tell_at: datetime | None = None
    role: Role | None = None
    named_by: Person | None = None
    named_at: datetime | None = None
    cut: list[Any] = field(default_factory=list)
    is_off: bool = False
    changed_by: Person | None = None
    revision: int = field(init=False, default=0)

    @property
    def thing(self) -> str:
        """How history and messages name it."""
        return f"turn:{self.id}"

    @property
    def question(self) -> str:
        """How a notice names what is asked about it."""
        return f"{NAME}:{self.id}"

    @property
    def mark(self) -> int:
        """What a button is about: this side, and whoever is named; asking again changes nothing of it."""
        return zlib.crc32(f"{self.side} {self.role.id if self.role else 0}".encode())

    @property
    def first_day(self) -> date:
        """From which day whoever is named has the role: later, where nobody was when it passed."""
        return (self.role.begins if self.role else None) or self.begins

    def asked_from(self, zone: ZoneInfo) -> datetime:
        """The morning on which the side is asked first, local: that of November's first working day."""
        november = datetime(self.begins.year - 1, ASKED_FROM_MONTH, 1, tzinfo=zone)
        return first_morning(november)

    def told_from(self, zone: ZoneInfo) -> datetime:
        """The morning on which everybody is told, local: that of the new year's first working day."""
        return first_morning(datetime.combine(self.begins, time(), zone))

    def await_name(self, zone: ZoneInfo) -> None:
        """The side is to be asked, and everybody to be told."""
        self.ask_at, self.tell_at, self.is_off = self.asked_from(zone), self.told_from(zone), False

    def call_off(self) -> None:
        """Nothing passes after all."""
        self.ask_at = self.tell_at = None
        self.cut, self.is_off = [], True

    def decisive_day(self, today: date) -> date:
        """The day on which whoever is named has the role: its first one, or today if that has passed."""
        return max(self.begins, today)

    def named_roles(self, roles: Iterable[Role], day: date) -> list[Role]:
        """Those by which the incoming side has the role that day, in chat or by a file."""
        return [role for role in roles if role.kind is self.kind and role.covers(day) and self._is_new(role)]

    def leaving_roles(self, roles: Iterable[Role]) -> list[Role]:
        """Those that would go on after the turn, and must not."""
        of_kind = (role for role in roles if role.kind is self.kind and role.covers(self.begins))
        return [role for role in of_kind if not self._is_new(role)]

    def _is_new(self, role: Role) -> bool:
        return side_of(role) == self.side or (role.begins is not None and role.begins >= self.begins)

    def concerns(self, person: Person, roles: Iterable[Role], today: date) -> bool:
        """Whether the person may be told of it, whatever other right they have: who had the role to the last,
        and who was named for it, even if that was taken back."""
        mine = (
            role for role in roles if role.kind is self.kind and role.person and role.person.id == person.id
        )
        is_theirs = any(self.begins in (role.begins, role.ends) for role in mine) or self._names(person)
        return is_theirs and today <= self.begins + TOLD_AFTERWARDS

    def _names(self, person: Person) -> bool:
        return self.role is not None and self.role.person is not None and self.role.person.id == person.id


def side_in(rotation: Mapping[str, Any], year: int) -> str | None:
    """Whose turn it is (seed 000: a side holds each role for a year, then the other); None where the arena's
    file does not say who begins, and before the first year."""
    side, first = rotation.get("first_side"), rotation.get("first_year")
    if side is None or first is None or year < first:
        return None
    turns = (year - first) // rotation.get("every_years", 1)
    return str(SIDES[(SIDES.index(side) + turns) % len(SIDES)])


def next_side(rotation: Mapping[str, Any] | None, today: date) -> str | None:
    """Which side has the role from the next new year, if it passes then; None where nothing passes."""
    if rotation is None:
        return None
    now, then = (side_in(rotation, year) for year in (today.year, today.year + 1))
    return then if then != now else None


def side_of(role: Role) -> str | None:
    """Its own side, or that of its seat."""
    return role.side or (role.seat.side if role.seat else None)


def holders_of(roles: Iterable[Role], tenures: Sequence[Tenure], day: date) -> list[Person]:
    """Who has those roles that day, each once, by name; a seat's role is its holder's."""
    held = [role.person or _holder(role.seat, tenures, day) for role in roles]
    people = {person.id: person for person in held if person}
    return sorted(people.values(), key=lambda person: (person.name, person.id))


def _holder(seat: Seat | None, tenures: Sequence[Tenure], day: date) -> Person | None:
    mine = (each.person for each in tenures if seat and each.seat.id == seat.id and each.covers(day))
    return next(mine, None)


def seat_on_side(standing: Standing, side: str) -> Seat | None:
    """The person's ordinary seat of that side."""
    return next((seat for seat in standing.seats if seat.side == side), None)
