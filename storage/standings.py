"""What people are on a day, put together from the rows of tenures, roles and call-ins."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Date, Integer, Select, String, bindparam, select
from sqlalchemy.orm import joinedload

from bot.model.co_option import CoOption
from bot.model.person import Person
from bot.model.seat import Role, RoleKind, Seat, SeatKind, Standing, Tenure
from storage import tables
from storage.arena_rows import of

# Rights are looked at several times a message: these queries are put together once, and given the rest later.
ARENA, PERSON = bindparam("arena_id", type_=String), bindparam("person_id", type_=Integer)
DAY, LAST = bindparam("day", type_=Date), bindparam("last", type_=Date)
# Deputy, meeting and its day, of each who steps in.
CalledIn = Sequence[tuple[int, int, date]]


@cache
def tenures_lasting() -> Select[Tenure]:
    """Those of an arena (`arena_id`) that last on some day from `day` to `last`."""
    return _tenures(tables.tenure.c.begins <= LAST)


@cache
def tenures_of_one() -> Select[Tenure]:
    """Those of one person (`person_id`) in the arena that last on that `day`."""
    return _tenures(tables.tenure.c.begins <= DAY, tables.tenure.c.person_id == PERSON)


def _tenures(*which: ColumnElement[bool]) -> Select[Tenure]:
    query = select(Tenure).where(tables.tenure.c.arena_id == ARENA, *which, _still(tables.tenure.c.ends))
    return query.options(joinedload(of(Tenure).seat), joinedload(of(Tenure).person))


@cache
def roles_lasting() -> Select[Role]:
    """Those of an arena (`arena_id`) that last on that `day`, or begin later."""
    query = select(Role).where(tables.role.c.arena_id == ARENA, _still(tables.role.c.ends))
    return query.options(joinedload(of(Role).person), joinedload(of(Role).seat))


def _still(ends: Any) -> ColumnElement[bool]:
    lasts: ColumnElement[bool] = ends.is_(None) | (ends > DAY)
    return lasts


def standings_on_day(
    day: date, tenures: Sequence[Tenure], roles: Sequence[Role], called_in: CalledIn
) -> list[Standing]:
    """Everybody who is somebody on that day, by name."""
    seats: dict[Person, list[Seat]] = defaultdict(list)
    for tenure in tenures:
        if tenure.covers(day):
            seats[tenure.person].append(tenure.seat)
    held = held_on(day, roles, seats)
    people = sorted({*seats, *held}, key=lambda person: person.name)
    return [
        standing_of(person, seats[person], held[person], meetings_of(called_in, person, day))
        for person in people
    ]


def held_on(day: date, roles: Sequence[Role], seats: dict[Person, list[Seat]]) -> dict[Person, set[RoleKind]]:
    """Who has which roles on that day; a role of a seat is its holder's."""
    holders = {seat.id: person for person, held in seats.items() for seat in held}
    found: dict[Person, set[RoleKind]] = defaultdict(set)
    for role in roles:
        person = role.person or (holders.get(role.seat.id) if role.seat else None)
        if person and role.covers(day):
            found[person].add(role.kind)
    return found


def meetings_of(called_in: CalledIn, person: Person, day: date) -> frozenset[int]:
    """The meetings from that day on for which the person steps in."""
    return frozenset(
        meeting_id for deputy_id, meeting_id, on in called_in if deputy_id == person.id and on >= day
    )


def is_deputys(seat: Seat) -> bool:
    """Whether it is a deputy's seat and no ordinary one."""
    return seat.kind is SeatKind.DEPUTY


def standing_of(
    person: Person, seats: list[Seat], roles: set[RoleKind], called_in: frozenset[int]
) -> Standing:
    """What the person is by those seats and roles."""
    deputy_seats = tuple(filter(is_deputys, seats))
    return Standing(
        person=person,
        seats=tuple(seat for seat in seats if not is_deputys(seat)),
        deputy_seats=deputy_seats,
        roles=frozenset(roles),
        # Whoever is no deputy any more steps in for nobody.
        called_in=called_in if deputy_seats else frozenset(),
    )


def co_opted_standing(person: Person, co_options: Sequence[CoOption]) -> Standing:
    """What somebody is who has no place here."""
    return Standing(
        person=person,
        co_opted_to=frozenset(each.meeting.id for each in co_options if each.meeting),
        co_opted_items=frozenset(each.item.id for each in co_options if each.item),
    )
