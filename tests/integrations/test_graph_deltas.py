"""What changed, through msgraph-sdk over HTTP, as Graph tells it and as it should not."""

from datetime import timedelta
from typing import Any

import httpx
import pytest

from bot.ports.calendar import CalendarAway, CalendarRefused
from integrations.graph.events import GraphCalendar
from integrations.graphapi import Event, Fault, Graph, Kind, serve
from tests.integrations.test_graph import MAILBOX, SPAN, TOKEN, ZONE, Post, post

__all__ = ["post"]

DELTA = f"/users/{MAILBOX}/calendarView/delta"
WINDOW = {"startDateTime": "2027-01-01T00:00:00Z", "endDateTime": "2028-01-01T00:00:00Z"}


def an_event(post: Post, day: str = "2027-05-03") -> Event:
    when = {"dateTime": f"{day}T09:00:00", "timeZone": ZONE}
    event, _is_new = post.mailbox.create({"subject": "Norr", "start": when, "end": when})
    return event


def moves(event: Event, day: str) -> None:
    when = {"dateTime": f"{day}T09:00:00", "timeZone": ZONE}
    event.is_changed_by_hand(start=when, end=when)


def test_each_link_tells_what_changed_since_the_one_before(post: Post) -> None:
    changed, deleted, moved, quiet = (an_event(post) for _ in range(4))

    async def use(calendar: GraphCalendar) -> Any:
        link = await calendar.begin_changes(MAILBOX, *SPAN)
        nothing = await calendar.changes_since(MAILBOX, link)
        assert nothing
        changed.is_changed_by_hand(subject="Julfika")
        deleted.is_deleted_by_hand()
        moves(moved, "2029-05-03")
        told = await calendar.changes_since(MAILBOX, nothing.link)
        assert told
        return nothing.keys, told.keys, await calendar.changes_since(MAILBOX, told.link)

    nothing, told, again = post.does(use)

    assert (nothing, again.keys) == ({}, {})
    assert told == {changed.id: changed.change_key, deleted.id: "", moved.id: ""}
    assert quiet.id not in told


def test_a_link_of_many_events_is_begun_in_pages_of_a_hundred_and_followed_in_one_call(post: Post) -> None:
    for _ in range(201):
        an_event(post)

    async def use(calendar: GraphCalendar) -> Any:
        link = await calendar.begin_changes(MAILBOX, *SPAN)
        begun = len(post.graph.ledger)
        await calendar.changes_since(MAILBOX, link)
        return begun

    begun = post.does(use)

    assert (begun, len(post.graph.ledger)) == (3, 4)


@pytest.mark.parametrize("is_forgotten", [True, False])
def test_a_link_that_is_not_known_any_more_is_none(post: Post, is_forgotten: bool) -> None:
    async def use(calendar: GraphCalendar) -> Any:
        link = await calendar.begin_changes(MAILBOX, *SPAN)
        if is_forgotten:
            post.mailbox.deltas.forget()
        else:
            post.graph.faults.add(Fault(Kind.STATUS, "GET", "delta", status=400, code="syncStateNotFound"))
        return await calendar.changes_since(MAILBOX, link)

    assert post.does(use) is None


@pytest.mark.parametrize(
    ("kind", "why"),
    [
        (Kind.ENDLESS_PAGES, "a list without an end"),
        (Kind.FOREIGN_PAGE, "a next page on another host"),
        (Kind.GARBAGE, "an answer that is no JSON"),
    ],
)
def test_changes_that_are_not_told_as_they_should_are_none(post: Post, kind: Kind, why: str) -> None:
    post.graph.faults.add(Fault(kind, "GET", "delta", times=None))

    with pytest.raises(CalendarAway, match=why):
        post.does(lambda calendar: calendar.begin_changes(MAILBOX, *SPAN))


@pytest.mark.parametrize("name", ["nextLink", "deltaLink"])
def test_nobody_follows_changes_to_another_host(post: Post, name: str) -> None:
    elsewhere = Graph(token=TOKEN)
    elsewhere.mailbox(MAILBOX)
    with serve(elsewhere) as other:
        link = f"{other.base_url}{DELTA}?$deltatoken=a"

        async def use(calendar: GraphCalendar) -> Any:
            if name == "deltaLink":
                return await calendar.changes_since(MAILBOX, link)
            post.graph.faults.add(Fault(Kind.FOREIGN_PAGE, "GET", "delta", link=link))
            return await calendar.begin_changes(MAILBOX, *SPAN)

        with pytest.raises(CalendarAway, match="another host"):
            post.does(use)

    assert elsewhere.ledger == []


def test_a_window_that_graph_does_not_take_is_refused(post: Post) -> None:
    post.graph.faults.add(Fault(Kind.STATUS, "GET", "delta", status=400, code="ErrorInvalidRequest"))

    with pytest.raises(CalendarRefused):
        post.does(lambda calendar: calendar.begin_changes(MAILBOX, SPAN[0], SPAN[1] + timedelta(days=9999)))


def test_the_stand_in_takes_nothing_with_changes_that_graph_does_not(post: Post) -> None:
    names = ["$select", "$filter", "$top", "$orderby", "$expand", "$search"]

    answers = [_get(post, WINDOW | {name: "1"}) for name in names]

    assert [each.status_code for each in answers] == [400] * len(names)


def test_the_stand_in_says_where_an_unknown_token_begins_anew(post: Post) -> None:
    answer = _get(post, {"$deltatoken": "old"})

    assert (answer.status_code, answer.json()["error"]["code"]) == (410, "SyncStateNotFound")
    assert answer.headers["location"] == f"{post.base_url}{DELTA}?$deltatoken="


def _get(post: Post, query: dict[str, str]) -> httpx.Response:
    known = {"authorization": f"Bearer {TOKEN}"}
    return httpx.get(f"{post.base_url}{DELTA}", params=query, headers=known)
