"""A file becomes an arena with its people; loaded again, only what changed in it is done."""

import json
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from bot.acts.desk import Desk
from bot.acts.replacements.registering import register
from bot.acts.replacements.replacing import report
from bot.model.merge import Change, Conflict, LoadConflict
from bot.model.replacementdraft import ReplacementDraft
from bot.model.seat import RoleKind, Seat, SeatKind, Tenure
from storage.engine import Database
from tests.bot.loading_room import (
    ARENA,
    BO,
    CILLA,
    LATER,
    MEETING,
    NOW,
    ROLE,
    VACANT,
    Room,
)
from tests.handlers.arenafile_examples import MORE, WHOLE

TODAY, TWO_DAYS_ON = NOW.date(), LATER.date()
DEPUTY = """
[[deputy]]
id = "buv"
seats = ["buv"]
holder = { name = "Dan Alm", email = "dan@region.example" }
"""


@pytest.fixture
def room(database: Database, tmp_path: Path) -> Room:
    return Room(database, tmp_path)


def tenures(room: Room) -> list[tuple[str, date, date | None]]:
    with room.norr() as (_, place):
        return [(each.person.name, each.begins, each.ends) for each in place.tenures()]


def roles(room: Room) -> list[tuple[str, date | None, date | None]]:
    with room.norr() as (_, place):
        return [(role.kind.value, role.begins, role.ends) for role in place.roles()]


def chat_hands_over(room: Room, *, on: date = TODAY) -> None:
    """What registering a new holder in chat does: Cilla takes over from Bo."""
    with room.norr() as (store, place):
        (bos,) = place.tenures()
        cilla = store.person_by_email("cilla@region.example")
        assert cilla
        bos.ends = on
        store.keep(Tenure(arena_id="norr", seat=bos.seat, person=cilla, begins=on))


def cilla_is_known(room: Room) -> None:
    room.load(ARENA.replace("norr", "syd") + CILLA)


def test_the_first_load_makes_the_arena_with_its_people_from_today(room: Room) -> None:
    changes = room.load(ARENA + BO + DEPUTY + ROLE)

    with room.norr() as (_, place):
        assert (place.arena.name, place.arena.rhythm.agenda) == ("Samverkan Norr", 7)
        assert place.arena.words == {"member": "deltagare", "deputy": "suppleant", "replacement": "ersättare"}
        standings = [(each.person.name, each.seats, each.roles) for each in place.standings(TODAY)]
        seat, deputy = place.seats()
        assert standings == [("Bo Ek", (seat,), {RoleKind.PREPARER}), ("Dan Alm", (), frozenset())]
        assert (deputy.kind, deputy.stands_in_for, deputy.title) == (SeatKind.DEPUTY, ["buv"], "Områdeschef")
    assert not changes.changed
    assert tenures(room) == [("Bo Ek", TODAY, None), ("Dan Alm", TODAY, None)]


def test_the_same_file_twice_changes_nothing_and_writes_no_history(room: Room) -> None:
    whole = WHOLE.replace("samreko-hsi", "norr") + MORE[MORE.index("[[seat]]") :]
    room.load(whole)
    before = {table: room.count(table) for table in ("history", "tenure", "role", "deadline", "person")}

    changes = room.load(whole, LATER)

    assert not changes
    assert {table: room.count(table) for table in before} == before


def test_another_holder_in_the_file_takes_over_today(room: Room) -> None:
    room.load(ARENA + BO)

    room.load(ARENA + CILLA, LATER)

    assert tenures(room) == [("Bo Ek", TODAY, TWO_DAYS_ON), ("Cilla Dal", TWO_DAYS_ON, None)]


def test_a_seat_that_the_file_empties_is_vacant_from_today(room: Room) -> None:
    room.load(ARENA + BO)

    room.load(ARENA + VACANT, LATER)

    assert tenures(room) == [("Bo Ek", TODAY, TWO_DAYS_ON)]


def test_a_wrong_holder_corrected_the_same_day_never_was_one(room: Room) -> None:
    room.load(ARENA + BO)

    room.load(ARENA + CILLA)

    assert room.holders() == [("buv", "Cilla Dal")]


def test_what_chat_changed_stays_when_the_file_says_what_it_said(room: Room) -> None:
    cilla_is_known(room)
    room.load(ARENA + BO)
    chat_hands_over(room)

    changes = room.load(ARENA.replace('"Norr"', '"Norra"') + BO)

    assert changes.changed == {"arena.short": Change("Norr", "Norra")}
    assert room.holders() == [("buv", "Cilla Dal")]


def test_what_file_and_chat_changed_differently_stops_the_load_with_both_values(room: Room) -> None:
    cilla_is_known(room)
    room.load(ARENA + BO)
    chat_hands_over(room)
    eva = ARENA.replace('"Norr"', '"Norra"') + BO.replace("Bo Ek", "Eva Fors").replace("bo@", "eva@")

    with pytest.raises(LoadConflict) as stopped:
        room.load(eva, LATER)

    assert stopped.value.conflicts == (
        Conflict("seat.buv.holder.name", "Bo Ek", "Eva Fors", "Cilla Dal"),
        Conflict("seat.buv.holder.email", "bo@region.example", "eva@region.example", "cilla@region.example"),
    )
    assert room.holders() == [("buv", "Cilla Dal")]
    assert ("eva@region.example", "Eva Fors") not in room.people()
    with room.norr() as (_, place):
        assert place.arena.short == "Norr"


def test_a_handover_registered_for_a_coming_day_counts_as_a_change_in_chat(room: Room) -> None:
    cilla_is_known(room)
    room.load(ARENA + BO)
    chat_hands_over(room, on=TODAY + timedelta(days=30))

    with pytest.raises(LoadConflict):
        room.load(ARENA + VACANT)
    assert not room.load(ARENA + CILLA)

    assert (room.holders(), room.holders(days=30)) == ([("buv", "Bo Ek")], [("buv", "Cilla Dal")])


def test_one_address_in_two_seats_and_a_role_is_one_person(room: Room) -> None:
    both = (
        ARENA
        + BO
        + BO.replace('"buv"', '"ifo"')
        + ROLE.replace('seat = "buv"', "")
        + ('holder = { name = "Bo Ek", email = "BO@Region.example" }')
    )

    room.load(both)

    assert room.people() == [("bo@region.example", "Bo Ek")]
    assert room.holders() == [("buv", "Bo Ek"), ("ifo", "Bo Ek")]


def test_a_corrected_name_is_the_same_person_in_the_same_seat(room: Room) -> None:
    room.load(ARENA + BO)

    room.load(ARENA + BO.replace("Bo Ek", "Bo Eek"), LATER)

    assert room.people() == [("bo@region.example", "Bo Eek")]
    assert tenures(room) == [("Bo Eek", TODAY, None)]


def test_a_name_that_another_arena_corrected_does_not_stop_a_handover(room: Room) -> None:
    room.load(ARENA + BO)
    room.load(ARENA.replace("norr", "syd") + BO.replace("Bo Ek", "Bo Eek"))

    assert not room.load(ARENA + BO)
    room.load(ARENA + CILLA, LATER)

    assert room.holders(LATER) == [("buv", "Cilla Dal")]


def test_the_last_day_of_a_seat_is_the_last_day_of_whoever_holds_it(room: Room) -> None:
    until = BO + "to = 2026-12-31\n"
    room.load(ARENA + until)
    assert tenures(room) == [("Bo Ek", TODAY, date(2027, 1, 1))]

    room.load(ARENA + until.replace("2026-12-31", "2027-06-30"), LATER)
    assert tenures(room) == [("Bo Ek", TODAY, date(2027, 7, 1))]

    room.load(ARENA + BO, LATER)
    assert tenures(room) == [("Bo Ek", TODAY, None)]


def test_a_seat_that_ended_in_its_time_can_be_prolonged_with_its_holder(room: Room) -> None:
    room.load(ARENA + BO + "to = 2026-11-24\n")

    room.load(ARENA + BO + "to = 2026-12-31\n", LATER)

    assert room.holders(LATER) == [("buv", "Bo Ek")]


def test_seats_and_deputies_that_the_file_drops_end_today_and_may_come_again(room: Room) -> None:
    room.load(ARENA + BO + DEPUTY)
    room.load(ARENA, LATER)
    with room.norr() as (_, place):
        assert [seat.ends for seat in place.seats()] == [TWO_DAYS_ON, TWO_DAYS_ON]
    assert room.holders(LATER) == []

    room.load(ARENA + CILLA, LATER)

    assert room.holders(LATER) == [("buv", "Cilla Dal")]
    assert room.count("seat") == 2


def test_a_seat_that_comes_again_without_a_holder_is_vacant(room: Room) -> None:
    room.load(ARENA + BO)
    room.load(ARENA, LATER)

    room.load(ARENA + VACANT, LATER)

    assert room.holders(LATER) == []


def test_a_seat_whose_time_is_over_may_be_left_out_without_a_word(room: Room) -> None:
    room.load(ARENA + BO + "to = 2026-11-24\n")

    assert not room.load(ARENA, LATER)


def test_a_role_has_its_days_and_ends_the_day_that_the_file_drops_it(room: Room) -> None:
    term = 'from = 2026-01-01\nto = 2026-12-31\nside = "region"\n'
    room.load(ARENA + BO + ROLE + term)
    assert roles(room) == [("preparer", date(2026, 1, 1), date(2027, 1, 1))]

    room.load(ARENA + BO, LATER)

    assert roles(room) == [("preparer", date(2026, 1, 1), TWO_DAYS_ON)]


def test_a_role_that_comes_again_is_a_new_one(room: Room) -> None:
    room.load(ARENA + BO + ROLE)
    room.load(ARENA + BO, LATER)

    room.load(ARENA + BO + ROLE, LATER)

    assert roles(room) == [("preparer", None, TWO_DAYS_ON), ("preparer", None, None)]


def test_a_role_that_chat_ended_and_the_file_drops_is_just_gone(room: Room) -> None:
    room.load(ARENA + BO + ROLE)
    with room.norr() as (_, place):
        place.roles()[0].ends = TODAY

    assert not room.load(ARENA + BO, LATER)


def test_a_role_over_and_prolonged_in_the_file_goes_on(room: Room) -> None:
    room.load(ARENA + BO + ROLE + "to = 2026-11-24\n")

    room.load(ARENA + BO + ROLE + "to = 2026-12-31\n", LATER)

    assert roles(room) == [("preparer", None, date(2027, 1, 1))]


def test_a_shared_deputy_is_called_by_all_its_seats(room: Room) -> None:
    two = VACANT + VACANT.replace("buv", "ifo").replace("Områdeschef", "IFO-chef")
    room.load(ARENA + two + DEPUTY)

    room.load(ARENA + two + DEPUTY.replace('["buv"]', '["buv", "ifo"]'))

    with room.norr() as (_, place):
        (deputy,) = (seat for seat in place.seats() if seat.kind is SeatKind.DEPUTY)
        assert (deputy.stands_in_for, deputy.title) == (["buv", "ifo"], "Områdeschef och IFO-chef")


def test_what_is_for_later_is_kept_aside_with_every_source(room: Room) -> None:
    room.load(WHOLE.replace("samreko-hsi", "norr") + MORE[MORE.index("[[seat]]") :])

    with room.norr() as (_, place):
        assert place.arena.settings == {
            "rotation": {"chair": {"first_side": "region", "first_year": 2027, "every_years": 1}
                         | {"source": "000:196-198"}},
            "standing": {
                "protokoll": {"title": "Föregående protokoll", "kind": "information", "minutes": 5}
                | {"when": "every", "position": 1},
                "prioriteringar": {"title": "Prioriteringar", "when": "first_of_year"}
                | {"source": "000:182-184", "position": 2},
            },
            "sources": {
                "seat.ifo-1": "000:149-151",
                "rotation.chair": "000:196-198",
                "standing.prioriteringar": "000:182-184",
            },
        }  # fmt: skip


def test_history_tells_every_change_and_no_name_or_address(room: Room) -> None:
    room.load(ARENA + BO + DEPUTY + ROLE + MEETING)

    with room.database.session() as session:
        rows = session.execute(text("SELECT verb, thing, through, person_id, facts FROM history")).all()
    verbs = [row.verb for row in rows if row.verb != "arena changed"]
    assert verbs == [
        *("seat added", "person added", "tenure began") * 2,
        "role added",
        "meeting planned",
        "file loaded",
    ]
    assert {(row.through, row.person_id) for row in rows} == {("command line", None)}
    assert not any(
        word in json.dumps([list(row) for row in rows]) for word in ("Bo Ek", "bo@", "Dan", "dan@")
    )


def test_another_arenas_seats_stay_as_they_are(room: Room) -> None:
    room.load(ARENA.replace("norr", "syd") + BO)
    room.load(ARENA + CILLA)

    room.load(ARENA)

    with room.database.session() as session:
        assert [seat.ends for seat in session.query(Seat).filter_by(arena_id="syd")] == [None]


def test_an_address_put_right_in_chat_stays_until_the_file_says_a_third_one(room: Room) -> None:
    room.load(ARENA + BO)
    with room.norr() as (store, _):
        bo = store.person_by_email("bo@region.example")
        assert bo
        bo.email = "bo.ek@region.example"

    again = room.load(ARENA + BO, LATER)
    with pytest.raises(LoadConflict) as refused:
        room.load(ARENA + BO.replace("bo@", "b.ek@"), LATER)
    agreed = room.load(ARENA + BO.replace("bo@", "bo.ek@"), LATER)

    key, both = "seat.buv.holder.email", ("bo@region.example", "b.ek@region.example", "bo.ek@region.example")
    assert refused.value.conflicts == (Conflict(key, *both),)
    assert (bool(again), bool(agreed)) == (False, False)
    assert tenures(room) == [("Bo Ek", TODAY, None)]


ASA = """
[[role]]
kind = "secretary"
holder = { name = "Åsa Öberg", email = "asa@region.example" }
"""


def test_a_holder_whom_the_secretary_registered_and_another_in_the_file_stop_the_load(room: Room) -> None:
    room.load(ARENA + BO + ASA)
    with room.norr() as (store, place):
        asa = store.person_by_email("asa@region.example")
        assert asa
        desk = Desk(store=store, place=place, now=NOW, through="chat", by=asa)
        (seat,) = place.seats()
        cilla = ReplacementDraft(seat_id=seat.id, name="Cilla Dal", email="cilla@region.example")
        draft = replace(cilla, begins=TWO_DAYS_ON)
        register(desk, report(desk, place.standing(asa, TODAY), draft), bot_name="bot")

    again = room.load(ARENA + BO + ASA)
    with pytest.raises(LoadConflict) as refused:
        room.load(ARENA + BO.replace("Bo Ek", "Karin Ek").replace("bo@", "karin@") + ASA)

    emails = next(each for each in refused.value.conflicts if each.key == "seat.buv.holder.email")
    values = ("bo@region.example", "karin@region.example", "cilla@region.example")
    assert (emails.base, emails.in_file, emails.stands_now) == values
    assert not again
    assert tenures(room) == [("Bo Ek", TODAY, TWO_DAYS_ON), ("Cilla Dal", TWO_DAYS_ON, None)]
