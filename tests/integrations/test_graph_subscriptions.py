"""Subscriptions through msgraph-sdk over HTTP, as Graph takes them, and what its stand-in refuses."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest

from bot.model.nudge import LIFE, NudgeAddress
from bot.ports.calendar import CalendarAway, CalendarRefused, CalendarShut
from integrations.graph.access import Access
from integrations.graph.door import Door
from integrations.graph.subscriptions import GraphSubscriptions
from integrations.graphapi import Fault, Graph, Kind, Server, serve

MAILBOX, TOKEN = "norr@example.se", "a-token"
NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)


class Listener(BaseHTTPRequestHandler):
    """Says the word that it is asked for, as `how` says."""

    how = "right"

    def do_POST(self) -> None:
        """One call."""
        word = parse_qs(urlsplit(self.path).query).get("validationToken", [""])[0]
        self.rfile.read(int(self.headers["content-length"] or 0))
        self.send_response(404 if self.how == "missing" else 200)
        self.send_header("content-type", "text/html" if self.how == "html" else "text/plain")
        self.end_headers()
        self.wfile.write(b"something else" if self.how == "wrong" else word.encode())

    def log_message(self, *_args: Any) -> None:
        """Quietly."""


class Line:
    """Graph's stand-in, somebody who listens, and the bot's hand."""

    def __init__(self, server: Server, graph: Graph, url: str, listener: type[Listener]) -> None:
        self.graph, self.server, self.listener = graph, server, listener
        self.address = NudgeAddress.at(url, token="1:a", button_key=b"key")

    def does(self, use: Callable[[GraphSubscriptions], Awaitable[Any]]) -> Any:
        async def done() -> Any:
            async with Door(Access(base_url=self.server.base_url, token=TOKEN)) as door:
                return await use(GraphSubscriptions(door))

        return asyncio.run(done())

    def subscribes(self, until: datetime = NOW + LIFE, mailbox: str = MAILBOX) -> Any:
        return self.does(lambda hand: hand.subscribe(mailbox, self.address, until))

    def posts(self, **more: Any) -> int:
        """What nobody's library would send."""
        usual = {
            "changeType": "updated",
            "notificationUrl": self.address.url,
            "resource": f"/users/{MAILBOX}/events",
            "expirationDateTime": (NOW + LIFE).isoformat(),
        }
        known = {"authorization": f"Bearer {TOKEN}"}
        answer = httpx.post(f"{self.server.base_url}/subscriptions", json=usual | more, headers=known)
        return answer.status_code


@pytest.fixture
def line() -> Iterator[Line]:
    graph = Graph(token=TOKEN, now=lambda: NOW)
    graph.mailbox(MAILBOX)
    graph.foreign.add("syd@example.se")
    handler = type("Ours", (Listener,), {})
    listener = HTTPServer(("127.0.0.1", 0), handler)
    Thread(target=listener.serve_forever, daemon=True).start()
    with serve(graph) as server:
        yield Line(server, graph, f"http://127.0.0.1:{listener.server_port}", handler)
    listener.shutdown()
    listener.server_close()


def test_a_subscription_is_made_found_renewed_and_ended(line: Line) -> None:
    made = line.subscribes(NOW + timedelta(days=1))
    found = line.does(lambda hand: hand.find(MAILBOX.upper(), line.address))
    renewed = line.does(lambda hand: hand.renew(made.id, NOW + LIFE))
    line.does(lambda hand: hand.end(made.id))

    assert (found, made.until) == (made, NOW + timedelta(days=1))
    assert (renewed.id, renewed.until, line.graph.subscriptions) == (made.id, NOW + LIFE, {})


def test_one_that_is_gone_is_neither_renewed_nor_ended(line: Line) -> None:
    assert line.does(lambda hand: hand.renew("none", NOW + LIFE)) is None
    assert line.does(lambda hand: hand.end("none")) is None


@pytest.mark.parametrize("status", [404, 410])
def test_that_it_is_gone_is_said_by_the_status_whatever_the_code(line: Line, status: int) -> None:
    made = line.subscribes()
    line.graph.faults.add(Fault(Kind.STATUS, "PATCH", status=status, code="Whatever"))

    assert line.does(lambda hand: hand.renew(made.id, NOW + LIFE)) is None


def test_one_that_cannot_be_ended_just_now_is_not_taken_for_gone(line: Line) -> None:
    made = line.subscribes()
    line.graph.faults.add(Fault(Kind.STATUS, "DELETE", status=503))

    with pytest.raises(CalendarAway):
        line.does(lambda hand: hand.end(made.id))


def test_one_for_another_address_or_mailbox_is_not_ours(line: Line) -> None:
    line.subscribes()
    other = NudgeAddress.at("https://moten.example.se", token="1:a", button_key=b"key")

    assert line.does(lambda hand: hand.find(MAILBOX, other)) is None
    assert line.does(lambda hand: hand.find("ost@example.se", line.address)) is None


@pytest.mark.parametrize("how", ["wrong", "html", "missing"])
def test_an_address_that_does_not_say_the_word_is_refused(line: Line, how: str) -> None:
    line.listener.how = how

    with pytest.raises(CalendarRefused, match="400 ValidationError"):
        line.subscribes()

    assert line.graph.subscriptions == {}


def test_a_mailbox_out_of_reach_is_not_subscribed_to(line: Line) -> None:
    with pytest.raises(CalendarShut, match="403"):
        line.subscribes(mailbox="syd@example.se")


@pytest.mark.parametrize("days", [-1, 0, 3, 30])
def test_one_that_would_last_too_long_or_not_at_all_is_refused(line: Line, days: int) -> None:
    with pytest.raises(CalendarRefused):
        line.subscribes(NOW + timedelta(days=days))


@pytest.mark.parametrize(
    "more",
    [
        {"notificationUrl": "http://moten.example.se/graph"},
        {"resource": f"/users/{MAILBOX}/drive"},
        {"changeType": "moved"},
        {"clientState": "a" * 129},
        {"clientSecret": "okänd"},
        {"expirationDateTime": "i morgon"},
    ],
)
def test_the_stand_in_refuses_what_graph_refuses(line: Line, more: dict[str, Any]) -> None:
    assert (line.posts(), line.posts(**more)) == (201, 400)


def test_the_secret_is_told_to_nobody_who_asks(line: Line) -> None:
    made = line.subscribes()
    known = {"authorization": f"Bearer {TOKEN}"}

    answer = httpx.get(f"{line.server.base_url}/subscriptions", headers=known)

    assert (answer.status_code, made.id in answer.text, line.address.state in answer.text) == (
        200,
        True,
        False,
    )
