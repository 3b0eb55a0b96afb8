"""Events through msgraph-sdk over HTTP, as Graph takes them and answers, and as it should not."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from bot.model.calendarevent import CalendarEvent, Invitee, words_of
from bot.ports.calendar import CalendarAway, CalendarRefused, CalendarShut, EventChanged
from integrations.graph.access import Access
from integrations.graph.door import Door
from integrations.graph.events import GraphCalendar
from integrations.graphapi import Fault, Graph, Kind, Mailbox, serve
from integrations.graphapi.teams import join_url

MAILBOX, ZONE, TOKEN = "norr@example.se", "Europe/Stockholm", "a-token"
HTML = "<p>Dagordningen kommer.</p>"
BLOB = "<div>________________________________<a href='https://teams.example/j'>Anslut</a></div>"
BO = Invitee(address="bo@example.se", name="Bo Berg")
EVENT = CalendarEvent(
    subject="Norr",
    starts=datetime(2027, 3, 28, 13),  # noqa: DTZ001 (wall time)
    ends=datetime(2027, 3, 28, 15),  # noqa: DTZ001
    zone=ZONE,
    place="Östersund",
    invitees=(BO, Invitee(address="eva@example.se", name="Eva Ek", is_required=False)),
    words=words_of(HTML),
    html=HTML,
)
SPAN = (datetime(2027, 1, 1, tzinfo=UTC), datetime(2028, 1, 1, tzinfo=UTC))
Use = Callable[[GraphCalendar], Awaitable[Any]]


class Post:
    """The stand-in, and a calendar of the bot's own for each use."""

    def __init__(self, graph: Graph, base_url: str) -> None:
        self.graph = graph
        self.mailbox: Mailbox = graph.mailbox(MAILBOX)
        self.base_url = base_url

    def does(self, use: Use, token: str = TOKEN) -> Any:
        async def done() -> Any:
            async with Door(Access(base_url=self.base_url, token=token)) as door:
                return await use(GraphCalendar(door))

        return asyncio.run(done())


@pytest.fixture
def post() -> Iterator[Post]:
    graph = Graph(token=TOKEN)
    graph.foreign.add("syd@example.se")
    with serve(graph) as server:
        yield Post(graph, server.base_url)


async def _create(calendar: GraphCalendar) -> Any:
    return await calendar.create(MAILBOX, EVENT, "transaction", "mark")


def test_an_event_is_read_as_it_was_written_and_found_by_its_mark(post: Post) -> None:
    async def use(calendar: GraphCalendar) -> Any:
        made = await _create(calendar)
        found = await calendar.find(MAILBOX, "mark", ZONE)
        return made, await calendar.read(MAILBOX, made.event_id, ZONE), found, await _create(calendar)

    made, read, found, again = post.does(use)

    assert made == read == found == again
    assert made.event == EVENT
    assert [(mail.kind, mail.to) for mail in post.mailbox.mails] == [
        ("invitation", "bo@example.se"),
        ("invitation", "eva@example.se"),
    ]


def test_whoever_is_invited_is_busy_then_reminded_and_asked_for_an_answer(post: Post) -> None:
    post.does(_create)

    (call,) = post.graph.calls("POST")
    said = {"showAs", "isReminderOn", "reminderMinutesBeforeStart", "categories", "responseRequested"}
    assert {name: call.body[name] for name in said} == {
        "showAs": "busy",
        "isReminderOn": True,
        "reminderMinutesBeforeStart": 30,
        "categories": ["Samverkan"],
        "responseRequested": True,
    }
    # Another time is the arena's to choose, and what they answer comes back by itself.
    assert call.body["allowNewTimeProposals"] is False
    assert set(call.prefer.split(", ")) == {'IdType="ImmutableId"', 'outlook.timezone="Europe/Stockholm"'}


def test_a_new_page_leaves_the_way_into_teams_where_it_is(post: Post) -> None:
    async def use(calendar: GraphCalendar) -> Any:
        made = await _create(calendar)
        page = {"contentType": "html", "content": f"<html><body>{HTML}{BLOB}</body></html>"}
        post.mailbox.events[0].is_changed_by_hand(body=page)
        seen = await calendar.read(MAILBOX, made.event_id, ZONE)
        assert seen
        new = replace(EVENT, html="<p>Punkt 1</p>", words=words_of("<p>Punkt 1</p>"))
        return seen, await calendar.change(MAILBOX, seen, new, {"words"}), new

    seen, after, new = post.does(use)

    # What Outlook added is not what somebody wrote.
    assert (seen.event.words, after.event.words) == (EVENT.words, new.words)
    assert post.mailbox.events[0].facts["body"]["content"] == f"<p>Punkt 1</p>{BLOB}"


@pytest.mark.parametrize(
    "link",
    ["http://teams.example/j", "javascript:alert(1)", "https://teams.example/j k", "https://t/" + "j" * 2000],
)
def test_a_way_into_teams_that_is_no_link_is_none(post: Post, link: str) -> None:
    async def use(calendar: GraphCalendar) -> Any:
        made = await calendar.create(MAILBOX, replace(EVENT, is_online=True), "transaction", "mark")
        post.mailbox.events[0].facts["onlineMeeting"] = {"joinUrl": link}
        return made, await calendar.read(MAILBOX, made.event_id, ZONE)

    made, read = post.does(use)

    assert (made.join_link, read.join_link) == (join_url(made.event_id), None)


def test_a_thousand_events_are_compared_in_ten_calls(post: Post) -> None:
    for number in range(1000):
        when = {"dateTime": "2027-05-03T09:00:00", "timeZone": ZONE}
        post.mailbox.create({"subject": f"{number}", "start": when, "end": when})

    keys = post.does(lambda calendar: calendar.change_keys(MAILBOX, *SPAN))

    assert (len(keys), len(post.graph.ledger)) == (1000, 10)


def test_a_list_that_does_not_end_is_no_list(post: Post) -> None:
    post.graph.faults.add(Fault(Kind.ENDLESS_PAGES, times=None))

    with pytest.raises(CalendarAway, match="a list without an end"):
        post.does(lambda calendar: calendar.change_keys(MAILBOX, *SPAN))


def test_nobody_follows_a_list_to_another_host(post: Post) -> None:
    elsewhere = Graph(token=TOKEN)
    elsewhere.mailbox(MAILBOX)
    with serve(elsewhere) as other:
        link = f"{other.base_url}/users/{MAILBOX}/calendarView?startDateTime=2027-01-01T00:00:00Z"
        post.graph.faults.add(Fault(Kind.FOREIGN_PAGE, link=link))

        with pytest.raises(CalendarAway, match="a next page on another host"):
            post.does(lambda calendar: calendar.change_keys(MAILBOX, *SPAN))

    assert elsewhere.ledger == []


@pytest.mark.parametrize(
    ("fault", "failure", "seconds"),
    [
        (Fault(Kind.STATUS, status=429, retry_after="600"), CalendarAway, 600.0),
        (Fault(Kind.STATUS, status=429, retry_after="när som helst"), CalendarAway, None),
        (Fault(Kind.HTML, status=502), CalendarAway, None),
        (Fault(Kind.GARBAGE), CalendarAway, None),
        (Fault(Kind.RESET_BEFORE), CalendarAway, None),
        (Fault(Kind.STATUS, status=400, code="ErrorInvalidRequest"), CalendarRefused, None),
        (Fault(Kind.STATUS, status=409, code="ErrorIrresolvableConflict"), EventChanged, None),
        (Fault(Kind.STATUS, status=403, code="ErrorAccessDenied"), CalendarShut, None),
    ],
)
def test_a_failure_is_told_for_what_it_is_and_tried_once(
    post: Post, fault: Fault, failure: type[Exception], seconds: float | None
) -> None:
    post.graph.faults.add(fault)

    with pytest.raises(failure) as told:
        post.does(_create)

    assert getattr(told.value, "seconds", None) == seconds
    assert (fault.struck, len(post.graph.ledger)) == (1, 1)


def test_whoever_is_not_let_in_hears_so(post: Post) -> None:
    async def elsewhere(calendar: GraphCalendar) -> None:
        await calendar.meets_in_teams("syd@example.se")

    with pytest.raises(CalendarShut):
        post.does(_create, token="another")
    with pytest.raises(CalendarShut):
        post.does(elsewhere)


def test_what_was_changed_since_it_was_read_is_not_written_over(post: Post) -> None:
    async def use(calendar: GraphCalendar) -> None:
        made = await _create(calendar)
        post.mailbox.events[0].is_changed_by_hand(subject="Julfika")
        await calendar.change(MAILBOX, made, EVENT, {"place"})

    with pytest.raises(EventChanged):
        post.does(use)
