"""An arena's people on one day: each seat with who has it and who steps in, roles, and who is to come."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bot.model.person import Person
from bot.model.replacement import SeatLine
from bot.model.seat import Role, RoleKind, Seat, SeatKind, Tenure


@dataclass(frozen=True, kw_only=True)
class DeputyRow:
    """A deputy of a seat; `person` is None where nobody is named, `is_shared` for one of several seats."""

    person: Person | None
    is_shared: bool


@dataclass(frozen=True, kw_only=True)
class SeatRow:
    """One ordinary seat; it has been vacant since the day `since` or will be from `vacant_from`, and `coming`
    is to have it next."""

    seat: Seat
    holder: Person | None
    since: date | None
    vacant_from: date | None
    coming: Tenure | None
    deputies: tuple[DeputyRow, ...]


@dataclass(frozen=True, kw_only=True)
class Roster:
    """The arena on that day. `roles` are those who hold each kind, by name."""

    day: date
    rows: tuple[SeatRow, ...]
    roles: dict[RoleKind, list[Person]]

    @property
    def vacant(self) -> int:
        """How many seats nobody has."""
        return sum(row.holder is None for row in self.rows)

    @property
    def people(self) -> list[Person]:
        """Everybody on it, each once, by name."""
        held = [row.holder for row in self.rows] + [each.person for row in self.rows for each in row.deputies]
        everybody = {each.id: each for each in held if each}
        everybody |= {each.id: each for people in self.roles.values() for each in people}
        return sorted(everybody.values(), key=lambda each: (each.name, each.id))

    @property
    def not_joined(self) -> list[Person]:
        """Those who have not opened their link."""
        return [each for each in self.people if each.telegram_id is None]

    @property
    def unreachable(self) -> list[Person]:
        """Those who have closed the bot."""
        return [each for each in self.people if each.telegram_id is not None and not each.reachable]


def roster_on(
    day: date, *, seats: Sequence[Seat], tenures: Sequence[Tenure], roles: Sequence[Role]
) -> Roster:
    """The arena as it was, is or will be on that day."""
    living = [seat for seat in seats if seat.covers(day)]
    by_seat: dict[int, list[Tenure]] = {seat.id: [] for seat in living}
    for tenure in tenures:
        by_seat.get(tenure.seat.id, []).append(tenure)
    lines = {seat.id: SeatLine.of(by_seat[seat.id], seat) for seat in living}
    deputies = [seat for seat in living if seat.kind is SeatKind.DEPUTY]
    ordinary = [seat for seat in living if seat.kind is SeatKind.ORDINARY]
    return Roster(
        day=day,
        rows=tuple(_row(seat, lines, deputies, day) for seat in ordinary),
        roles=_roles(day, roles, lines),
    )


def _row(seat: Seat, lines: dict[int, SeatLine], deputies: Sequence[Seat], day: date) -> SeatRow:
    line = lines[seat.id]
    held = line.held_on(day)
    leaver = line.leaver(day) if held is None else None
    return SeatRow(
        seat=seat,
        holder=held.person if held else None,
        since=leaver.ends if leaver else None,
        vacant_from=_vacant_from(line, held),
        coming=next(iter(line.begun_after(day)), None),
        deputies=tuple(
            DeputyRow(person=_person(lines[each.id], day), is_shared=len(each.stands_in_for) > 1)
            for each in deputies
            if seat.key in each.stands_in_for
        ),
    )


def _vacant_from(line: SeatLine, held: Tenure | None) -> date | None:
    """When a holder leaves to nobody; a seat that ends is not vacant."""
    ends = held.ends if held else None
    is_left = held is not None and ends is not None and held.seat.covers(ends) and not line.held_on(ends)
    return ends if is_left else None


def _person(line: SeatLine, day: date) -> Person | None:
    held = line.held_on(day)
    return held.person if held else None


def _roles(day: date, roles: Sequence[Role], lines: dict[int, SeatLine]) -> dict[RoleKind, list[Person]]:
    found: dict[RoleKind, dict[int, Person]] = {kind: {} for kind in RoleKind}
    for role in roles:
        line = lines.get(role.seat.id) if role.seat else None
        person = role.person or (_person(line, day) if line else None)
        if person and role.covers(day):
            found[role.kind][person.id] = person
    return {kind: sorted(people.values(), key=lambda each: each.name) for kind, people in found.items()}
