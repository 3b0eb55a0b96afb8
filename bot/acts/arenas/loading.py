"""An arena file is loaded: what it changed since it was loaded last becomes true, what chat changed stays."""

from collections.abc import Mapping
from datetime import date, datetime

from bot.acts.arenas.facts_now import ended_things, facts_now, seat_name, without
from bot.acts.arenas.loaded_arena import new_arena, set_arena
from bot.acts.arenas.loaded_end import follow_end
from bot.acts.arenas.loaded_meetings import set_meeting
from bot.acts.arenas.loaded_roster import name_deputies, set_role, set_seat
from bot.acts.arenas.loaded_turns import must_name_no_other
from bot.acts.attendance.reseating import reseat
from bot.acts.desk import Desk
from bot.acts.items.arriving import receive_awaited
from bot.acts.meetings.planning import give_waiting_items, recompute_deadlines
from bot.acts.people.acquaintance import acquaint_all
from bot.acts.people.turns import arrange_turns
from bot.model.factsheet import FactSheet, by_thing, sheet_of
from bot.model.merge import Changes, Facts, FactValue, merge
from bot.model.veil import hidden, unveiled, veiled
from bot.ports.store import Store
from bot.refusals import MeetingLeftOut

_TABLES = {"seat": 1, "deputy": 2, "role": 3, "meeting": 4}


def load_facts(store: Store, facts: Facts, arena_id: str, *, now: datetime) -> Changes:
    """Make the file true where it changed, and give back what was done; the same file twice does nothing.

    Raises LoadConflict, MeetingLeftOut; then nothing of this unit of work may be kept.
    """
    place = store.within(arena_id)
    if place is None:
        store.keep(new_arena(arena_id, facts))
        store.flush()
    desk = _desk(store, arena_id, now)
    # A new arena has nothing to compare with, not even the fields it cannot be made without.
    base, stands = _compared(desk, facts) if place else ({}, {})
    changes = merge(base=base, file=facts, now=stands)
    if changes:
        _apply(desk, changes, stands)
    kept = _to_keep(desk, facts)
    if desk.place.loaded_facts() != kept:
        desk.place.keep_loaded_facts(kept, now=now)
        desk.record("file loaded", f"arena:{arena_id}")
    return changes


def _to_keep(desk: Desk, facts: Facts) -> dict[str, FactValue]:
    """The file as the next one is compared with it; whoever has left has no address there, either."""
    left = hidden(desk.place.loaded_facts() or {}, facts)
    return veiled(facts, {each for each in left if desk.store.person_by_email(each) is None})


def _desk(store: Store, arena_id: str, now: datetime) -> Desk:
    place = store.within(arena_id)
    assert place is not None  # noqa: S101 (the arena was kept just now)
    return Desk(store=store, place=place, now=now, through="command line")


def _compared(desk: Desk, facts: Facts) -> tuple[Facts, dict[str, FactValue]]:
    """What was loaded last and what stands now, but for what is over and the file leaves out."""
    base = unveiled(desk.place.loaded_facts() or {}, facts)
    left_out = {sheet_of(key) for key in base} - {sheet_of(key) for key in facts}
    over = left_out & (ended_things(desk.place, desk.today) | _settled_meetings(desk))
    needed = sorted(thing for thing in left_out - over if thing.startswith("meeting."))
    if needed:
        raise MeetingLeftOut(meetings=[thing.removeprefix("meeting.") for thing in needed])
    stands = without(facts_now(desk.place, base, desk.today), over)
    base = without(base, over)
    base = without(base, _taken_up_again(by_thing(base), by_thing(facts), by_thing(stands), desk.today))
    return base, stands | _names_of_leavers(base, facts, stands) | _addresses_gone(base, stands)


def _taken_up_again(
    base: Mapping[str, FactSheet],
    facts: Mapping[str, FactSheet],
    stands: Mapping[str, FactSheet],
    today: date,
) -> set[str]:
    """Roles that were over, of people whose address is gone, where the file has them go on: they are new."""
    gone = [name for name in base if name.startswith("role.") and name not in stands]
    over = [name for name in gone if (last := base[name].day("to")) and last < today]
    return {name for name in over if name in facts and facts[name] != base[name]}


def _addresses_gone(base: Facts, stands: Facts) -> dict[str, FactValue]:
    """Whoever left has no address any more: that is no change that somebody made."""
    held = {f"{key.removesuffix('name')}email" for key in stands if key.endswith(".holder.name")}
    return {key: base[key] for key in held if key in base and key not in stands}


def _settled_meetings(desk: Desk) -> set[str]:
    settled = (each for each in desk.place.meetings() if not each.is_planned or each.is_over(desk.now))
    return {f"meeting.{meeting.key}" for meeting in settled}


def _names_of_leavers(base: Facts, facts: Facts, stands: Facts) -> dict[str, FactValue]:
    """Whoever the file replaces may have been renamed by another arena's file, which is no conflict here."""
    leavers = (key for key in base if key.endswith(".holder.email") and stands.get(key) == base[key])
    names = (key.removesuffix("email") + "name" for key in leavers if facts.get(key) != base[key])
    return {name: base[name] for name in names if name in stands}


def _apply(desk: Desk, changes: Changes, stands: Facts) -> None:
    facts, touched = changes.applied_to(stands), _touched(changes)
    after, before = by_thing(facts), by_thing(stands)
    set_arena(desk, facts)
    for thing in sorted(touched, key=lambda thing: _turn(after.get(thing), thing)):
        sheet = after.get(thing, FactSheet(thing))
        _set_thing(desk, sheet, touched[thing], is_new=thing not in before)
    must_name_no_other(desk, {thing for thing in touched if thing not in before})
    _follow_up(desk, touched)
    # Of an arena that was not there before nobody has expected anything.
    if stands and touched.get("arena", set()) & {"ends", "succeeded_by"}:
        follow_end(desk, before["arena"].day("ends"))


def _touched(changes: Changes) -> dict[str, set[str]]:
    """The things that change, and which of their facts."""
    touched: dict[str, set[str]] = {}
    for key in (*changes.removed, *changes.changed, *changes.added):
        thing = sheet_of(key)
        touched.setdefault(thing, set()).add(key[len(thing) + 1 :])
    return touched


def _turn(sheet: FactSheet | None, thing: str) -> tuple[int, bool, bool]:
    """Seats before the roles that go with them; cancelled meetings after those that take their items,
    preparatory ones after those that they prepare."""
    table = thing.split(".")[0]
    prepares = bool(sheet and sheet.text("prepares"))
    return _TABLES.get(table, 0), prepares, bool(sheet and sheet.is_so("cancelled"))


def _set_thing(desk: Desk, sheet: FactSheet, touched: set[str], *, is_new: bool) -> None:
    match sheet.thing.split(".")[0]:
        case "seat" | "deputy":
            set_seat(desk, sheet, touched, is_new=is_new)
        case "role":
            set_role(desk, sheet, is_new=is_new)
        case "meeting":
            set_meeting(desk, sheet)


def _follow_up(desk: Desk, touched: dict[str, set[str]]) -> None:
    tables = {thing.split(".")[0] for thing in touched}
    if tables & {"seat", "deputy"}:
        name_deputies(desk)
        for seat in desk.place.seats():
            if seat_name(seat) in touched:
                reseat(desk, seat)
    if "rhythm" in tables or "timezone" in touched.get("arena", ()):
        recompute_deadlines(desk.store, desk.place, now=desk.now)
    if tables & {"arena", "role", "rotation"}:
        arrange_turns(desk)
    if "meeting" in tables:
        give_waiting_items(desk)
    receive_awaited(desk.store, desk.place, now=desk.now)
    desk.store.flush()
    if tables & {"seat", "deputy", "role"}:
        acquaint_all(desk)
