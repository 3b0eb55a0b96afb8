"""What the worker does where something is missing, changed or decided at the same time (PROMISES P7, P8)."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy.orm.exc import StaleDataError

from bot.acts.meetings.planning import move_meeting
from bot.model.attendance import Answer
from integrations.graphapi import Fault, Kind
from storage import tables
from storage.calendarlist import claim
from storage.store import unit_of_work
from storage.vitals import vitals
from tests.handlers.rounds.bureau import MAILBOX, MEMBERS, Bureau
from tests.handlers.rounds.deeds import answers, elsewhere, eva_replaces_dora
from tests.integrations.test_graph_turnstile import Counted


@pytest.mark.parametrize(
    ("status", "code"),
    [
        (404, "ErrorInvalidUser"),
        (404, "ResourceNotFound"),
        (404, "MailboxNotEnabledForRESTAPI"),
        (410, "SyncStateNotFound"),
        (404, ""),
    ],
)
def test_a_mailbox_that_is_not_found_is_no_event_that_somebody_deleted(
    at_work: Bureau, status: int, code: str
) -> None:
    missing = at_work.graph.faults.add(Fault(Kind.STATUS, "GET", "events", status=status, code=code))
    at_work.decides(elsewhere("Åre"))
    before = at_work.told()

    at_work.passes(seconds=61)
    assert (missing.struck, at_work.told(), at_work.link(lambda link: link.unsettled)) == (1, before, None)

    at_work.passes(minutes=6)
    assert (at_work.event.facts["location"]["displayName"], at_work.told()) == ("Åre", before)


def test_an_event_that_is_not_found_was_deleted(at_work: Bureau) -> None:
    at_work.event.is_deleted_by_hand()

    at_work.passes(minutes=6)

    assert at_work.told()[-1].startswith("<b>Norr</b>\nNågon har tagit bort mötet")


@pytest.mark.parametrize("status", [409, 412])
def test_an_event_that_is_always_changed_meanwhile_is_asked_for_less_and_less(
    at_work: Bureau, status: int
) -> None:
    conflict = at_work.graph.faults.add(
        Fault(Kind.STATUS, "PATCH", status=status, code="ErrorIrresolvableConflict", times=None)
    )
    at_work.decides(elsewhere("Åre"))
    for _ in range(61 + 120):
        at_work.passes(seconds=1)
    assert 5 <= conflict.struck <= 8

    at_work.graph.faults.clear()
    at_work.passes(minutes=5)
    assert at_work.event.facts["location"]["displayName"] == "Åre"


def test_what_somebody_changes_between_reading_and_writing_is_read_again(at_work: Bureau) -> None:
    at_work.graph.faults.add(
        Fault(Kind.PASS, "PATCH", before=lambda: at_work.event.is_changed_by_hand(subject="Julfika"))
    )
    at_work.decides(elsewhere("Åre"))

    at_work.passes(seconds=61)
    at_work.passes(seconds=2)

    facts = at_work.event.facts
    assert (facts["subject"], facts["location"]["displayName"]) == ("Julfika", "Åre")
    assert [each.status for each in at_work.graph.calls("PATCH")] == [412, 200]


def test_whoever_answers_before_we_hear_that_the_event_was_made_has_answered(bureau: Bureau) -> None:
    bureau.graph.faults.add(Fault(Kind.ACCEPT_THEN_RESET, "POST"))
    bureau.works()
    bureau.clock.at += timedelta(seconds=61)
    bureau.works()
    bureau.graph.faults.add(Fault(Kind.STATUS, status=503, retry_after="60"))
    bureau.passes(seconds=2)
    bureau.event.answers("dora@example.se", "accepted")

    bureau.passes(minutes=6)

    assert (answers(bureau), len(bureau.mailbox.events)) == ({"Dora Dal": Answer.HERE}, 1)


@pytest.mark.parametrize("is_gone", [False, True])
def test_an_event_of_which_nobody_heard_does_not_stay_in_a_mailbox_that_the_arena_has_left(
    bureau: Bureau, is_gone: bool
) -> None:
    other = bureau.graph.mailbox("samverkan@example.se")
    bureau.graph.faults.add(Fault(Kind.ACCEPT_THEN_RESET, "POST"))
    bureau.works()
    bureau.clock.at += timedelta(seconds=61)
    bureau.works()
    assert len(bureau.mailbox.events) == 1
    if is_gone:
        del bureau.graph.mailboxes[MAILBOX]

    bureau.decides(lambda desk, meeting: setattr(desk.place.arena, "calendar", "samverkan@example.se"))
    for _ in range(4):
        bureau.passes(seconds=61)

    assert (len(bureau.mailbox.events), len(other.events)) == (int(is_gone), 1)
    assert [mail.to for mail in other.mails if mail.kind == "invitation"] == MEMBERS


def test_an_arena_that_gives_its_mailbox_up_takes_its_meetings_out_of_it(at_work: Bureau) -> None:
    at_work.decides(lambda desk, _meeting: setattr(desk.place.arena, "calendar", None))

    at_work.passes(seconds=61)
    at_work.passes(minutes=6)

    assert at_work.mailbox.events == []
    assert at_work.news() == [("cancellation", address) for address in MEMBERS]


def test_somebody_whom_exchange_knows_by_another_address_answers_and_leaves(bureau: Bureau) -> None:
    bureau.mailbox.aliases |= {
        "dora@example.se": "dora.dal@kommunen.example",
        "bo@example.se": "bobe@example.se",
    }
    bureau.begins()
    assert "dora.dal@kommunen.example" in bureau.event.attendees
    bureau.event.answers("dora.dal@kommunen.example", "accepted")
    bureau.passes(minutes=6)
    assert (answers(bureau), bureau.link(lambda link: link.unsettled)) == ({"Dora Dal": Answer.HERE}, None)

    bureau.decides(eva_replaces_dora)
    bureau.passes(seconds=61)

    assert bureau.news() == [
        ("cancellation", "dora.dal@kommunen.example"),
        ("invitation", "eva.ek@example.se"),
    ]
    assert sorted(bureau.event.attendees) == [
        "asa@example.se",
        "bobe@example.se",
        "cilla@example.se",
        "eva.ek@example.se",
    ]


def test_an_address_that_exchange_changes_later_is_nobody_new(at_work: Bureau) -> None:
    at_work.mailbox.aliases["dora@example.se"] = "dodal@example.se"
    at_work.event.is_changed_by_hand(attendees=at_work.event.facts["attendees"])
    at_work.news()
    at_work.passes(minutes=6)
    assert at_work.link(lambda link: link.unsettled) is None

    at_work.decides(eva_replaces_dora)
    at_work.passes(seconds=61)
    assert at_work.news() == [("cancellation", "dodal@example.se"), ("invitation", "eva.ek@example.se")]


def test_two_replicas_never_have_one_event_at_once(at_work: Bureau) -> None:
    at_work.decides(elsewhere("Åre"))
    at_work.works()
    at_work.clock.at += timedelta(seconds=61)
    other, taken = at_work.another(), []

    def looks() -> None:
        with unit_of_work(at_work.database) as store:
            taken.append(claim(store.session, at_work.clock.now()))

    at_work.graph.faults.add(Fault(Kind.PASS, "PATCH", before=looks))
    at_work.works()
    while at_work.runs(other.do_next()):
        pass

    assert taken == [None]
    assert at_work.calls().count("PATCH") == 1


def test_whoever_is_behind_does_not_write_over_what_was_decided(at_work: Bureau) -> None:
    with unit_of_work(at_work.database) as first:
        behind = first.within("norr").calendar_link(1)  # type: ignore[union-attr]
        assert behind
        first.session.expunge(behind)
    at_work.decides(elsewhere("Åre"))
    at_work.passes(seconds=61)

    behind.is_let_go = True
    with pytest.raises(StaleDataError), unit_of_work(at_work.database) as second:
        second.session.add(behind)


def test_of_what_is_over_nobody_is_kept_even_where_outlook_never_answered(bureau: Bureau) -> None:
    bureau.server.stop()
    bureau.works()
    bureau.passes(seconds=61)
    assert bureau.link(lambda link: bool(link.wanted and link.wanted["invitees"]))

    bureau.clock.at = datetime.fromisoformat("2026-12-19T13:00:00+00:00")
    bureau.restarts()
    bureau.works()

    with bureau.database.engine.begin() as connection:
        (row,) = connection.execute(tables.calendar_link.select()).all()
    assert (row.wanted, row.written, row.base, row.aliases, row.over_at) == (None, None, None, None, None)


def test_a_moved_meeting_asks_anew(at_work: Bureau) -> None:
    at_work.decides(lambda desk, meeting: move_meeting(desk, meeting, meeting.starts + timedelta(days=1)))
    at_work.passes(hours=1)

    assert at_work.link(lambda link: link.asked_at) > at_work.clock.now() - timedelta(hours=2)


def test_where_our_own_calls_fill_the_mailbox_it_rests_for_seconds_and_counts_as_reached(
    bureau: Bureau,
) -> None:
    bureau.door.turnstile = stile = Counted(full=1)

    bureau.passes(seconds=61)
    with bureau.database.session() as session:
        shut = vitals(session, bureau.clock.now()).shut_mailboxes
    bureau.works()
    asked = list(stile.went)
    bureau.passes(seconds=6)

    assert (asked, shut, len(bureau.mailbox.events)) == ([MAILBOX], 0, 1)
