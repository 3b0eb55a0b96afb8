"""Whoever has no place anywhere is a name in the records a week later; whoever comes back is somebody new."""

from collections.abc import Callable
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from bot.acts.people.leaving import let_go
from bot.model.dispatch import DispatchState
from bot.model.item import ItemState
from bot.model.meeting import Meeting
from bot.model.replacement import ReplacementState
from bot.model.seat import RoleKind
from storage import presence, tables
from storage.engine import Database
from storage.store import SqlStore, unit_of_work
from tests.bot.loading_room import ARENA, BO, CILLA, NOW, VACANT, Room
from tests.builders import (
    a_chat,
    a_co_option,
    a_dispatch,
    a_meeting,
    a_replacement,
    a_role,
    a_seat,
    a_tenure,
    an_item,
)

BOS = "bo@region.example"
DAY = timedelta(days=1)
AFTER = NOW + 8 * DAY
SECRETARY = """
[[role]]
kind = "secretary"
to = 2026-11-24
holder = { name = "Bo Ek", email = "bo@region.example" }
"""
Row = tuple[str, str | None, int | None]


@pytest.fixture
def room(database: Database, tmp_path: Path) -> Room:
    return Room(database, tmp_path)


def sweeps(room: Room, *days: datetime) -> None:
    """The clock looks for those who have left, on each of the days."""
    for now in days:
        with unit_of_work(room.database) as store:
            due = store.people_to_let_go(now)
        for person_id in due:
            with unit_of_work(room.database) as store:
                let_go(store, person_id, now=now)


def people(room: Room) -> list[Row]:
    """Name, address and account of everybody, first come first."""
    with room.database.session() as session:
        person = tables.person.c
        rows = session.execute(select(person.name, person.email, person.telegram_id).order_by(person.id))
        return [(row.name, row.email, row.telegram_id) for row in rows]


LINKED: Row = ("Bo Ek", BOS, 2002)
UNLINKED: Row = ("Bo Ek", None, None)


def bo_is_here(room: Room, more: str = "") -> None:
    room.load(ARENA + BO + more)
    room.joins(BOS)


def test_a_week_after_the_last_day_account_and_address_are_gone_and_the_name_stays(room: Room) -> None:
    bo_is_here(room)
    room.load(ARENA + VACANT)

    sweeps(room, NOW)
    before = people(room)
    sweeps(room, NOW + 7 * DAY - timedelta(seconds=1))
    last_second = people(room)
    sweeps(room, NOW + 7 * DAY)

    assert (before, last_second, people(room)) == ([LINKED], [LINKED], [UNLINKED])
    with room.norr() as (_, place):
        assert [tenure.person.name for tenure in place.tenures()] == ["Bo Ek"]


def test_it_is_written_in_history_once(room: Room) -> None:
    bo_is_here(room)
    room.load(ARENA + VACANT)

    sweeps(room, NOW, AFTER, AFTER + DAY)

    with room.database.session() as session:
        entry = tables.history.c
        written = session.execute(
            select(entry.thing, entry.through, entry.facts).where(entry.verb == "person unlinked")
        )
        assert [tuple(row) for row in written] == [("person:1", "clock", {})]


def keep_role(store: SqlStore, bo: Any) -> None:
    store.keep(a_role(RoleKind.CHAIR, person=bo))


def keep_coming_seat(store: SqlStore, bo: Any) -> None:
    seat = a_seat()
    store.keep(seat)
    store.keep(a_tenure(seat, bo, begins=AFTER.date() + 30 * DAY))


def keep_co_option(store: SqlStore, bo: Any) -> None:
    store.keep(a_co_option(bo, bo, meeting=_kept_meeting(store, days=30)))


def keep_open_presentation(store: SqlStore, bo: Any) -> None:
    store.keep(an_item(bo, presenter=bo))


def keep_late_presentation(store: SqlStore, bo: Any) -> None:
    store.keep(an_item(bo, presenter=bo, state=ItemState.TREATED, meeting=_kept_meeting(store, days=-60)))


def keep_old_presentation(store: SqlStore, bo: Any) -> None:
    store.keep(an_item(bo, presenter=bo, state=ItemState.TREATED, meeting=_kept_meeting(store, days=-61)))


def _kept_meeting(store: SqlStore, *, days: int) -> Meeting:
    """So many days after the day on which they would be unlinked."""
    place = store.within("norr")
    assert place
    meeting = a_meeting(place.arena, starts=datetime.combine(AFTER.date() + days * DAY, time(13)))
    store.keep(meeting)
    store.flush()
    return meeting


@pytest.mark.parametrize(
    "place",
    [keep_role, keep_coming_seat, keep_co_option, keep_open_presentation, keep_late_presentation],
)
def test_whoever_has_or_is_to_have_another_place_is_left_alone(
    room: Room, place: Callable[[SqlStore, Any], None]
) -> None:
    bo_is_here(room)
    room.load(ARENA + VACANT)
    with room.norr() as (store, _):
        place(store, store.person_by_email(BOS))

    sweeps(room, NOW, AFTER)

    assert people(room) == [LINKED]


def test_whoever_presented_something_long_ago_is_let_go(room: Room) -> None:
    bo_is_here(room)
    room.load(ARENA + VACANT)
    with room.norr() as (store, _):
        keep_old_presentation(store, store.person_by_email(BOS))

    sweeps(room, AFTER, AFTER + 8 * DAY)

    assert people(room) == [UNLINKED]


def test_whoever_comes_back_within_the_week_is_the_same_person_and_the_week_begins_anew(room: Room) -> None:
    bo_is_here(room)
    room.load(ARENA + VACANT)
    sweeps(room, NOW)
    room.load(ARENA + BO, NOW + 5 * DAY)
    sweeps(room, NOW + 5 * DAY)
    room.load(ARENA + VACANT, NOW + 6 * DAY)

    sweeps(room, NOW + 6 * DAY, NOW + 12 * DAY)

    assert people(room) == [LINKED]


def test_whoever_comes_back_later_is_a_new_person(room: Room) -> None:
    bo_is_here(room)
    room.load(ARENA + VACANT)
    sweeps(room, NOW, AFTER)

    room.load(ARENA + BO, AFTER)

    assert people(room) == [UNLINKED, ("Bo Ek", BOS, None)]
    with room.norr() as (_, place):
        assert [tenure.person.id for tenure in place.tenures()] == [1, 2]


def test_whoever_was_never_to_come_after_all_is_let_go_too(room: Room) -> None:
    room.load(ARENA + BO + "from = 2027-12-01\n")
    room.load(ARENA)

    sweeps(room, NOW, AFTER)

    assert people(room) == [UNLINKED]


def test_a_seat_that_has_ended_and_an_arena_that_has_are_no_place(room: Room) -> None:
    room.load(ARENA + BO)
    room.load((ARENA + CILLA).replace("norr", "syd").replace("Norr", "Syd") + "to = 2026-11-24\n")
    with room.norr() as (_, place):
        place.arena.ends = NOW.date() + DAY

    sweeps(room, NOW + 2 * DAY, NOW + 9 * DAY)

    assert people(room) == [UNLINKED, ("Cilla Dal", None, None)]


def test_whoever_is_still_in_the_group_is_taken_out_of_it_first(room: Room) -> None:
    bo_is_here(room)
    room.load(ARENA + VACANT)
    with room.norr() as (store, _):
        store.keep(a_chat())
        presence.note(store.session, a_chat().chat_id, 2002, is_in=True)
    sweeps(room, NOW, AFTER)
    inside = people(room)

    with room.norr() as (store, _):
        presence.note(store.session, a_chat().chat_id, 2002, is_in=False)
    sweeps(room, AFTER)

    assert (inside, people(room), room.count("presence")) == ([LINKED], [UNLINKED], 0)


def test_their_number_and_address_stand_nowhere_by_themselves(room: Room) -> None:
    bo_is_here(room)
    room.load(ARENA + VACANT)
    with room.norr() as (store, place):
        bo = store.person_by_email(BOS)
        assert bo
        (seat,) = place.seats()
        store.keep(an_item(bo, source_chat_id=2002, source_message_id=5))
        store.keep(a_replacement(seat, None, email=BOS, newcomer=bo, reported_by=bo, state="registered"))
        sent = a_dispatch(person_id=bo.id, state=DispatchState.SENT, subject="member:2002")
        store.promise(sent)

    sweeps(room, NOW, AFTER)

    with room.database.session() as session:
        everything = [
            str(value)
            for table in tables.metadata.sorted_tables
            if table.name != "arena_file"
            for row in session.execute(select(table))
            for value in row
        ]
        assert [value for value in everything if "2002" in value or BOS in value] == []


def test_an_open_report_keeps_the_address_of_whoever_is_to_come_back(room: Room) -> None:
    bo_is_here(room)
    room.load(ARENA + VACANT)
    with room.norr() as (store, place):
        bo = store.person_by_email(BOS)
        assert bo
        (seat,) = place.seats()
        store.keep(a_replacement(seat, None, name="Bo Ek", email=BOS, reported_by=bo))

    sweeps(room, NOW, AFTER)

    with room.database.session() as session:
        report = tables.replacement.c
        found = session.execute(select(report.state, report.email)).one()
        assert tuple(found) == (ReplacementState.REPORTED, BOS)


@pytest.mark.parametrize("more", ["", SECRETARY])
def test_the_same_file_brings_nobody_back(room: Room, more: str) -> None:
    """The seat and the role ended in their time; the file still names who had them."""
    said = ARENA + BO + "to = 2026-11-24\n" + more
    bo_is_here(room, "to = 2026-11-24\n" + more)
    sweeps(room, NOW + 2 * DAY, NOW + 10 * DAY)

    changes = room.load(said, NOW + 10 * DAY)

    assert (bool(changes), people(room)) == (False, [UNLINKED])


def test_the_same_file_brings_nobody_back_whom_the_chat_replaced(room: Room) -> None:
    bo_is_here(room)
    with room.norr() as (_, place):
        (tenure,) = place.tenures()
        tenure.ends = NOW.date()
    sweeps(room, NOW, AFTER)

    assert not room.load(ARENA + BO, AFTER)
    assert people(room) == [UNLINKED]


@pytest.mark.parametrize("more", ["", SECRETARY])
def test_a_file_that_drops_what_they_had_is_taken(room: Room, more: str) -> None:
    bo_is_here(room, "to = 2026-11-24\n" + more)
    sweeps(room, NOW + 2 * DAY, NOW + 10 * DAY)

    room.load(ARENA, NOW + 10 * DAY)

    assert (bool(room.load(ARENA, NOW + 11 * DAY)), people(room)) == (False, [UNLINKED])


def test_a_seat_that_a_file_prolongs_is_a_new_person_s_from_today(room: Room) -> None:
    bo_is_here(room, "to = 2026-11-24\n")
    sweeps(room, NOW + 2 * DAY, NOW + 10 * DAY)

    room.load(ARENA + BO + "to = 2027-12-31\n", NOW + 10 * DAY)

    assert people(room) == [UNLINKED, ("Bo Ek", BOS, None)]
    with room.norr() as (_, place):
        held = [(each.person.id, each.begins, each.ends) for each in place.tenures()]
    began, ended, back, last = (
        NOW.date(), NOW.date() + 2 * DAY, NOW.date() + 10 * DAY, datetime(2028, 1, 1).date()  # noqa: DTZ001
    )  # fmt: skip
    assert held == [(1, began, ended), (2, back, last)]


def test_a_role_that_a_file_prolongs_is_a_new_person_s(room: Room) -> None:
    bo_is_here(room, "to = 2026-11-24\n" + SECRETARY)
    sweeps(room, NOW + 2 * DAY, NOW + 10 * DAY)
    later = SECRETARY.replace("2026-11-24", "2027-12-31")
    said = ARENA + BO + "to = 2026-11-24\n" + later

    room.load(said, NOW + 10 * DAY)

    assert people(room) == [UNLINKED, ("Bo Ek", BOS, None)]
    assert not room.load(said, NOW + 11 * DAY)
    with room.norr() as (_, place):
        secretaries = place.holders(RoleKind.SECRETARY, (NOW + 11 * DAY).date())
        assert [person.id for person in secretaries] == [2]


HOLDER_OF_A_ROLE = """
[[role]]
kind = "chair"
holder = { name = "Bo Ek", email = "bo@region.example" }
to = 2026-11-22
"""


def loaded(room: Room) -> str:
    """All that is kept of the file."""
    with room.norr() as (_, place):
        return str(place.loaded_facts())


def bo_has_left_by_the_file_of_then(room: Room) -> str:
    """Chat let his seat become vacant; the file names him still, and his role that is over."""
    file = ARENA + BO + HOLDER_OF_A_ROLE
    room.load(file)
    with room.norr() as (_, place):
        for tenure in place.tenures():
            tenure.ends = NOW.date()
    sweeps(room, NOW, AFTER)
    return file


def test_the_address_is_gone_from_the_loaded_file_too_and_the_same_file_changes_nothing(room: Room) -> None:
    file = bo_has_left_by_the_file_of_then(room)
    at_once = loaded(room)

    changes = room.load(file, AFTER)

    assert [BOS in at_once, BOS in loaded(room), bool(changes)] == [False, False, False]
    assert people(room) == [UNLINKED]


def test_a_file_that_names_them_no_more_is_no_conflict(room: Room) -> None:
    bo_has_left_by_the_file_of_then(room)

    room.load(ARENA + VACANT, AFTER)

    assert "(Bo Ek)" not in loaded(room)


def test_a_file_that_has_them_back_makes_them_somebody_again(room: Room) -> None:
    bo_has_left_by_the_file_of_then(room)
    room.load(ARENA + VACANT, AFTER)

    room.load(ARENA + BO, AFTER + DAY)

    assert BOS in loaded(room)
    assert [row[1] for row in people(room)] == [None, BOS]
