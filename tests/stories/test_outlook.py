"""What stands in Outlook is what the arena decided, with no mail that nobody needed (PROMISES P7)."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest

from bot.acts.desk import Desk
from bot.acts.meetings.planning import cancel_meeting, move_meeting
from bot.model.meeting import Meeting
from tests.builders import a_person, a_tenure
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


def eva_replaces_dora(desk: Desk, meeting: Meeting) -> None:
    (dora,) = (each for each in desk.place.tenures() if each.person.name == "Dora Dal")
    dora.ends = date(2026, 12, 1)
    desk.store.keep(a_tenure(dora.seat, a_person("Eva Ek"), begins=date(2026, 12, 1)))


def test_a_meeting_from_planned_to_cancelled_costs_no_mail_too_many(office: Office) -> None:
    office.starts()
    assert office.mailbox.events == []

    office.a_minute_passes()
    assert (office.event.facts["subject"], office.guests) == ("Norr", MEMBERS)
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
    assert office.calls() == [("GET", []), ("PATCH", ["body", "end", "start"])]
    assert {kind for kind, _ in office.news()} == {"update"}
    assert office.event.facts["start"]["dateTime"] == "2026-12-18T14:00:00"

    office.minutes_pass(6)
    assert (office.calls(), office.news()) == ([], [])

    office.decides(cancel_meeting)
    office.a_minute_passes()
    assert office.mailbox.events == []
    assert {kind for kind, _ in office.news()} == {"cancellation"}
