"""Files against what chat planned: preparatory meetings, tentative dates, joint ones, and what is kept."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.acts.arenas.succession_due import pass_by_itself
from bot.acts.attendance.callins import call_in_deputies
from bot.acts.attendance.rolls import keep_answer
from bot.acts.desk import Desk
from bot.acts.meetings.booking import book, choose_date
from bot.model.attendance import Answer, Given
from bot.model.booking import Booking
from bot.model.bookingtext import read_booking
from bot.model.callin import CallInState
from bot.model.deadline import ARENA_ENDED
from bot.model.merge import LoadConflict
from bot.model.seat import RoleKind
from storage.engine import Database
from storage.store import unit_of_work
from tests.bot.loading_room import ARENA, BO, CILLA, LATER, MEETING, NEXT_MEETING, NOW, Room
from tests.builders import TODAY, a_role

PREPARATORY = """
[[meeting]]
id = "2027-1b"
starts = 2027-02-02T09:00:00
kind = "preparatory"
prepares = "2027-1"
"""
TAHSU = ARENA.replace("norr", "tahsu").replace("Norr", "TaHSU")
ENDING = ARENA + 'ends = 2027-02-01\nsucceeded_by = "tahsu"\n'
TO_CHOOSE = 'tentative = true\nchoice = "var"\n'
TENTATIVE = MEETING + TO_CHOOSE + NEXT_MEETING + TO_CHOOSE


@pytest.fixture
def room(database: Database, tmp_path: Path) -> Room:
    return Room(database, tmp_path)


def desk_of_bo(room: Room, store: object, place: object) -> Desk:
    """Bo, who is secretary since just now."""
    bo = store.person_by_email("bo@region.example")  # type: ignore[attr-defined]
    store.keep(a_role(RoleKind.SECRETARY, person=bo))  # type: ignore[attr-defined]
    store.flush()  # type: ignore[attr-defined]
    return Desk(store=store, place=place, now=NOW, through="chat", by=bo)  # type: ignore[arg-type]


def stands(room: Room) -> list[tuple[str, str, str | None]]:
    with room.norr() as (_, place):
        return [
            (each.key, each.state.value, each.prepares.key if each.prepares else None)
            for each in place.meetings()
        ]


def test_a_preparatory_meeting_of_the_file_prepares_the_one_it_names(room: Room) -> None:
    room.load(ARENA + PREPARATORY + MEETING)

    assert stands(room) == [("2027-1b", "planned", "2027-1"), ("2027-1", "planned", None)]
    assert not room.load(ARENA + PREPARATORY + MEETING, LATER)


def test_tentative_dates_of_the_file_remind_nobody(room: Room) -> None:
    room.load(ARENA + TENTATIVE)

    assert [state for _, state, _ in stands(room)] == ["tentative", "tentative"]
    assert room.deadlines("2027-1") == []


def test_a_date_that_chat_chose_stays_chosen(room: Room) -> None:
    room.load(ARENA + BO + TENTATIVE)
    with room.norr() as (store, place):
        choose_date(desk_of_bo(room, store, place), place.meetings()[0])

    assert not room.load(ARENA + BO + TENTATIVE, LATER)
    assert [state for _, state, _ in stands(room)] == ["planned", "planned", "cancelled"]


def test_a_date_is_chosen_by_the_file_too(room: Room) -> None:
    room.load(ARENA + BO + TENTATIVE)
    room.joins("bo@region.example")

    room.load(ARENA + BO + MEETING + NEXT_MEETING + "cancelled = true\n", LATER)

    assert [state for _, state, _ in stands(room)] == ["planned", "cancelled"]
    assert len(room.deadlines("2027-1")) == 14
    assert [text.splitlines()[1] for _, text in room.told()] == [
        "Nytt möte: fredag 12 februari 2027 kl. 13.00, 2 tim."
    ]


def test_what_chat_planned_stays_when_a_file_is_loaded_that_does_not_know_it(room: Room) -> None:
    room.load(ARENA + BO + MEETING)
    with room.norr() as (store, place):
        book(desk_of_bo(room, store, place), Booking().said(read_booking("2027-05-21 13:00", TODAY)))

    room.load(ARENA + BO + MEETING.replace("13:00", "14:00"), LATER)

    assert [key for key, _, _ in stands(room)] == [
        "2027-1",
        "2027-05-21-beredning",
        "2027-05-21",
    ]


def test_a_file_that_names_what_chat_planned_otherwise_is_a_conflict(room: Room) -> None:
    room.load(ARENA + BO)
    with room.norr() as (store, place):
        book(desk_of_bo(room, store, place), Booking().said(read_booking("2027-05-21 13:00", TODAY)))

    with pytest.raises(LoadConflict) as refused:
        room.load(ARENA + BO + MEETING.replace("2027-1", "2027-05-21").replace("02-12", "05-28"), LATER)

    assert [each.key for each in refused.value.conflicts] == ["meeting.2027-05-21.starts"]


def test_an_end_in_a_file_is_told_once_and_told_back_when_the_file_has_it_no_more(room: Room) -> None:
    room.load(TAHSU)
    room.load(ARENA + BO + MEETING)
    room.joins("bo@region.example")
    told = [len(room.told())]
    for arena in (ENDING, ENDING, ENDING.replace("02-01", "02-02"), ARENA, ARENA):
        room.load(arena + BO + MEETING)
        told.append(len(room.told()))

    passes = "tar TaHSU över efter Norr. Öppna ärenden följer med."
    falls = "Det här blir inte av:\nMötet fredag 12 februari 2027 kl. 13.00"
    assert told == [0, 1, 1, 2, 3, 3]
    assert [text for _, text in room.told()] == [
        f"<b>Norr</b>\nFrån måndag 1 februari 2027 {passes}\n{falls}",
        f"<b>Norr</b>\nFrån tisdag 2 februari 2027 {passes}\n{falls}",
        "<b>Norr</b>\nNorr finns kvar. Ingen annan arena tar över.\n"
        "Det här blir av som planerat:\nMötet fredag 12 februari 2027 kl. 13.00",
    ]


def test_what_an_end_in_a_file_had_dropped_is_due_again_without_it(room: Room) -> None:
    room.load(ENDING + BO + MEETING)
    with room.norr() as (_, place):
        for deadline in place.all_deadlines(place.meetings()[0]):
            deadline.close(NOW, ARENA_ENDED)

    room.load(ARENA + BO + MEETING)

    assert {(deadline.done_at, deadline.outcome) for deadline in room.deadlines()} == {(None, None)}


def test_the_end_that_an_arena_is_first_loaded_with_is_told_when_it_passes(room: Room) -> None:
    room.load(ENDING + BO + MEETING)
    room.joins("bo@region.example")
    room.load(TAHSU)
    day = datetime(2027, 2, 1, 9, 0, tzinfo=UTC)

    with unit_of_work(room.database) as store:
        pass_by_itself(store, "norr", now=day)

    assert [text.splitlines()[1:] for _, text in room.told()] == [
        [
            "Från måndag 1 februari 2027 tar TaHSU över efter Norr. Öppna ärenden följer med.",
            "Det här blir inte av:",
            "Mötet fredag 12 februari 2027 kl. 13.00",
        ]
    ]


DEPUTY = """
[[deputy]]
id = "suppleant"
seats = ["buv"]
holder = { name = "Dan Alm", email = "dan@region.example" }
"""


def test_call_ins_follow_a_seat_that_a_file_gives_to_somebody_else(room: Room) -> None:
    room.load(ARENA + BO + DEPUTY + MEETING)
    room.joins("bo@region.example")
    room.joins("dan@region.example", 3003)
    with room.norr() as (store, place):
        bo, (meeting,) = store.person_by_email("bo@region.example"), place.meetings()
        assert bo
        desk = Desk(store=store, place=place, now=NOW, through="chat", by=bo)
        keep_answer(desk, meeting, bo, Given(answer=Answer.ABSENT))
        call_in_deputies(desk, meeting, bo)

    room.load(ARENA + CILLA + DEPUTY + MEETING, LATER)

    with room.norr() as (_, place):
        found = [
            (each.absentee.name, each.deputy.name, each.state) for each in place.call_ins(place.meetings())
        ]
    assert found == [("Cilla Dal", "Dan Alm", CallInState.ASKED)]
