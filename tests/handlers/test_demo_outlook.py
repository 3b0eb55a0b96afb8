"""Who may do what in the demo's Outlook, and how far its clock goes on afterwards."""

from typing import Any

import pytest

from handlers.demo.web.outlook import NotAllowed, do_in_outlook, readable
from integrations.graphapi import Graph
from integrations.graphapi.face import Outlook
from tests.builders import NOW

ASA, BO, OLLE = 1, 2, 3
SHOWN = {"addresses": {"1": "asa@example.se", "2": "bo@example.se"}, "keepers": [ASA]}
MEETING = {
    "subject": "Norr",
    "start": {"dateTime": "2027-02-12T13:00:00", "timeZone": "Europe/Stockholm"},
    "end": {"dateTime": "2027-02-12T15:00:00", "timeZone": "Europe/Stockholm"},
    "attendees": [{"emailAddress": {"address": "bo@example.se"}}],
}


@pytest.fixture
def outlook() -> Outlook:
    graph = Graph(token="a-token", now=lambda: NOW)
    outlook = Outlook(graph, "norr@example.se")
    graph.mailbox("norr@example.se").create(MEETING)
    return outlook


def do(outlook: Outlook, deed: str, person: int, **asked: Any) -> str:
    (event,) = outlook.shown()["events"]
    return do_in_outlook(outlook, SHOWN, deed, {"person": person, "event": event["id"], **asked})


@pytest.mark.parametrize(
    ("response", "jump"),
    [("accepted", "outlook"), ("tentativelyAccepted", "outlook"), ("declined", "outlook_no")],
)
def test_a_no_is_read_later_than_other_answers(outlook: Outlook, response: str, jump: str) -> None:
    assert do(outlook, "answer", BO, response=response) == jump

    (event,) = outlook.shown()["events"]
    assert event["guests"] == {"bo@example.se": response}


@pytest.mark.parametrize(
    ("deed", "asked", "starts"),
    [
        ("move", {"hours": 1}, ["2027-02-12T14:00:00+01:00"]),
        ("move", {"day": "2027-03-29"}, ["2027-03-29T13:00:00+02:00"]),
        ("delete", {}, []),
    ],
)
def test_the_secretary_changes_what_stands_in_the_mailbox(
    outlook: Outlook, deed: str, asked: dict[str, Any], starts: list[str]
) -> None:
    assert do(outlook, deed, ASA, **asked) == "outlook"

    assert [each["starts"] for each in outlook.shown()["events"]] == starts


@pytest.mark.parametrize(
    ("deed", "person", "asked"),
    [("move", BO, {"hours": 1}), ("delete", BO, {}), ("answer", OLLE, {"response": "accepted"})],
)
def test_nobody_does_what_is_not_theirs(
    outlook: Outlook, deed: str, person: int, asked: dict[str, Any]
) -> None:
    before = outlook.shown()

    with pytest.raises(NotAllowed):
        do(outlook, deed, person, **asked)

    assert outlook.shown() == before


@pytest.mark.parametrize(
    ("deed", "asked"), [("dance", {}), ("move", {"day": "i morgon"}), ("move", {"hours": "x"})]
)
def test_nonsense_is_refused(outlook: Outlook, deed: str, asked: dict[str, Any]) -> None:
    with pytest.raises((LookupError, ValueError)):
        do(outlook, deed, ASA, **asked)


def test_a_mail_and_an_invitation_are_read_line_by_line() -> None:
    words = '<h1>Norr</h1>\n<p style="margin: 0">Hej &amp; hå<br>\n&nbsp;&nbsp;du</p>\n<p>Slut</p>'
    page = f"<html><head><title>Norr: Nytt</title></head><body>{words}</body></html>"
    in_teams = (
        f"<h1>Dagordning</h1><div>{'_' * 80}</div><div><a href='https://teams.example'>Anslut</a></div>"
    )

    shown = readable({"events": [{"html": in_teams}], "letters": [{"kind": "mail", "html": page}]})

    assert shown == {
        "events": [{"text": "Dagordning\nAnslut"}],
        "letters": [{"kind": "mail", "text": "Norr\nHej & hå\n\xa0\xa0du\n\nSlut"}],
    }
