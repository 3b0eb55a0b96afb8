"""What somebody changed in Outlook: who gets what meanwhile, and who decides (PROMISES P7, P8)."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import Row

from bot.acts.desk import Desk
from bot.acts.outlook.unsettled import keep_ours, keep_theirs
from bot.model.attendance import Answer
from bot.refusals import NotYours
from integrations.graphapi import Fault, Kind
from storage import tables
from tests.handlers.rounds.bureau import MEMBERS, Bureau
from tests.handlers.rounds.deeds import (
    AGENDA,
    answers,
    elsewhere,
    eva_replaces_dora,
    has_no_place,
    the_agenda_is_sent,
    ulla_is_invited,
)


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


def test_before_there_is_an_agenda_nobody_is_mailed_a_page_that_says_as_much(at_work: Bureau) -> None:
    page = at_work.page
    ulla_is_invited(at_work)
    at_work.passes(minutes=6)
    at_work.news()

    at_work.decides(elsewhere("Åre"))
    at_work.passes(seconds=61)
    at_work.presses(keep_ours)
    at_work.passes(minutes=6)

    assert at_work.page == page
    assert {kind for kind, _ in at_work.news()} == {"update", "cancellation"}
    patches = [sorted(set(each.body) - {"@odata.type"}) for each in at_work.graph.calls("PATCH")]
    assert patches == [["location"], ["attendees"]]


def test_whoever_leaves_is_told_before_the_agenda_stands_there(at_work: Bureau) -> None:
    at_work.decides(the_agenda_is_sent)
    at_work.decides(eva_replaces_dora)

    at_work.passes(seconds=61)

    patches = [sorted(set(each.body) - {"@odata.type"}) for each in at_work.graph.calls("PATCH")]
    assert patches[-2:] == [["attendees"], ["body"]]
    assert AGENDA in at_work.page


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
    at_work.passes(hours=1)
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
    assert "Tillagda i Outlook: 1 person." in said
    assert ("Östersund" in said, "Ulla" in said) == (False, False)


def test_what_waits_to_be_decided_is_reminded_of_once_each_working_morning(at_work: Bureau) -> None:
    at_work.event.is_changed_by_hand(subject="Julfika")
    at_work.passes(minutes=6)
    assert len(mornings(at_work)) == 0

    at_work.clock.at = datetime.fromisoformat("2026-11-24T07:00:10+00:00")
    at_work.sweeps()
    at_work.sweeps()
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


def test_a_change_is_noticed_in_time_where_the_wall_clock_was_set_back(at_work: Bureau) -> None:
    at_work.passes(minutes=59)
    at_work.clock.at -= timedelta(hours=1)
    before = len(at_work.told())

    at_work.event.is_changed_by_hand(subject="Julfika")
    at_work.passes(minutes=6)

    assert len(at_work.told()) == before + 1
