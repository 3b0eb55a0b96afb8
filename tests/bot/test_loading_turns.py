"""An arena file that says who comes next asks nobody; a rotation that goes takes its turn back."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from bot.acts.desk import Desk
from bot.acts.people.turn_naming import name_holder
from bot.acts.people.turns import plan_turns
from bot.acts.people.turns_due import attend_to_turn
from bot.model.merge import Conflict, LoadConflict
from bot.model.replacement import Successor
from bot.model.seat import RoleKind
from storage.engine import Database
from tests.bot.loading_room import ARENA, BO, Room

ASKED = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
NEW_YEAR = date(2027, 1, 1)
SEAT = BO.replace('title = "Områdeschef"', 'title = "Områdeschef"\nside = "region"')
CHAIR = """
[[role]]
kind = "chair"
holder = { name = "Ulla Ulv", email = "ulla@kommun.example" }
"""
NEXT = """
[[role]]
kind = "chair"
seat = "buv"
from = 2027-01-01
"""
ROTATION = """
[[rotation]]
role = "chair"
first_side = "region"
first_year = 2025
"""


@pytest.fixture
def room(database: Database, tmp_path: Path) -> Room:
    return Room(database, tmp_path)


def asks(room: Room) -> list[str]:
    """What is noted for people once the side has been asked."""
    with room.norr() as (store, place):
        plan_turns(store, "norr", now=ASKED)
        turn = place.turn_of(RoleKind.CHAIR, NEW_YEAR)
        if turn:
            attend_to_turn(store, "norr", turn.id, now=ASKED)
        return [notice.text for person in (1, 2) for notice in store.due_notices(person, ASKED)]


def chairs(room: Room) -> list[str]:
    with room.norr() as (_, place):
        return [person.name for person in place.holders(RoleKind.CHAIR, NEW_YEAR)]


def test_the_turn_is_planned_when_the_file_is_loaded_and_the_side_is_asked(room: Room) -> None:
    room.load(ARENA + SEAT + CHAIR + ROTATION)
    room.joins("bo@region.example")

    assert len(asks(room)) == 1
    assert chairs(room) == []


def test_a_file_that_names_who_comes_next_asks_nobody_and_ends_who_leaves(room: Room) -> None:
    room.load(ARENA + SEAT + CHAIR + NEXT + ROTATION)
    room.joins("bo@region.example")

    assert asks(room) == []
    assert chairs(room) == ["Bo Ek"]


def test_a_rotation_that_the_file_takes_away_takes_its_turn_back(room: Room) -> None:
    room.load(ARENA + SEAT + CHAIR + ROTATION)
    room.joins("bo@region.example")
    asks(room)

    room.load(ARENA + SEAT + CHAIR)

    assert chairs(room) == ["Ulla Ulv"]
    room.load(ARENA + SEAT + CHAIR + ROTATION)
    assert chairs(room) == []


def test_the_same_file_again_changes_nothing_after_somebody_s_time_was_cut(room: Room) -> None:
    room.load(ARENA + SEAT + CHAIR + ROTATION)
    room.joins("bo@region.example")
    asks(room)

    changes = room.load(ARENA + SEAT + CHAIR + ROTATION)

    assert not changes
    assert chairs(room) == []


def test_a_file_that_names_another_than_chat_has_named_stops_the_load(room: Room) -> None:
    room.load(ARENA + SEAT + CHAIR + ROTATION)
    room.joins("bo@region.example")
    asks(room)
    with room.norr() as (store, place):
        bo, turn = store.person_by_email("bo@region.example"), place.turn_of(RoleKind.CHAIR, NEW_YEAR)
        assert bo
        assert turn
        desk = Desk(store=store, place=place, now=ASKED, through="chat", by=bo)
        name_holder(desk, turn, Successor(name="Karin Ek", email="karin@region.example"))

    with pytest.raises(LoadConflict) as refused:
        room.load(ARENA + SEAT + CHAIR + NEXT + ROTATION)

    assert refused.value.conflicts == (Conflict("role.chair.buv", None, "buv", "karin@region.example"),)
    assert chairs(room) == ["Karin Ek"]
    assert not room.load(ARENA + SEAT + CHAIR + ROTATION)
