"""Seats, deputies and roles of a loaded file, brought into the roster with those who hold them."""

from datetime import date, timedelta

from bot.acts.arenas.facts_now import newest_roles, seat_name
from bot.acts.desk import Desk
from bot.acts.replacements.seating import (
    end_seat,
    last_tenure,
    move_period,
    register_person,
    seat_person,
    vacate,
)
from bot.model.factsheet import FactSheet
from bot.model.seat import Role, RoleKind, Seat, SeatKind
from bot.texts.dates import listed

_DAY = timedelta(days=1)
_TITLE_LIMIT = 300
_HOLDER = frozenset({"holder.name", "holder.email"})
_PERIOD = frozenset({"from", "to"})


def set_seat(desk: Desk, sheet: FactSheet, touched: set[str], *, is_new: bool) -> None:
    """Let a seat or deputy be as the sheet says; an empty sheet ends it. `touched` is what changed."""
    known = next((seat for seat in desk.place.seats() if seat_name(seat) == sheet.thing), None)
    if known and not sheet:
        end_seat(desk, known)
        return
    # A seat that ended and comes again is the same seat.
    seat = known or _new_seat(desk, sheet)
    had_left = _has_left(desk, seat)
    _set_period(desk, seat, sheet, touched, is_new=is_new)
    _set_fields(seat, sheet)
    desk.store.flush()
    if is_new or touched - _HOLDER:
        desk.record("seat added" if is_new else "seat changed", f"seat:{seat.id}", fields=sorted(touched))
    # Whoever left everywhere meanwhile and is here again is a new person.
    is_back = had_left and not seat.is_over(desk.today)
    is_another = is_new or is_back or "holder.email" in touched
    if is_another or touched & _HOLDER:
        _set_holder(desk, seat, sheet, is_another=is_another)


def _set_period(desk: Desk, seat: Seat, sheet: FactSheet, touched: set[str], *, is_new: bool) -> None:
    period = sheet.day("from"), _day_after(sheet, "to")
    if is_new:
        seat.begins, seat.ends = period
    elif touched & _PERIOD:
        move_period(desk, seat, *period)


def _has_left(desk: Desk, seat: Seat) -> bool:
    tenure = last_tenure(desk.place.tenures(), seat, desk.today)
    return bool(tenure and tenure.person.is_unlinked)


def _new_seat(desk: Desk, sheet: FactSheet) -> Seat:
    kind = SeatKind.DEPUTY if sheet.thing.startswith("deputy.") else SeatKind.ORDINARY
    seat = Seat(arena_id=desk.place.arena.id, key=sheet.key, title="", kind=kind)
    desk.store.keep(seat)
    return seat


def _set_fields(seat: Seat, sheet: FactSheet) -> None:
    seat.title = sheet.text("title") or seat.title
    seat.organisation, seat.side = sheet.text("organisation"), sheet.text("side")
    seat.network, seat.source = sheet.text("network"), sheet.text("source")
    seat.stands_in_for = sheet.texts("seats")


def _set_holder(desk: Desk, seat: Seat, sheet: FactSheet, *, is_another: bool) -> None:
    email = sheet.text("holder.email")
    if email is None:
        vacate(desk, seat)
        return
    person = register_person(desk, email, sheet.needed("holder.name"))
    if is_another:
        seat_person(desk, seat, person)


def name_deputies(desk: Desk) -> None:
    """A deputy has no title in the file: it is called by the seats that it stands in for."""
    seats = desk.place.seats()
    titles = {seat.key: seat.title for seat in seats if seat.kind is SeatKind.ORDINARY}
    for deputy in seats:
        if deputy.kind is SeatKind.DEPUTY and not deputy.is_over(desk.today):
            named = listed([titles[key] for key in deputy.stands_in_for if key in titles])
            deputy.title = named[:_TITLE_LIMIT]


def set_role(desk: Desk, sheet: FactSheet, *, is_new: bool) -> None:
    """Let a role be as the sheet says; an empty sheet ends it today."""
    role = None if is_new else newest_roles(desk.place).get(sheet.thing)
    if role and not sheet:
        role.ends = desk.today
        desk.record("role ended", f"role:{role.id}", kind=role.kind.value)
        return
    role = role or _new_role(desk, sheet)
    role.begins, role.ends = sheet.day("from"), _day_after(sheet, "to")
    role.side = sheet.text("side")
    if role.person and role.person.email:
        register_person(desk, role.person.email, sheet.needed("holder.name"))
    desk.store.flush()
    desk.record("role added" if is_new else "role changed", f"role:{role.id}", kind=role.kind.value)


def _new_role(desk: Desk, sheet: FactSheet) -> Role:
    key, email = sheet.text("seat"), sheet.text("holder.email")
    role = Role(
        arena_id=desk.place.arena.id,
        kind=RoleKind(sheet.thing.split(".")[1]),
        seat=next((seat for seat in desk.place.seats() if seat_name(seat) == f"seat.{key}"), None),
        person=register_person(desk, email, sheet.needed("holder.name")) if email else None,
    )
    desk.store.keep(role)
    return role


def _day_after(sheet: FactSheet, name: str) -> date | None:
    """The file names the last day, the roster the first day after."""
    last = sheet.day(name)
    return last + _DAY if last else None
