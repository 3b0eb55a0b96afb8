"""What the worker does where something is missing, changed or decided at the same time (PROMISES P7, P8)."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import Row
from sqlalchemy.orm.exc import StaleDataError

from bot.acts.desk import Desk
from bot.acts.meetings.planning import move_meeting
from bot.acts.meetings.rescheduling import change_place
from bot.acts.outlook.unsettled import keep_ours, keep_theirs
from bot.model.agenda import frozen
from bot.model.attendance import Answer
from bot.model.meeting import Meeting
from bot.refusals import NotYours
from integrations.graphapi import Fault, Kind
from storage import tables
from storage.calendarlist import claim
from storage.store import unit_of_work
from tests.bot.test_texts import an_agenda
from tests.builders import a_person, a_publication, a_tenure
from tests.handlers.rounds.bureau import MAILBOX, MEMBERS, Bureau

AGENDA = "dagordning, version 2"
ULLA = {"emailAddress": {"address": "ulla@utanfor.example", "name": "Ulla Utanför"}, "type": "required"}


def elsewhere(place: str) -> Callable[[Desk, Meeting], None]:
    return lambda desk, meeting: change_place(desk, meeting, place, None)


def the_agenda_is_sent(desk: Desk, meeting: Meeting) -> None:
    meeting.sent_at = desk.now
    page = replace(an_agenda(), starts_at=meeting.starts_at, sent_at=desk.now)
    desk.store.keep(a_publication(meeting, agenda=frozen(page)))


def eva_replaces_dora(desk: Desk, _meeting: Meeting) -> None:
    (dora,) = (each for each in desk.place.tenures() if each.person.name == "Dora Dal")
    dora.ends = date(2026, 12, 1)
    desk.store.keep(a_tenure(dora.seat, a_person("Eva Ek"), begins=date(2026, 12, 1)))


def has_no_place(bureau: Bureau) -> None:
    bureau.event.is_changed_by_hand(location={"displayName": ""})


def ulla_is_invited(bureau: Bureau) -> None:
    bureau.event.is_changed_by_hand(attendees=[*bureau.event.facts["attendees"], ULLA])


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


def test_whoever_was_added_in_outlook_gets_no_agenda_before_somebody_has_decided(at_work: Bureau) -> None:
    ulla_is_invited(at_work)
    at_work.decides(the_agenda_is_sent)
    at_work.passes(minutes=6)
    assert AGENDA not in at_work.page
    assert "Tillagda i Outlook: Ulla Utanför. Boten skriver inte in någon dagordning" in at_work.told()[-1]

    # A new member is invited all the same, and nobody else is mailed.
    at_work.news()
    at_work.decides(eva_replaces_dora)
    at_work.passes(seconds=61)
    assert at_work.news() == [("cancellation", "dora@example.se"), ("invitation", "eva.ek@example.se")]
    assert AGENDA not in at_work.page

    at_work.presses(keep_theirs)
    at_work.works()
    assert AGENDA in at_work.page
    assert "ulla@utanfor.example" in at_work.event.attendees


def test_a_mail_that_goes_to_everybody_takes_the_agenda_back_from_whom_nobody_knows(at_work: Bureau) -> None:
    at_work.decides(the_agenda_is_sent)
    at_work.passes(seconds=61)
    ulla_is_invited(at_work)
    at_work.passes(minutes=6)
    assert AGENDA in at_work.page
    asked = len(at_work.told())

    at_work.decides(elsewhere("Åre"))
    at_work.passes(seconds=61)
    assert (at_work.event.facts["location"]["displayName"], AGENDA in at_work.page) == ("Åre", False)
    at_work.passes(minutes=6)
    assert (
        [text for text in at_work.told()[asked:] if "i Outlook" in text],
        AGENDA in at_work.page,
    ) == (
        [],
        False,
    )

    at_work.presses(keep_ours)
    at_work.passes(seconds=1)
    assert sorted(at_work.event.attendees) == MEMBERS
    assert AGENDA in at_work.page


def test_whoever_leaves_is_told_before_the_agenda_stands_there(at_work: Bureau) -> None:
    at_work.decides(the_agenda_is_sent)
    at_work.decides(eva_replaces_dora)

    at_work.passes(seconds=61)

    patches = [sorted(set(each.body) - {"@odata.type"}) for each in at_work.graph.calls("PATCH")]
    assert patches[-2:] == [["attendees"], ["body"]]
    assert AGENDA in at_work.page


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


@pytest.mark.parametrize(("act", "subject"), [(keep_theirs, "Julfika"), (keep_ours, "Norr")])
def test_what_is_decided_while_outlook_is_asked_holds(
    at_work: Bureau, act: Callable[[Desk, int, int], object], subject: str
) -> None:
    at_work.event.is_changed_by_hand(subject="Julfika")
    at_work.passes(minutes=6)
    asked = len(at_work.told())
    # Somebody presses while the worker, for another reason, has the event in its hands.
    press = at_work.graph.faults.add(Fault(Kind.PASS, "GET", "events/", before=lambda: at_work.presses(act)))
    at_work.decides(elsewhere("Åre"))

    at_work.passes(seconds=61)
    at_work.passes(minutes=6)

    assert (press.struck, at_work.link(lambda link: link.unsettled)) == (1, None)
    assert at_work.event.facts["subject"] == subject
    assert [text for text in at_work.told()[asked:] if "Någon har ändrat" in text] == []


def test_an_event_that_is_let_go_meanwhile_is_not_taken_up_again(at_work: Bureau) -> None:
    at_work.event.is_deleted_by_hand()
    at_work.passes(minutes=6)
    at_work.graph.faults.add(Fault(Kind.PASS, "GET", "events/", before=lambda: at_work.presses(keep_theirs)))
    at_work.decides(elsewhere("Åre"))

    at_work.passes(seconds=61)
    at_work.passes(minutes=6)

    assert at_work.link(lambda link: (link.is_let_go, link.event_id, link.unsettled)) == (True, None, None)
    assert at_work.mailbox.events == []


def test_answers_to_the_time_that_somebody_chose_in_outlook_count_and_earlier_ones_do_not(
    at_work: Bureau,
) -> None:
    at_work.event.is_changed_by_hand(
        start={"dateTime": "2026-12-18T13:00:00", "timeZone": "Europe/Stockholm"},
        end={"dateTime": "2026-12-18T15:00:00", "timeZone": "Europe/Stockholm"},
    )
    moved = at_work.clock.now()
    at_work.passes(minutes=6)
    at_work.clock.at += timedelta(minutes=5)
    at_work.event.answers("dora@example.se", "accepted")
    # As an organizer's copy shows who answered before it was moved, and was not asked anew.
    at_work.event.answers("bo@example.se", "accepted", at=moved - timedelta(minutes=1))
    at_work.passes(minutes=30)

    at_work.presses(keep_theirs)
    at_work.passes(minutes=6)

    assert answers(at_work) == {"Dora Dal": Answer.HERE}


def answers(bureau: Bureau) -> dict[str, Answer]:
    with bureau.database.engine.begin() as connection:
        names = {row.id: row.name for row in connection.execute(tables.person.select())}
        rows = connection.execute(tables.attendance.select()).all()
    return {
        names[row.person_id]: row.answer for row in rows if row.generation == max(r.generation for r in rows)
    }


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


def test_an_emptied_place_is_kept_where_outlooks_is_to_hold(at_work: Bureau) -> None:
    has_no_place(at_work)
    at_work.passes(minutes=6)

    at_work.presses(keep_theirs)
    at_work.passes(minutes=6)

    assert at_work.link(lambda link: (link.meeting.place, link.unsettled)) == (None, None)
    assert at_work.event.facts["location"]["displayName"] == ""


def test_a_sparsam_arena_hears_neither_places_nor_names(bureau: Bureau) -> None:
    bureau.decides(lambda desk, meeting: setattr(desk.place.arena, "telegram", "sparsam"))
    bureau.begins()
    has_no_place(bureau)
    ulla_is_invited(bureau)

    bureau.passes(minutes=6)

    said = bureau.told()[-1]
    assert "Platsen i Outlook är en annan än botens." in said
    assert "Tillagda i Outlook: 1." in said
    assert ("Östersund" in said, "Ulla" in said) == (False, False)


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
        behind = first.within("norr").calendar_links(at_work.clock.now())[0]  # type: ignore[union-attr]
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
    assert bureau.link(lambda link: bool(link.wanted["invitees"]))

    bureau.clock.at = datetime.fromisoformat("2026-12-19T13:00:00+00:00")
    bureau.restarts()
    bureau.works()

    with bureau.database.engine.begin() as connection:
        (row,) = connection.execute(tables.calendar_link.select()).all()
    assert (row.wanted, row.written, row.base, row.aliases, row.over_at) == (None, None, None, None, None)


def test_what_waits_to_be_decided_is_reminded_of_once_each_working_morning(at_work: Bureau) -> None:
    at_work.event.is_changed_by_hand(subject="Julfika")
    at_work.passes(minutes=6)
    assert len(mornings(at_work)) == 0

    at_work.clock.at = datetime.fromisoformat("2026-11-24T07:00:10+00:00")
    at_work.sweeps(), at_work.sweeps()
    assert len(mornings(at_work)) == 1
    assert "Rubrik i Outlook: Julfika" in mornings(at_work)[0].text
    assert [button.text for button in mornings(at_work)[0].buttons[0]] == ["Behåll Outlooks", "Behåll botens"]
    at_work.passes(hours=3)
    at_work.sweeps()
    assert len(mornings(at_work)) == 1

    at_work.clock.at = datetime.fromisoformat("2026-11-25T07:00:10+00:00")
    at_work.sweeps()
    assert len(mornings(at_work)) == 2

    at_work.presses(keep_ours)
    at_work.clock.at = datetime.fromisoformat("2026-11-26T07:00:10+00:00")
    at_work.sweeps()
    assert len(mornings(at_work)) == 2


def mornings(bureau: Bureau) -> list[Row[Any]]:
    with bureau.database.engine.begin() as connection:
        rows = connection.execute(tables.dispatch.select()).all()
    return [row for row in rows if row.dedupe_key.startswith("morning")]


def test_whoever_prepares_decides_only_where_nobody_who_leads_can_be_reached(at_work: Bureau) -> None:
    at_work.event.is_changed_by_hand(
        subject="Julfika",
        start={"dateTime": "2026-12-18T13:00:00", "timeZone": "Europe/Stockholm"},
        end={"dateTime": "2026-12-18T15:00:00", "timeZone": "Europe/Stockholm"},
    )
    at_work.passes(minutes=6)
    with pytest.raises(NotYours):
        at_work.presses(keep_theirs, by="cilla")

    at_work.decides(lambda desk, meeting: setattr(desk.by, "unreachable_since", desk.now))
    at_work.presses(keep_theirs, by="cilla")

    assert at_work.link(lambda link: link.meeting.starts) == datetime(2026, 12, 18, 13)  # noqa: DTZ001
    with pytest.raises(NotYours):
        at_work.presses(keep_theirs, by="bo")


def test_a_moved_meeting_asks_anew(at_work: Bureau) -> None:
    at_work.decides(lambda desk, meeting: move_meeting(desk, meeting, meeting.starts + timedelta(days=1)))
    at_work.passes(hours=1)

    assert at_work.link(lambda link: link.asked_at) > at_work.clock.now() - timedelta(hours=2)
