"""What people see and do in Outlook by the stand-in's face, and a mailbox that is kept."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest

from integrations.graphapi import Graph, serve
from integrations.graphapi.errors import GraphError
from integrations.graphapi.face import Outlook

MAILBOX, TOKEN = "norr@example.se", "a-token"
NOW = datetime(2027, 1, 11, 8, tzinfo=UTC)
MEETING: dict[str, Any] = {
    "subject": "Norr",
    "start": {"dateTime": "2027-02-12T13:00:00", "timeZone": "Europe/Stockholm"},
    "end": {"dateTime": "2027-02-12T15:00:00", "timeZone": "Europe/Stockholm"},
    "location": {"displayName": "Östersund"},
    "body": {"contentType": "html", "content": "<p>Dagordningen kommer.</p>"},
    "attendees": [{"emailAddress": {"address": address}} for address in ("Bo@example.se", "eva@example.se")],
}


@pytest.fixture
def graph() -> Graph:
    return Graph(token=TOKEN, now=lambda: NOW)


@pytest.fixture
def outlook(graph: Graph) -> Outlook:
    """Norr's mailbox with one meeting in it."""
    outlook = Outlook(graph, MAILBOX)
    graph.mailbox(MAILBOX).create(MEETING)
    outlook.record.look()
    return outlook


def the_event(outlook: Outlook) -> dict[str, Any]:
    (event,) = outlook.shown()["events"]
    return dict(event)


def letters(outlook: Outlook) -> list[tuple[str, str]]:
    return [(each["kind"], *each["to"]) for each in outlook.shown()["letters"]]


def test_an_event_is_seen_with_everybody_s_answer(outlook: Outlook) -> None:
    event = the_event(outlook)
    outlook.answers(event["id"], "bo@example.se", "declined")

    assert the_event(outlook) == {
        "id": event["id"],
        "subject": "Norr",
        "starts": "2027-02-12T13:00:00+01:00",
        "ends": "2027-02-12T15:00:00+01:00",
        "place": "Östersund",
        "join": "",
        "html": "<p>Dagordningen kommer.</p>",
        "guests": {"bo@example.se": "declined", "eva@example.se": "none"},
    }


def test_what_is_over_is_not_shown(graph: Graph, outlook: Outlook) -> None:
    graph.now = lambda: NOW + timedelta(days=33)

    assert outlook.shown()["events"] == []


@pytest.mark.parametrize(("address", "response"), [("olle@example.se", "accepted"), ("bo@example.se", "yes")])
def test_nobody_answers_uninvited_or_nonsense(outlook: Outlook, address: str, response: str) -> None:
    with pytest.raises(LookupError):
        outlook.answers(the_event(outlook)["id"], address, response)

    assert set(the_event(outlook)["guests"].values()) == {"none"}


def test_who_moves_it_has_everybody_told_and_asked_again(outlook: Outlook) -> None:
    event_id = the_event(outlook)["id"]
    outlook.answers(event_id, "bo@example.se", "accepted")

    outlook.moves(event_id, by=timedelta(hours=1), to="2027-02-15")

    event = the_event(outlook)
    assert (event["starts"], event["ends"]) == ("2027-02-15T14:00:00+01:00", "2027-02-15T16:00:00+01:00")
    assert set(event["guests"].values()) == {"none"}
    assert letters(outlook)[:2] == [("update", "eva@example.se"), ("update", "Bo@example.se")]
    assert outlook.shown()["letters"][0]["starts"] == "2027-02-15T14:00:00+01:00"


def test_who_deletes_it_cancels_it(outlook: Outlook) -> None:
    event_id = the_event(outlook)["id"]

    outlook.deletes(event_id)

    assert outlook.shown()["events"] == []
    assert letters(outlook)[:2] == [("cancellation", "eva@example.se"), ("cancellation", "Bo@example.se")]
    with pytest.raises(GraphError):
        outlook.deletes(event_id)


def test_what_the_application_does_is_seen_and_kept_before_it_is_answered(
    graph: Graph, tmp_path: Path
) -> None:
    outlook, file = Outlook(graph, MAILBOX), tmp_path / "outlook"
    outlook.record.keep(file)
    mail: dict[str, Any] = {"subject": "Dagordning", "body": {"contentType": "html", "content": "<p>Hej</p>"}}
    mail["toRecipients"] = [{"emailAddress": {"address": "ines@example.se"}}]
    with serve(graph) as server:
        send = {"headers": {"authorization": f"Bearer {TOKEN}"}, "base_url": server.base_url}
        with httpx.Client(**send) as client:  # type: ignore[arg-type]
            made = client.post(f"/users/{MAILBOX}/events", json=MEETING)
            sent = client.post(f"/users/{MAILBOX}/sendMail", json={"message": mail})

    later = Outlook(Graph(token=TOKEN, now=lambda: NOW), MAILBOX)
    later.record.take_up(file)
    assert (made.status_code, sent.status_code) == (201, 202)
    assert later.shown() == outlook.shown()
    kinds = ["invitation", "invitation", "mail"]
    assert [kind for kind, _ in reversed(letters(later))] == kinds
    later.answers(the_event(later)["id"], "eva@example.se", "accepted")
    assert the_event(later)["guests"]["eva@example.se"] == "accepted"


def test_where_nothing_is_kept_the_mailbox_stays_empty(graph: Graph, tmp_path: Path) -> None:
    outlook = Outlook(graph, MAILBOX)

    outlook.record.take_up(tmp_path / "outlook")

    assert outlook.shown() == {"events": [], "letters": []}
