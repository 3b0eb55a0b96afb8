"""What stands in Outlook is what the arena decided, with no mail that nobody needed (PROMISES P7)."""

from collections.abc import Iterator
from datetime import timedelta
from functools import partial

import pytest
from sqlalchemy import Table

from bot.acts.desk import Desk
from bot.acts.meetings.planning import cancel_meeting, move_meeting
from bot.acts.meetings.rescheduling import change_place
from bot.model.attendance import Answer
from bot.model.meeting import Meeting
from bot.model.seat import SeatKind
from integrations.graphapi import Fault, Kind
from storage import tables
from storage.store import unit_of_work
from tests.builders import a_joined_person, a_seat, a_tenure
from tests.handlers.rounds.deeds import eva_replaces_dora
from tests.stories.outlook import MEMBERS, Office, an_office
from tests.stories.town import Town


@pytest.fixture
def office(town: Town) -> Iterator[Office]:
    with an_office(town) as office:
        yield office


@pytest.fixture
def at_work(office: Office) -> Office:
    """The meeting stands in Outlook, and all are invited."""
    office.starts()
    office.a_minute_passes()
    office.news(), office.calls()
    return office


def test_a_meeting_from_planned_to_cancelled_costs_no_mail_too_many(office: Office) -> None:
    office.starts()
    assert office.mailbox.events == []

    office.a_minute_passes()
    assert (office.event.facts["subject"], office.invitees) == ("Norr", MEMBERS)
    assert office.event.facts["start"] == {"dateTime": "2026-12-17T13:00:00", "timeZone": "Europe/Stockholm"}
    assert office.news() == [("invitation", address) for address in MEMBERS]
    assert [method for method, _ in office.calls()] == ["POST"]

    office.decides(eva_replaces_dora)
    office.a_minute_passes()
    assert office.news() == [("cancellation", "dora@example.se"), ("invitation", "eva.ek@example.se")]
    assert office.calls() == [("GET", []), ("PATCH", ["attendees"])]

    office.decides(lambda desk, meeting: move_meeting(desk, meeting, meeting.starts + timedelta(hours=1)))
    office.decides(lambda desk, meeting: move_meeting(desk, meeting, meeting.starts + timedelta(days=1)))
    office.a_minute_passes()
    assert office.calls() == [("GET", []), ("PATCH", ["end", "start"])]
    assert {kind for kind, _ in office.news()} == {"update"}
    assert office.event.facts["start"]["dateTime"] == "2026-12-18T14:00:00"

    office.minutes_pass(6)
    assert (office.calls(), office.news()) == ([], [])
    # A list without anything does not mean that everything is gone.
    empty = office.graph.faults.add(Fault(Kind.EMPTY_PAGE, "GET", "calendarView", times=None))
    office.minutes_pass(6)
    assert (empty.struck > 0, office.calls(), office.news()) == (True, [("GET", [])], [])
    office.graph.faults.clear()

    # Another mailbox: everybody is invited from there, and no more from the first.
    other = office.graph.mailbox("samverkan@example.se")
    office.decides(has_another_mailbox)
    office.a_minute_passes()
    office.a_minute_passes()
    assert (office.mailbox.events, len(other.events)) == ([], 1)
    assert {kind for kind, _ in office.news()} == {"cancellation"}

    office.decides(cancel_meeting)
    office.a_minute_passes()
    assert (other.events, {mail.kind for mail in other.mails}) == ([], {"invitation", "cancellation"})


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.parametrize("repeats_are_errors", [False, True])
def test_a_bot_that_dies_before_it_hears_of_the_event_makes_no_second_one(
    office: Office, repeats_are_errors: bool
) -> None:
    office.mailbox.repeats_are_errors = repeats_are_errors
    office.graph.faults.add(Fault(Kind.ACCEPT_THEN_HANG, "POST"))
    office.starts()
    office.town.clock.steps(timedelta(seconds=61))
    office.waits_for(lambda: office.mailbox.events, "Graph to have it")

    office.town.bot.kill()
    office.town.bot.started()
    office.a_minute_passes()

    assert (office.invitees, office.news()) == (MEMBERS, [("invitation", each) for each in MEMBERS])
    event_ids = [row.event_id for row in office.town.look.rows(_links())]
    assert event_ids == [office.event.id]


def moves_to(desk: Desk, meeting: Meeting, place: str) -> None:
    change_place(desk, meeting, place, None)


def has_another_mailbox(desk: Desk, _meeting: Meeting) -> None:
    desk.place.arena.calendar = "Samverkan@example.se"


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_what_is_over_is_left_alone_and_nobody_in_it_is_kept(at_work: Office) -> None:
    at_work.town.clock.goes_to(at_work.town.starts_at + timedelta(days=2))
    at_work.waits_for(lambda: at_work.town.look.rows(_links())[0].base is None, "it to be forgotten")

    link = at_work.town.look.rows(_links())[0]
    assert (link.wanted, link.written, link.due_at) == (None, None, None)
    assert [each for each in at_work.calls() if each[0] != "GET"] == []


def _links() -> Table:
    return tables.calendar_link


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_what_a_person_changed_in_outlook_is_not_written_over_but_asked_about(at_work: Office) -> None:
    office, asa = at_work, at_work.town.asa
    office.event.is_changed_by_hand(
        start={"dateTime": "2026-12-18T09:00:00", "timeZone": "Europe/Stockholm"},
        end={"dateTime": "2026-12-18T11:00:00", "timeZone": "Europe/Stockholm"},
        location={"displayName": "Åre"},
    )
    office.news()

    office.minutes_pass(6)
    assert asa.chat().last.text.splitlines()[1:] == [
        "Någon har ändrat mötet torsdag 17 december 2026 kl. 13.00 i Outlook.",
        "",
        "Tid i Outlook: fredag 18 december 2026 kl. 09.00",
        "Tid hos boten: torsdag 17 december 2026 kl. 13.00",
        "",
        "Plats i Outlook: Åre",
        "Plats hos boten: Östersund",
        "",
        "Vad ska gälla? Boten skriver inte över något förrän du har valt.",
        "Behåll Outlooks: ändringen gäller. Mötet flyttas också här, och alla får veta det.",
        "Behåll botens: botens uppgifter skrivs in i Outlook igen.",
    ]
    # A new member is invited all the same, and nothing else is touched.
    office.calls()
    office.decides(eva_replaces_dora)
    office.a_minute_passes()
    assert office.calls() == [("GET", []), ("PATCH", ["attendees"])]
    assert office.news() == [("cancellation", "dora@example.se"), ("invitation", "eva.ek@example.se")]

    office.presses(asa, "Behåll Outlooks")
    office.a_minute_passes()
    (meeting,) = office.town.look.rows(tables.meeting)
    assert (meeting.starts.isoformat(), meeting.place) == ("2026-12-18T09:00:00", "Åre")
    assert (office.news(), [method for method, _ in office.calls()]) == ([], ["GET"])

    office.event.is_changed_by_hand(subject="Julfika")
    office.minutes_pass(6)
    asa.presses(asa.chat().last, "Behåll botens")
    office.waits_for(lambda: office.event.facts["subject"] == "Norr", "the subject to be written again")

    office.event.is_deleted_by_hand()
    office.minutes_pass(6)
    assert office.mailbox.events == []
    office.minutes_pass(6)
    asa.presses(asa.chat().last, "Behåll botens")
    office.waits_for(lambda: office.mailbox.events, "the event to be made anew")
    assert office.invitees == ["asa@example.se", "bo@example.se", "cilla@example.se", "eva.ek@example.se"]


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_answers_in_outlook_and_in_chat_are_one_attendance_and_the_later_holds(office: Office) -> None:
    town = office.town
    with unit_of_work(town.database) as store:
        deputy = a_joined_person("Eva Ek", town.david.id + 1)
        seat = a_seat(key="suppleant", kind=SeatKind.DEPUTY, stands_in_for=["bo"])
        store.keep(a_tenure(seat, deputy))
    office.starts()
    office.a_minute_passes()

    office.event.answers("dora@example.se", "accepted")
    office.event.answers("bo@example.se", "declined")
    office.event.answers("cilla@example.se", "tentativelyAccepted")
    office.minutes_pass(6)
    assert answers(office) == {"Dora Dal": Answer.HERE}

    office.minutes_pass(60)
    assert answers(office) == {"Dora Dal": Answer.HERE, "Bo Berg": Answer.ABSENT}
    assert "Eva Ek får frågan om att gå in för dig." in town.bo.chat().last.text
    assert town.look.count(tables.call_in) == 1

    town.bo.presses(town.bo.chat().last, "Digitalt")
    town.settles()
    office.minutes_pass(6)
    assert answers(office)["Bo Berg"] is Answer.REMOTE


def answers(office: Office) -> dict[str, Answer]:
    names = {row.id: row.name for row in office.town.look.rows(tables.person)}
    return {names[row.person_id]: row.answer for row in office.town.look.rows(tables.attendance)}


def test_whatever_graph_does_the_event_comes_once_and_nobody_is_asked_early(office: Office) -> None:
    unknown = [Fault(Kind.ACCEPT_THEN_RESET, "POST"), Fault(Kind.HTML, "GET", status=502)]
    for fault in unknown:
        office.graph.faults.add(fault)
    office.starts()
    office.a_minute_passes()
    office.minutes_pass(1)
    assert [fault.struck for fault in unknown] == [1, 1]
    assert office.news() == [("invitation", address) for address in MEMBERS]

    town, faults = office.town, office.graph.faults
    for number, fault in enumerate(
        [
            Fault(Kind.STATUS, status=429, retry_after="600"),
            Fault(Kind.STATUS, status=503, retry_after="Mon, 23 Nov 2026 09:00:00 GMT"),
            Fault(Kind.STATUS, "GET", status=401, code="InvalidAuthenticationToken"),
            Fault(Kind.STATUS, "PATCH", status=412, code="ErrorIrresolvableConflict"),
            Fault(Kind.ACCEPT_THEN_STATUS, "PATCH", status=504),
            Fault(Kind.RESET_BEFORE, "PATCH"),
            Fault(Kind.GARBAGE, "GET"),
        ]
    ):
        faults.add(fault)
        office.decides(partial(moves_to, place=f"Sal {number}"))
        office.a_minute_passes()
        if fault.retry_after == "600":
            office.calls()
            office.minutes_pass(8)
            assert office.calls() == []
        office.minutes_pass(10)
        assert (fault.struck, office.event.facts["location"]["displayName"]) == (1, f"Sal {number}")
    assert {kind for kind, _ in office.news()} == {"update"}

    # Away for a week, and everything changes meanwhile.
    office.server.stop()
    office.decides(lambda desk, meeting: move_meeting(desk, meeting, meeting.starts + timedelta(days=1)))
    office.decides(eva_replaces_dora)
    town.clock.steps(timedelta(days=7))
    office.server.start()
    office.minutes_pass(6)
    assert office.invitees == ["asa@example.se", "bo@example.se", "cilla@example.se", "eva.ek@example.se"]
    assert office.event.facts["start"]["dateTime"] == "2026-12-18T13:00:00"
