"""Between two lists Graph is asked what changed: a hint, and what a person did is found within a minute."""

import asyncio
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from integrations.graphapi import Call, Fault, Graph, Kind, serve
from storage import calendarlist, hintlist, lookout, tables
from storage.calendarlist import PERIOD
from tests.handlers.rounds.bureau import CALL_SECONDS, MAILBOX, TOKEN, Bureau
from tests.handlers.rounds.deeds import elsewhere
from tests.handlers.rounds.hearing import a_hearing

CHANGED, DELETED = "Någon har ändrat mötet", "Någon har tagit bort mötet"
MOVED = {"location": {"displayName": "Åre"}}


def requests(bureau: Bureau) -> tuple[int, int]:
    """How often Graph was asked what changed, and for the list."""
    paths = [each.path.rpartition("/")[2] for each in bureau.graph.calls(path="calendarView")]
    return sum("delta" in each for each in paths), paths.count("calendarView")


def hint(bureau: Bureau) -> Any:
    with bureau.database.engine.begin() as connection:
        return connection.execute(tables.mailbox.select()).one()


def test_a_quiet_minute_costs_one_request(asked: Bureau) -> None:
    asked.passes(seconds=61)

    assert requests(asked) == (1, 0)
    (call,) = asked.graph.ledger
    assert (list(call.query), "maxpagesize" in call.prefer, "ImmutableId" in call.prefer) == (
        ["$deltatoken"],
        True,
        True,
    )


@pytest.mark.parametrize(
    ("does", "told"),
    [
        (lambda event: event.is_changed_by_hand(**MOVED), CHANGED),
        (lambda event: event.is_deleted_by_hand(), DELETED),
    ],
)
def test_what_somebody_does_in_outlook_is_found_at_the_next_minute(
    asked: Bureau, does: Callable[[Any], None], told: str
) -> None:
    does(asked.event)

    asked.passes(seconds=61)

    assert asked.told()[-1].startswith(f"<b>Norr</b>\n{told}")
    assert requests(asked) == (1, 1)


def test_an_answer_in_outlook_counts_at_the_next_minute(asked: Bureau) -> None:
    asked.event.answers("bo@example.se", "accepted")

    asked.passes(seconds=61)

    assert [each.status for each in asked.graph.calls("GET", "/events/")] == [200]


def test_what_we_write_ourselves_is_no_hint(asked: Bureau) -> None:
    asked.decides(elsewhere("Åre"))

    for _ in range(3):
        asked.passes(seconds=61)

    assert asked.event.facts["location"]["displayName"] == "Åre"
    assert requests(asked) == (3, 0)


def test_what_others_have_in_the_mailbox_is_no_hint(asked: Bureau) -> None:
    when = {"dateTime": "2026-12-03T09:00:00", "timeZone": "Europe/Stockholm"}
    lunch, _is_new = asked.mailbox.create({"subject": "Lunch", "start": when, "end": when})
    lunch.is_deleted_by_hand()

    asked.passes(seconds=61)

    assert requests(asked) == (1, 0)


def by_status(status: int, code: str) -> Fault:
    return Fault(Kind.STATUS, "GET", "delta", status=status, code=code)


@pytest.mark.parametrize(
    "expires",
    [
        lambda bureau: bureau.mailbox.deltas.forget(),
        lambda bureau: bureau.graph.faults.add(Fault(Kind.EXPIRED_TOKEN, "GET", "delta")),
        lambda bureau: bureau.graph.faults.add(by_status(400, "syncStateNotFound")),
    ],
)
def test_an_expired_token_begins_anew_at_once_and_nothing_is_lost(
    asked: Bureau, expires: Callable[[Bureau], None]
) -> None:
    expires(asked)
    asked.event.is_deleted_by_hand()

    asked.passes(seconds=61)
    assert asked.told()[-1].startswith(f"<b>Norr</b>\n{DELETED}")
    assert (requests(asked), hint(asked).wait_until) == ((2, 1), None)

    asked.passes(seconds=61)
    assert requests(asked) == (3, 1)


FAULTS = [
    Fault(Kind.ENDLESS_PAGES, "GET", "delta", times=None),
    Fault(Kind.FOREIGN_PAGE, "GET", "delta", times=None),
    Fault(Kind.EMPTY_PAGE, "GET", "delta", times=None),
    Fault(Kind.STATUS, "GET", "delta", status=503, times=None),
    Fault(Kind.STATUS, "GET", "delta", status=410, code="SyncStateNotFound", times=None),
]


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: f"{fault.kind} {fault.status}")
def test_whatever_goes_wrong_with_it_changes_nothing_and_the_list_goes_on(
    asked: Bureau, fault: Fault
) -> None:
    fault = asked.graph.faults.add(replace(fault))
    before = asked.told()

    asked.passes(seconds=61)
    assert (fault.struck > 0, asked.told(), asked.news()) == (True, before, [])
    assert (hint(asked).wait_until, hint(asked).problem) == (None, None)

    asked.event.is_changed_by_hand(**MOVED)
    asked.news()
    asked.passes(minutes=5)
    assert asked.told()[-1].startswith(f"<b>Norr</b>\n{CHANGED}")
    assert (asked.news(), asked.graph.calls("PATCH")) == ([], [])


@pytest.mark.parametrize("kind", [Kind.EMPTY_PAGE, Kind.REPLAYED_PAGE])
def test_an_empty_page_and_one_said_twice_are_nothing_special(asked: Bureau, kind: Kind) -> None:
    asked.graph.faults.add(Fault(kind, "GET", "delta"))
    asked.event.is_changed_by_hand(**MOVED)

    asked.passes(seconds=61)

    assert asked.told()[-1].startswith(f"<b>Norr</b>\n{CHANGED}")


def test_what_is_replayed_each_time_is_no_hint_once_it_is_known(asked: Bureau) -> None:
    asked.mailbox.deltas.replays = True
    asked.event.is_changed_by_hand(**MOVED)

    for _ in range(3):
        asked.passes(seconds=61)

    assert requests(asked) == (3, 1)


@pytest.mark.parametrize(
    ("fault", "minutes"),
    [
        (Fault(Kind.STATUS, "GET", "delta", status=429, code="TooManyRequests", retry_after="600"), 10),
        (Fault(Kind.STATUS, "GET", "delta", status=403, code="ErrorAccessDenied"), 5),
    ],
)
def test_whoever_is_told_to_wait_by_it_asks_nothing_else_either(
    asked: Bureau, fault: Fault, minutes: int
) -> None:
    asked.graph.faults.add(replace(fault))

    asked.passes(seconds=61)

    assert hint(asked).wait_until == asked.clock.now() + timedelta(minutes=minutes)
    asked.graph.ledger.clear()
    asked.passes(minutes=minutes - 1)
    assert asked.graph.ledger == []


@pytest.fixture
def elsewhere_calls(asked: Bureau) -> Iterator[list[Call]]:
    """What somebody else's host is asked, to which the link leads by now."""
    other = Graph(token=TOKEN)
    other.mailbox(MAILBOX)
    with serve(other) as server:
        link = f"{server.base_url}/users/{MAILBOX}/calendarView/delta?$deltatoken=a"
        with asked.database.engine.begin() as connection:
            connection.execute(tables.mailbox.update().values(hint_link=link))
        yield other.ledger


def test_nobody_follows_a_link_to_another_host(asked: Bureau, elsewhere_calls: list[Call]) -> None:
    asked.passes(seconds=61)

    assert (elsewhere_calls, asked.graph.ledger, hint(asked).hint_link) == ([], [], None)


def test_a_link_that_does_not_reach_the_last_meeting_begins_anew(asked: Bureau) -> None:
    before = asked.begins_at - timedelta(hours=1)
    with asked.database.engine.begin() as connection:
        connection.execute(tables.mailbox.update().values(hint_until=before))

    asked.passes(seconds=61)

    first = asked.graph.ledger[0]
    assert set(first.query) == {"startDateTime", "endDateTime"}
    assert (requests(asked), hint(asked).hint_until > asked.begins_at + timedelta(days=300)) == ((1, 1), True)


def test_nothing_is_asked_where_graph_tells_by_itself(asked: Bureau) -> None:
    with a_hearing(asked) as hearing:
        hearing.subscribes()
        asked.graph.ledger.clear()

        asked.passes(seconds=61)

        assert requests(asked) == (0, 0)


def test_nothing_is_asked_about_a_mailbox_in_which_nothing_is_to_come(asked: Bureau) -> None:
    asked.clock.at = asked.begins_at + timedelta(days=1)
    asked.works()
    asked.graph.ledger.clear()

    for _ in range(3):
        asked.passes(seconds=61)

    assert asked.graph.ledger == []


def test_a_clock_that_was_set_back_keeps_nobody_from_asking(asked: Bureau) -> None:
    asked.clock.at -= timedelta(hours=2)

    asked.passes(seconds=61)

    assert requests(asked)[0] == 1
    assert hint(asked).hint_at <= asked.clock.now() + PERIOD


def test_two_replicas_ask_once(asked: Bureau) -> None:
    others = [asked.another() for _ in range(2)]
    asked.clock.at += timedelta(seconds=61)

    async def both() -> None:
        await asyncio.gather(*(each.do_next() for each in others))

    asked.runs(both())
    asked.works()

    assert requests(asked) == (1, 0)


def test_whoever_dies_over_it_leaves_the_mailbox_to_the_list(asked: Bureau) -> None:
    asked.graph.faults.add(Fault(Kind.HANG, "GET", "delta", seconds=3 * CALL_SECONDS))
    asked.clock.at += timedelta(seconds=61)

    async def dies() -> None:
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(asked.another().do_next(), 0.3)

    asked.runs(dies())
    asked.event.is_changed_by_hand(**MOVED)
    asked.passes(minutes=5)

    assert asked.told()[-1].startswith(f"<b>Norr</b>\n{CHANGED}")


def test_an_onlooker_sees_when_the_mailbox_is_asked_next(asked: Bureau) -> None:
    def read_at() -> datetime | None:
        with asked.database.engine.begin() as connection:
            return lookout.outlook_read_at(connection)

    assert read_at() == hint(asked).hint_at < hint(asked).look_at

    with a_hearing(asked) as hearing:
        hearing.subscribes()
        assert read_at() == hint(asked).look_at


def test_a_hint_that_finds_no_place_asks_again_with_the_same_link(asked: Bureau) -> None:
    link = hint(asked).hint_link
    asked.clock.at += timedelta(seconds=61)
    with asked.database.session() as session:
        claimed = hintlist.claim(session, asked.clock.now())
        assert claimed
        hintlist.put_off(session, claimed, asked.clock.now() + timedelta(seconds=5))

    asked.passes(seconds=6)

    assert requests(asked) == (1, 0)
    assert hint(asked).hint_link != link


def test_what_was_told_while_another_process_made_a_list_is_looked_at_soon(asked: Bureau) -> None:
    asked.clock.at += timedelta(seconds=61)
    began, event = asked.clock.now(), asked.link(lambda link: link.event_id)
    with asked.database.session() as session:
        claimed = hintlist.claim(session, began)
        assert claimed
        asked.clock.at += timedelta(seconds=3)
        hintlist.tells(session, claimed, "a link", {event: "another key"}, asked.clock.now())
        calendarlist.is_compared(session, claimed.mailbox, began + timedelta(seconds=1))

    assert hint(asked).look_at < asked.clock.now() + timedelta(minutes=1)
