"""Meetings of a loaded file: planned with all that falls due, moved, cancelled, and too late for a week."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.acts.meetings.planning import recompute_deadlines
from bot.model.deadline import DONE, WHEN_ASKED, Deadline, DeadlineKind, late_news_of
from bot.model.dispatch import Dispatch
from bot.model.item import ItemState
from bot.model.joining import ChatKind
from bot.refusals import MeetingLeftOut
from storage.engine import Database
from tests.bot.loading_room import ARENA, BO, LATER, MEETING, NEXT_MEETING, NOW, ROLE, Room
from tests.bot.test_deadline import meeting_on
from tests.builders import a_chat, an_item

RHYTHM = "\n[rhythm]\nagenda = 9\n"
MOVED = MEETING.replace("02-12", "03-12")
CANCELLED = MEETING + "cancelled = true\n"
# 13.00 on the Friday of the same week.
SOON = MEETING.replace("2027-02-12", "2026-11-27")
NEXT_MORNING = datetime(2026, 11, 24, 7, 0, tzinfo=UTC)


@pytest.fixture
def room(database: Database, tmp_path: Path) -> Room:
    return Room(database, tmp_path)


def due(deadlines: list[Deadline], kind: DeadlineKind = DeadlineKind.AGENDA) -> list[tuple[object, ...]]:
    return [
        (each.generation, each.due_at, each.planned_late, each.outcome)
        for each in deadlines
        if each.kind is kind
    ]


def in_winter(month: int, day: int) -> datetime:
    """08.00 in Stockholm."""
    return datetime(2027, month, day, 7, 0, tzinfo=UTC)


def item_of_bo(room: Room, meeting: str | None) -> None:
    with room.norr() as (store, place):
        bo = store.person_by_email("bo@region.example")
        assert bo
        found = next((each for each in place.meetings() if each.key == meeting), None)
        store.keep(an_item(bo, meeting=found, state=ItemState.ACCEPTED, position=1))


def items(room: Room) -> list[tuple[str, str, int | None]]:
    with room.norr() as (_, place):
        found = [item for meeting in place.meetings() for item in place.items_of(meeting)]
        found += place.waiting_items()
        return [(each.meeting.key if each.meeting else "", each.state, each.position) for each in found]


def restart(room: Room, now: datetime) -> None:
    with room.norr() as (store, place):
        recompute_deadlines(store, place, now=now)


def test_a_new_meeting_has_all_that_falls_due_before_it(room: Room) -> None:
    room.load(ARENA + MEETING)

    deadlines = room.deadlines()
    assert {each.kind for each in deadlines} == set(DeadlineKind) - WHEN_ASKED - {DeadlineKind.DEPUTIES_ASKED}
    assert due(deadlines) == [(1, in_winter(2, 5), False, None)]


def test_a_meeting_that_was_held_long_ago_has_nothing_to_come(room: Room) -> None:
    room.load(ARENA + MEETING.replace("2027-02-12", "2026-02-12"))

    assert room.deadlines() == []


def test_a_moved_meeting_drops_the_old_dates_and_gets_new_ones(room: Room) -> None:
    room.load(ARENA + MEETING)

    room.load(ARENA + MOVED, LATER)

    assert due(room.deadlines()) == [(1, in_winter(2, 5), False, "moved"), (2, in_winter(3, 5), False, None)]


def test_a_longer_meeting_in_another_place_is_not_a_moved_one(room: Room) -> None:
    room.load(ARENA + MEETING)

    room.load(ARENA + MEETING + 'minutes = 180\nplace = "Åre"\nlink = "https://teams.example/1"\n', LATER)

    with room.norr() as (_, place):
        (meeting,) = place.meetings()
        assert (meeting.minutes, meeting.place, meeting.link, meeting.generation) == (
            180,
            "Åre",
            "https://teams.example/1",
            1,
        )


def test_a_meeting_that_chat_moved_stays_moved(room: Room) -> None:
    room.load(ARENA + MEETING)
    with room.norr() as (_, place):
        place.meetings()[0].starts += timedelta(days=7)

    assert not room.load(ARENA + MEETING, LATER)


def test_the_items_of_a_cancelled_meeting_go_to_the_next_one_as_incoming(room: Room) -> None:
    room.load(ARENA + BO + MEETING)
    item_of_bo(room, "2027-1")

    room.load(ARENA + BO + CANCELLED + NEXT_MEETING, LATER)

    assert items(room) == [("2027-2", "incoming", None)]
    assert due(room.deadlines()) == [(1, in_winter(2, 5), False, "cancelled")]


def test_the_items_of_a_cancelled_meeting_wait_until_another_is_planned(room: Room) -> None:
    room.load(ARENA + BO + MEETING)
    item_of_bo(room, "2027-1")
    room.load(ARENA + BO + CANCELLED)
    assert items(room) == [("", "incoming", None)]

    room.load(ARENA + BO + CANCELLED + NEXT_MEETING, LATER)

    assert items(room) == [("2027-2", "incoming", None)]


def test_a_cancelled_meeting_can_be_held_after_all_on_another_day(room: Room) -> None:
    room.load(ARENA + MEETING)
    room.load(ARENA + CANCELLED)

    room.load(ARENA + MOVED, LATER)

    assert due(room.deadlines()) == [
        (1, in_winter(2, 5), False, "cancelled"),
        (2, in_winter(3, 5), False, None),
    ]


def test_a_meeting_that_is_cancelled_in_its_first_file_has_nothing_to_come(room: Room) -> None:
    room.load(ARENA + CANCELLED)

    assert room.deadlines() == []


def test_a_meeting_left_out_of_the_file_stops_the_load(room: Room) -> None:
    room.load(ARENA + BO + MEETING)

    with pytest.raises(MeetingLeftOut) as refused:
        room.load(ARENA, LATER)

    assert refused.value.facts == {"meetings": ["2027-1"]}
    assert room.holders(LATER) == [("buv", "Bo Ek")]


@pytest.mark.parametrize(
    "over", [MEETING.replace("2027-02-12", "2026-11-24"), CANCELLED], ids=["held", "cancelled"]
)
def test_a_meeting_that_needs_nobody_any_more_may_be_left_out(room: Room, over: str) -> None:
    room.load(ARENA + over)

    assert not room.load(ARENA, LATER)
    assert room.count("meeting") == 1


def test_a_meeting_inside_the_week_is_told_to_the_preparers_with_its_time(room: Room) -> None:
    room.load(ARENA + BO + ROLE)
    room.joins("bo@region.example")

    room.load(ARENA + BO + ROLE + SOON)

    assert due(room.deadlines()) == [(1, NEXT_MORNING, True, None)]
    assert room.told() == [
        (
            2002,
            "<b>Norr</b>\n"
            "Dagordningen hinner inte ut en vecka före mötet fredag 27 november 2026 kl. 13.00.\n"
            "Den skickas av sig själv tisdag 24 november 2026 kl. 08.00, som preliminär om ingen har tryckt "
            "Klar att skickas.",
        )
    ]
    with room.norr() as (store, place):
        (meeting,) = place.meetings()
        (dispatch,) = store.session.query(Dispatch).all()
        assert [(button.text, button.action, button.thing) for row in dispatch.buttons for button in row] == [
            ("Skicka ut nu", "sendnow", meeting.id),
            ("Annan tid", "sendwhen", meeting.id),
            ("Öppna beredningen", "prepare", meeting.id),
        ]


def test_a_meeting_inside_the_week_is_told_in_the_preparers_chat_where_there_is_one(room: Room) -> None:
    room.load(ARENA + BO + ROLE)
    room.joins("bo@region.example")
    with room.norr() as (store, _):
        store.keep(a_chat(ChatKind.PREPARERS, chat_id=-500))

    room.load(ARENA + BO + ROLE + SOON)

    assert [chat for chat, _ in room.told()] == [-500]


def test_nobody_is_told_where_nobody_has_joined(room: Room) -> None:
    room.load(ARENA + BO + ROLE + SOON)

    assert room.told() == []


def test_another_rhythm_moves_what_is_to_come(room: Room) -> None:
    room.load(ARENA + MEETING)

    room.load(ARENA + RHYTHM + MEETING, LATER)

    assert due(room.deadlines()) == [(1, in_winter(2, 3), False, None)]


def test_a_rhythm_that_is_too_long_for_a_meeting_makes_its_agenda_late_and_tells(room: Room) -> None:
    room.load(ARENA + BO + ROLE + MEETING)
    room.joins("bo@region.example")
    a_week_and_a_day_before = in_winter(2, 4)

    room.load(ARENA + RHYTHM + BO + ROLE + MEETING, a_week_and_a_day_before)

    assert due(room.deadlines()) == [(1, in_winter(2, 5), True, None)]
    assert len(room.told()) == 1


def test_a_meeting_that_is_loaded_after_its_call_is_told_the_next_morning_until_items_close(
    room: Room,
) -> None:
    room.load(ARENA + MEETING, in_winter(1, 20))
    restart(room, in_winter(1, 20) + timedelta(minutes=5))
    news = [late_news_of(meeting_on(2027, 2, 12, 13), at) for at in (in_winter(1, 14), in_winter(1, 29))]

    assert due(room.deadlines(), DeadlineKind.NEWLY_PLANNED) == [(1, in_winter(1, 21), False, None)]
    assert due(room.deadlines(), DeadlineKind.CALL_FOR_ITEMS) == []
    assert news == [None, None]


def test_what_a_longer_rhythm_dropped_comes_back_with_the_shorter_one(room: Room) -> None:
    long = "\n[rhythm]\ncall_for_items = 90\n"
    room.load(ARENA + MEETING)
    room.load(ARENA + long + MEETING, LATER)
    assert due(room.deadlines(), DeadlineKind.CALL_FOR_ITEMS) == [(1, in_winter(1, 15), False, "moved")]

    room.load(ARENA + MEETING, LATER)

    assert due(room.deadlines(), DeadlineKind.CALL_FOR_ITEMS) == [(1, in_winter(1, 15), False, None)]


def test_what_a_shorter_rhythm_puts_ahead_is_added(room: Room) -> None:
    room.load(ARENA + "\n[rhythm]\ncall_for_items = 90\n" + MEETING)
    assert due(room.deadlines(), DeadlineKind.CALL_FOR_ITEMS) == []

    room.load(ARENA + MEETING, LATER)

    assert due(room.deadlines(), DeadlineKind.CALL_FOR_ITEMS) == [(1, in_winter(1, 15), False, None)]


def test_another_time_zone_moves_what_is_to_come(room: Room) -> None:
    room.load(ARENA + MEETING)

    room.load(ARENA + 'timezone = "Europe/Helsinki"\n' + MEETING, LATER)

    assert due(room.deadlines()) == [(1, in_winter(2, 5) - timedelta(hours=1), False, None)]


def test_a_restart_moves_nothing_that_stands_right(room: Room) -> None:
    room.load(ARENA + BO + ROLE + MEETING + SOON.replace("2027-1", "soon"))
    before = due(room.deadlines()), due(room.deadlines("soon")), room.count("deadline")

    restart(room, NOW + timedelta(minutes=5))
    restart(room, LATER)

    assert (due(room.deadlines()), due(room.deadlines("soon")), room.count("deadline")) == before


def test_a_restart_leaves_what_is_due_and_what_is_done(room: Room) -> None:
    room.load(ARENA + MEETING)
    asked_now = in_winter(1, 20)
    with room.norr() as (_, place):
        for deadline in place.deadlines(place.meetings()[0]):
            if deadline.kind is DeadlineKind.AGENDA:
                deadline.due_at = asked_now
            if deadline.kind is DeadlineKind.CALL_FOR_ITEMS:
                deadline.close(in_winter(1, 15), "done")

    restart(room, asked_now + timedelta(minutes=1))

    assert due(room.deadlines()) == [(1, asked_now, False, None)]
    assert due(room.deadlines(), DeadlineKind.CALL_FOR_ITEMS) == [(1, in_winter(1, 15), False, "done")]


def test_a_call_for_items_that_is_not_yet_made_follows_the_new_date(room: Room) -> None:
    room.load(ARENA + MEETING)

    room.load(ARENA + MOVED, LATER)

    assert due(room.deadlines(), DeadlineKind.CALL_FOR_ITEMS) == [
        (1, in_winter(1, 15), False, "moved"),
        (2, in_winter(2, 12), False, None),
    ]


def test_people_are_called_for_items_once_wherever_the_meeting_moves(room: Room) -> None:
    room.load(ARENA + MEETING)
    with room.norr() as (_, place):
        (call,) = [due for due in place.deadlines(place.meetings()[0]) if due.kind == "call_for_items"]
        call.close(in_winter(1, 15), DONE)

    room.load(ARENA + MOVED, in_winter(1, 18))
    restart(room, in_winter(1, 19))

    assert due(room.deadlines(), DeadlineKind.CALL_FOR_ITEMS) == [(1, in_winter(1, 15), False, DONE)]


def test_everybody_is_told_once_that_a_meeting_moved(room: Room) -> None:
    room.load(ARENA + BO + MEETING)
    room.joins("bo@region.example")
    with room.norr() as (_, place):
        for due in place.newly_planned(LATER):
            due.close(LATER, DONE)

    room.load(ARENA + BO + MOVED, LATER)

    ((chat_id, text),) = room.told()
    assert chat_id == 2002
    assert "fredag 12 februari 2027 kl. 13.00 är flyttat till fredag 12 mars 2027 kl. 13.00" in text


def test_everybody_is_told_in_one_message_that_a_meeting_is_cancelled_and_where_its_items_go(
    room: Room,
) -> None:
    room.load(ARENA + BO + MEETING)
    room.joins("bo@region.example")
    item_of_bo(room, "2027-1")

    room.load(ARENA + BO + CANCELLED + NEXT_MEETING, LATER)

    ((_, text),) = room.told()
    assert "Mötet fredag 12 februari 2027 kl. 13.00 är inställt." in text
    assert "1 ärende går vidare till mötet" in text
