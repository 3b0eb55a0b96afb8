"""Whatever Graph does, each event comes once, with one mail each, and is not asked early (PROMISES P7)."""

import asyncio
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from bot.acts.desk import Desk
from bot.acts.meetings.planning import cancel_meeting
from bot.model.meeting import Meeting
from handlers.rounds.calendars import Calendars
from integrations.graphapi import Fault, Graph, Kind, serve
from storage import calendarlist, tables
from storage.engine import Database
from storage.store import unit_of_work
from tests.builders import a_meeting
from tests.handlers.rounds.bureau import CALL_SECONDS, MEMBERS, TOKEN, Bureau, norr
from tests.handlers.rounds.deeds import elsewhere

HTML, RESET, LOST = Kind.HTML, Kind.RESET_BEFORE, Kind.ACCEPT_THEN_RESET
FAULTS: dict[str, Callable[[str], Fault]] = {
    "401": lambda method: Fault(Kind.STATUS, method, status=401, code="InvalidAuthenticationToken"),
    "403": lambda method: Fault(Kind.STATUS, method, status=403, code="ErrorAccessDenied"),
    "404 of the mailbox": lambda method: Fault(Kind.STATUS, method, status=404, code="ErrorInvalidUser"),
    "409": lambda method: Fault(Kind.STATUS, method, status=409, code="ErrorIrresolvableConflict"),
    "410": lambda method: Fault(Kind.STATUS, method, status=410, code="SyncStateNotFound"),
    "412": lambda method: Fault(Kind.STATUS, method, status=412, code="ErrorIrresolvableConflict"),
    "429": lambda method: Fault(Kind.STATUS, method, status=429, code="TooManyRequests", retry_after="30"),
    "500 with a page": lambda method: Fault(HTML, method, status=500),
    "502": lambda method: Fault(HTML, method, status=502),
    "503": lambda method: Fault(Kind.STATUS, method, status=503),
    "504 after it was done": lambda method: Fault(Kind.ACCEPT_THEN_STATUS, method, status=504),
    "reset before": lambda method: Fault(RESET, method),
    "reset after": lambda method: Fault(LOST, method),
    "silence": lambda method: Fault(Kind.HANG, method, seconds=3 * CALL_SECONDS),
    "silence after it was done": lambda method: Fault(
        Kind.ACCEPT_THEN_HANG, method, seconds=3 * CALL_SECONDS
    ),
    "garbage": lambda method: Fault(Kind.GARBAGE, method),
}


@pytest.mark.parametrize("name", FAULTS)
def test_one_event_and_one_invitation_each_however_its_making_went(
    bureau: Bureau, name: str, figure: Callable[..., None]
) -> None:
    fault = bureau.graph.faults.add(FAULTS[name]("POST"))

    bureau.passes(seconds=61)
    bureau.passes(minutes=6)

    news = _news(figure, "making", fault, bureau)
    assert (fault.struck, len(bureau.mailbox.events)) == (1, 1)
    assert news == [("invitation", address) for address in MEMBERS]


def _news(figure: Callable[..., None], what: str, fault: Fault, bureau: Bureau) -> list[tuple[str, str]]:
    """Who was mailed what since it was asked last."""
    news = bureau.news()
    proof = f"faults of Graph while {what} an event"
    figure("P7", proof, faults=fault.struck, mails=len(news), again=len(news) - len(set(news)))
    return news


@pytest.mark.parametrize("repeats_are_errors", [False, True])
def test_either_of_two_guards_alone_keeps_an_event_from_being_made_twice(
    bureau: Bureau, repeats_are_errors: bool
) -> None:
    bureau.mailbox.repeats_are_errors = repeats_are_errors
    bureau.graph.faults.add(Fault(LOST, "POST"))
    if not repeats_are_errors:
        # The search finds nothing yet; the same transaction gives the same event.
        bureau.graph.faults.add(Fault(Kind.EMPTY_PAGE, "GET", "/events"))

    bureau.passes(seconds=61)
    bureau.passes(minutes=6)

    assert len(bureau.mailbox.events) == 1
    assert bureau.news() == [("invitation", address) for address in MEMBERS]
    assert len(bureau.graph.calls("POST")) == (1 if repeats_are_errors else 2)


@pytest.mark.parametrize("minutes", [1, 24 * 60])
def test_what_has_begun_is_never_put_into_outlook(bureau: Bureau, minutes: int) -> None:
    bureau.clock.at = bureau.begins_at + timedelta(minutes=minutes)

    bureau.passes(seconds=61)
    bureau.passes(minutes=6)

    assert (bureau.graph.ledger, bureau.mailbox.events, bureau.news()) == ([], [], [])


@pytest.mark.parametrize("name", FAULTS)
def test_one_mail_each_however_its_writing_went(
    at_work: Bureau, name: str, figure: Callable[..., None]
) -> None:
    fault = at_work.graph.faults.add(FAULTS[name]("PATCH"))
    at_work.decides(elsewhere("Åre"))

    at_work.passes(seconds=61)
    at_work.passes(minutes=6)

    news = _news(figure, "changing", fault, at_work)
    assert (fault.struck, at_work.event.facts["location"]["displayName"]) == (1, "Åre")
    assert news == [("update", address) for address in MEMBERS]


@pytest.mark.parametrize("name", FAULTS)
def test_one_cancellation_each_however_it_went(
    at_work: Bureau, name: str, figure: Callable[..., None]
) -> None:
    fault = at_work.graph.faults.add(replace(FAULTS[name]("POST"), path="/cancel"))
    at_work.decides(cancel_meeting)

    at_work.passes(seconds=61)
    at_work.passes(minutes=6)

    news = _news(figure, "cancelling", fault, at_work)
    assert (fault.struck, at_work.mailbox.events) == (1, [])
    assert news == [("cancellation", address) for address in MEMBERS]


@pytest.mark.parametrize("name", FAULTS)
def test_what_cannot_be_read_is_not_written_either(
    at_work: Bureau, name: str, figure: Callable[..., None]
) -> None:
    fault = at_work.graph.faults.add(FAULTS[name]("GET"))
    at_work.decides(elsewhere("Åre"))

    at_work.passes(seconds=61)
    patched = len(at_work.graph.calls("PATCH"))
    at_work.passes(minutes=6)

    news = _news(figure, "reading", fault, at_work)
    assert (fault.struck, patched) == (1, 0)
    assert news == [("update", address) for address in MEMBERS]


def in_ten_minutes() -> str:
    return format_datetime(datetime.now(UTC) + timedelta(minutes=10), usegmt=True)


@pytest.mark.parametrize("wait", [lambda: "600", in_ten_minutes])
def test_nobody_asks_before_the_time_that_graph_said(at_work: Bureau, wait: Callable[[], str]) -> None:
    at_work.graph.faults.add(Fault(Kind.STATUS, status=429, code="TooManyRequests", retry_after=wait()))
    at_work.decides(elsewhere("Åre"))
    at_work.passes(seconds=61)
    at_work.graph.ledger.clear()
    # What Graph said holds for whoever asks next, in whichever process.
    at_work.restarts()

    # On a busy machine some seconds have gone by before the date is read.
    for _ in range(95):
        at_work.passes(seconds=6)
    assert at_work.graph.ledger == []

    at_work.passes(seconds=61)
    assert at_work.event.facts["location"]["displayName"] == "Åre"


@pytest.mark.parametrize("kind", [Kind.ENDLESS_PAGES, Kind.FOREIGN_PAGE, Kind.EMPTY_PAGE, Kind.REPLAYED_PAGE])
def test_a_list_that_is_not_as_it_should_be_changes_and_mails_nothing(at_work: Bureau, kind: Kind) -> None:
    fault = at_work.graph.faults.add(Fault(kind, "GET", "calendarView", times=None))

    at_work.passes(minutes=6)

    assert fault.struck > 0
    assert (at_work.graph.calls("PATCH"), at_work.news(), at_work.told()) == ([], [], [])
    assert at_work.link(lambda link: (link.unsettled, bool(link.event_id))) == (None, True)

    at_work.graph.faults.clear()
    at_work.event.is_changed_by_hand(subject="Julfika")
    at_work.passes(minutes=6)
    assert "Rubrik i Outlook: Julfika" in at_work.told()[-1]


def test_an_act_that_does_not_end_ends_before_somebody_else_may_take_it_up(
    at_work: Bureau, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(calendarlist, "LEASE_SECONDS", 31.0)
    at_work.graph.faults.add(Fault(Kind.HANG, "GET", "events/", seconds=3 * CALL_SECONDS))
    at_work.decides(elsewhere("Åre"))

    at_work.passes(seconds=61)

    with at_work.database.engine.begin() as connection:
        (box,) = connection.execute(tables.mailbox.select()).all()
    assert box.problem == "no end"


MEETINGS, CHANGES = 40, 5


@pytest.fixture
def busy(database: Database) -> Iterator[Bureau]:
    """Forty meetings, the last one first in the database."""
    with unit_of_work(database) as store:
        first = norr(store)
        for number in range(1, MEETINGS):
            starts = first.starts + timedelta(days=7 * (MEETINGS - number))
            store.keep(a_meeting(first.arena, key=f"{number}", starts=starts, place="Östersund"))
    graph = Graph(token=TOKEN)
    with serve(graph) as server:
        bureau = Bureau(database, graph, server)
        graph.now = bureau.clock.now
        yield bureau
        bureau.close()


def test_a_mailbox_invites_to_thirty_meetings_a_minute(busy: Bureau) -> None:
    made = []
    for seconds in (61, 59, 2):
        busy.passes(seconds=seconds)
        made.append(len(busy.mailbox.events))

    assert made == [30, 30, MEETINGS]


def another_place_for_all(number: int) -> Callable[[Desk, Meeting], None]:
    def act(desk: Desk, _meeting: Meeting) -> None:
        for each in desk.place.meetings():
            each.place = f"Sal {number}"

    return act


def test_after_a_week_without_graph_200_changes_are_40_writings_the_next_meeting_first(busy: Bureau) -> None:
    for _ in range(4):
        busy.passes(seconds=61)
    assert len(busy.mailbox.events) == MEETINGS
    busy.news(), busy.calls()

    busy.server.stop()
    for number in range(CHANGES):
        busy.decides(another_place_for_all(number))
        for _ in range(34):
            busy.passes(hours=1)
    busy.server.start()
    busy.graph.faults.add(Fault(Kind.STATUS, status=429, code="TooManyRequests", retry_after="600"))
    busy.passes(minutes=6)
    assert [call.status for call in busy.graph.ledger] == [429]
    busy.passes(minutes=9)
    assert len(busy.graph.ledger) == 1

    for _ in range(4):
        busy.passes(seconds=61)

    patched = [each.path.rpartition("/")[2] for each in busy.graph.calls("PATCH")]
    starts = {each.id: each.facts["start"]["dateTime"] for each in busy.mailbox.events}
    assert [starts[each] for each in patched] == sorted(starts.values())
    assert {each.facts["location"]["displayName"] for each in busy.mailbox.events} == {f"Sal {CHANGES - 1}"}
    assert busy.news() == sorted(("update", address) for address in MEMBERS for _ in range(MEETINGS))


def test_two_replicas_at_once_make_each_event_once_and_write_it_once(busy: Bureau) -> None:
    async def both() -> None:
        await asyncio.gather(*(_until_nothing_waits(each) for each in (busy.another(), busy.another())))

    def together() -> None:
        for _ in range(4):
            busy.runs(both())
            busy.clock.at += timedelta(seconds=61)
        busy.runs(both())

    together()
    assert len(busy.graph.calls("POST")) == len(busy.mailbox.events) == MEETINGS
    busy.news(), busy.calls()

    busy.decides(another_place_for_all(1))
    together()
    assert len(busy.graph.calls("PATCH")) == MEETINGS
    assert busy.news() == sorted(("update", address) for address in MEMBERS for _ in range(MEETINGS))


async def _until_nothing_waits(worker: Calendars) -> None:
    # Somebody who is just told that another is at it looks once more.
    idle = 0
    while idle < 3:
        idle = 0 if await worker.do_next() else idle + 1
