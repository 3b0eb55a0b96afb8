"""An arena file seats people who joined elsewhere: whoever is responsible hears of them, once (P8)."""

from datetime import timedelta
from pathlib import Path

import pytest

from storage.engine import Database
from storage.store import unit_of_work
from tests.bot.loading_room import ARENA, BO, CILLA, LATER, Room

SYD = ARENA.replace('"norr"', '"syd"').replace("Norr", "Syd")
ASA = """
[[role]]
kind = "secretary"
holder = { name = "Åsa Öberg", email = "asa@region.example" }
"""
KNOWN = (
    "Fråga dem här nedan om de själva har anslutit sig. Kontona kom in genom en annan arena, och gäller "
    "här också. Säger någon nej, be den som driver boten om en ny länk.\nCilla Dal, cilla@region.example"
)


@pytest.fixture
def room(database: Database, tmp_path: Path) -> Room:
    """Cilla has joined in Syd, and Åsa leads Norr, where Bo has the seat."""
    room = Room(database, tmp_path)
    room.load(SYD + CILLA)
    room.joins("cilla@region.example", 3003)
    room.load(ARENA + BO + ASA)
    room.joins("asa@region.example")
    return room


def noted(room: Room) -> list[str]:
    with unit_of_work(room.database) as store:
        asa = store.person_by_email("asa@region.example")
        assert asa
        return [notice.text for notice in store.due_notices(asa.id, LATER + timedelta(days=1))]


def test_whoever_the_file_seats_with_an_account_is_told_of(room: Room) -> None:
    assert noted(room) == []

    room.load(ARENA + CILLA + ASA, LATER)

    assert noted(room) == [KNOWN]


def test_they_are_told_of_once(room: Room) -> None:
    room.load(ARENA + CILLA + ASA, LATER)
    room.load(ARENA + BO + ASA, LATER)
    room.load(ARENA + CILLA + ASA, LATER)

    assert noted(room) == [KNOWN]


def test_of_an_arena_that_is_new_nobody_is_told_before_somebody_leads_it(room: Room) -> None:
    vast = ARENA.replace('"norr"', '"vast"').replace("Norr", "Väst")

    room.load(vast + CILLA)

    with unit_of_work(room.database) as store:
        place = store.within("vast")
        assert place
        assert place.acquainted() == set()
