"""What no value of an arena file shows alone: whether ids meet, names agree and wall times exist."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any
from zoneinfo import ZoneInfo

from bot.model.personnummer import holds_personnummer
from bot.model.wallclock import clock_flaw
from handlers.arenafile.lines import Location
from handlers.arenafile.schema import (
    ArenaFile,
    DeputyEntry,
    HolderEntry,
    MeetingEntry,
    RoleEntry,
    RotationEntry,
    SeatEntry,
    StandingEntry,
)

_RHYTHM = ("call_for_items", "items_close", "preparatory", "agenda")


@dataclass(frozen=True)
class Flaw:
    """Something wrong at a place in the file; `kind` and `facts` choose the words in arenafile_words."""

    location: Location
    kind: str
    facts: dict[str, object] = field(default_factory=dict)


def personnummer_flaws(read: object, location: Location = ()) -> Iterator[Flaw]:
    """Every text of the read TOML, keys too, that holds a personal identity number."""
    if isinstance(read, str):
        if holds_personnummer(read):
            yield Flaw(location, "personnummer")
        return
    for key, value in _inside(read):
        if isinstance(key, str) and holds_personnummer(key):
            yield Flaw((*location, key), "personnummer")
        yield from personnummer_flaws(value, (*location, key))


def _inside(read: object) -> Iterable[tuple[str | int, Any]]:
    if isinstance(read, dict):
        return read.items()
    return enumerate(read) if isinstance(read, list) else ()


def flaws(file: ArenaFile) -> Iterator[Flaw]:
    """Everything wrong in a file whose values are each right."""
    yield from _arena_flaws(file)
    yield from _rhythm_flaws(file)
    yield from _taken_ids(file)
    yield from _period_flaws(file)
    yield from _deputy_flaws(file)
    yield from _role_flaws(file)
    yield from _rotation_flaws(file)
    yield from _name_flaws(file)
    yield from _meeting_flaws(file)


def _arena_flaws(file: ArenaFile) -> Iterator[Flaw]:
    for index, target in enumerate(file.arena.prepares_for):
        if target == file.arena.id:
            yield Flaw(("arena", "prepares_for", index), "own_arena")
    yield from _repeated(("arena", "prepares_for"), file.arena.prepares_for)
    heir = file.arena.succeeded_by
    if heir == file.arena.id:
        yield Flaw(("arena", "succeeded_by"), "own_arena")
    if heir and file.arena.ends is None:
        yield Flaw(("arena", "succeeded_by"), "needs_ends")


def _rhythm_flaws(file: ArenaFile) -> Iterator[Flaw]:
    for earlier, later in pairwise(_RHYTHM):
        days = getattr(file.rhythm, later)
        if getattr(file.rhythm, earlier) <= days:
            yield Flaw(("rhythm", earlier), "more_days", {"than": later, "days": days})


def _taken_ids(file: ArenaFile) -> Iterator[Flaw]:
    tables: dict[str, Sequence[SeatEntry | DeputyEntry | StandingEntry | MeetingEntry]] = {
        "seat": file.seats,
        "deputy": file.deputies,
        "standing": file.standing,
        "meeting": file.meetings,
    }
    for table, entries in tables.items():
        yield from _repeated((table,), [entry.id for entry in entries], "id")


def _repeated(location: Location, values: Sequence[str], *rest: str, kind: str = "taken") -> Iterator[Flaw]:
    seen: set[str] = set()
    for index, value in enumerate(values):
        if value in seen:
            yield Flaw((*location, index, *rest), kind)
        seen.add(value)


def _period_flaws(file: ArenaFile) -> Iterator[Flaw]:
    tables: dict[str, Sequence[SeatEntry | DeputyEntry | RoleEntry]] = {
        "seat": file.seats,
        "deputy": file.deputies,
        "role": file.roles,
    }
    for table, entries in tables.items():
        yield from (
            Flaw((table, n, "to"), "before_from") for n, each in enumerate(entries) if _is_turned(each)
        )


def _is_turned(entry: SeatEntry | DeputyEntry | RoleEntry) -> bool:
    return bool(entry.since and entry.until and entry.until < entry.since)


def _deputy_flaws(file: ArenaFile) -> Iterator[Flaw]:
    seats = {seat.id for seat in file.seats}
    for number, deputy in enumerate(file.deputies):
        location = ("deputy", number, "seats")
        yield from (
            Flaw((*location, n), "no_such_seat") for n, seat in enumerate(deputy.seats) if seat not in seats
        )
        yield from _repeated(location, deputy.seats)


def _role_flaws(file: ArenaFile) -> Iterator[Flaw]:
    seats = {seat.id for seat in file.seats}
    for number, role in enumerate(file.roles):
        yield from _one_role_flaws(("role", number), role, seats)
    yield from _repeated(
        ("role",), [f"{role.kind} {role.who}" for role in file.roles if role.who], kind="role_taken"
    )


def _one_role_flaws(location: Location, role: RoleEntry, seats: set[str]) -> Iterator[Flaw]:
    if (role.seat is None) == (role.holder is None):
        yield Flaw(location, "seat_or_holder")
    if role.seat is not None and role.seat not in seats:
        yield Flaw((*location, "seat"), "no_such_seat")


def _rotation_flaws(file: ArenaFile) -> Iterator[Flaw]:
    yield from (
        Flaw(("rotation", number, "first_year"), "first_year")
        for number, rotation in enumerate(file.rotations)
        if _lacks_first_year(rotation)
    )
    yield from _repeated(("rotation",), [rotation.role for rotation in file.rotations], "role")


def _lacks_first_year(rotation: RotationEntry) -> bool:
    return rotation.first_side is not None and rotation.first_year is None


def _name_flaws(file: ArenaFile) -> Iterator[Flaw]:
    names: dict[str, str] = {}
    for location, holder in _holders(file):
        if names.setdefault(holder.email, holder.name) != holder.name:
            yield Flaw((*location, "holder", "name"), "two_names")


def _holders(file: ArenaFile) -> Iterator[tuple[Location, HolderEntry]]:
    tables: dict[str, Sequence[SeatEntry | DeputyEntry | RoleEntry]] = {
        "seat": file.seats,
        "deputy": file.deputies,
        "role": file.roles,
    }
    for table, entries in tables.items():
        yield from (((table, n), entry.holder) for n, entry in enumerate(entries) if entry.holder)


def _meeting_flaws(file: ArenaFile) -> Iterator[Flaw]:
    zone = ZoneInfo(file.arena.timezone)
    prepared = {meeting.id for meeting in file.meetings if meeting.kind != "preparatory"}
    for number, meeting in enumerate(file.meetings):
        yield from _one_meeting_flaws(("meeting", number), meeting, prepared)
        if flaw := clock_flaw(meeting.starts, zone):
            yield Flaw(("meeting", number, "starts"), f"{flaw}_time")


def _one_meeting_flaws(location: Location, meeting: MeetingEntry, prepared: set[str]) -> Iterator[Flaw]:
    if meeting.prepares is not None and meeting.kind != "preparatory":
        yield Flaw((*location, "prepares"), "prepares_nothing")
    elif meeting.prepares is not None and meeting.prepares not in prepared:
        yield Flaw((*location, "prepares"), "no_such_meeting")
    if meeting.tentative and meeting.cancelled:
        yield Flaw((*location, "tentative"), "tentative_and_cancelled")
