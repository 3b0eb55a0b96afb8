"""Who is invited in Outlook, and to what: those who take part on the meeting's day."""

from datetime import timedelta

from bot.acts.outlook.wanted import wanted_events
from bot.model.callin import CallInState
from bot.model.meeting import MeetingState
from bot.model.seat import RoleKind, SeatKind
from storage.engine import Database
from storage.store import unit_of_work
from tests.builders import (
    HANDOVER,
    NOW,
    a_call_in,
    a_joined_person,
    a_meeting,
    a_person,
    a_role,
    a_seat,
    a_tenure,
    an_arena,
)


def test_members_of_the_day_and_deputies_who_step_in_are_required(database: Database) -> None:
    with unit_of_work(database) as store:
        arena, bo, cilla, eva = an_arena(), a_joined_person(), a_person("Cilla Ceder"), a_person("Eva Ek")
        store.keep(arena)
        store.flush()
        meeting, tentative = (
            a_meeting(arena, link="https://x.example/"),
            a_meeting(arena, key="kanske", state=MeetingState.TENTATIVE),
        )
        # Bo leaves before the meeting; Ulla steps in for Cilla, Eva is a deputy whom nobody has asked.
        bos, ulla = a_seat(), a_person("Ulla Unger")
        store.keep(a_tenure(bos, bo, ends=HANDOVER))
        store.keep(a_tenure(bos, cilla, begins=HANDOVER))
        for key, person in (("ulla", ulla), ("eva", eva)):
            seat = a_seat(key=key, kind=SeatKind.DEPUTY, stands_in_for=["kommunen"])
            store.keep(a_tenure(seat, person))
        store.keep(a_role(RoleKind.SECRETARY, person=a_person("Åsa Öberg")))
        store.keep(a_role(RoleKind.PREPARER, person=a_person("Per Prim")))
        for each in (meeting, tentative, preparatory := meeting.preparatory(NOW)):
            store.keep(each)
        store.keep(a_call_in(meeting, cilla, deputy=ulla, state=CallInState.ACCEPTED))
        store.flush()
        place = store.within("norr")
        assert place

        events = wanted_events(store, place, [meeting, tentative, preparatory])

    assert {invitee.name: invitee.is_required for invitee in events[meeting.id].invitees} == {
        "Cilla Ceder": True,
        "Ulla Unger": True,
        "Per Prim": False,
        "Åsa Öberg": False,
    }
    assert {invitee.name: invitee.is_required for invitee in events[preparatory.id].invitees} == {
        "Per Prim": True,
        "Åsa Öberg": False,
    }
    assert tentative.id not in events
    assert (events[meeting.id].subject, events[preparatory.id].subject) == ("Norr", "Norr, beredande möte")


def test_whoever_is_of_both_arenas_is_invited_to_a_joint_meeting_once(database: Database) -> None:
    with unit_of_work(database) as store:
        norr = an_arena(calendar="norr@example.se")
        syd = an_arena(id="syd", name="Samverkan Syd", short="Syd", calendar="syd@example.se")
        for each in (norr, syd):
            store.keep(each)
        store.flush()
        bo, david = a_joined_person(), a_person("David Dahl")
        store.keep(a_tenure(a_seat(), bo))
        for key, person in (("bo", bo), ("david", david)):
            store.keep(a_tenure(a_seat("syd", key=key), person))
        first, second = (a_meeting(arena, joint_key="båda") for arena in (norr, syd))
        for meeting in (first, second):
            store.keep(meeting)
            store.flush()
        places = [place for arena_id in ("norr", "syd") if (place := store.within(arena_id))]

        def names() -> list[list[str]]:
            found = [
                wanted_events(store, place, [meeting])
                for place, meeting in zip(places, (first, second), strict=True)
            ]
            return [[each.name for event in some.values() for each in event.invitees] for some in found]

        assert names() == [["Bo Berg"], ["David Dahl"]]
        # The first is not in Outlook, or not at the same time.
        norr.calendar = None
        assert names()[1] == ["Bo Berg", "David Dahl"]
        norr.calendar, first.starts = "norr@example.se", first.starts + timedelta(days=1)
        assert names()[1] == ["Bo Berg", "David Dahl"]
