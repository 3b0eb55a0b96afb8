"""What goes out by itself after the agenda: items taken up late, and files that were promised."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from bot.acts.agendas.preparing import accept_item, set_minutes
from bot.acts.agendas.publishing import publish_agenda
from bot.acts.agendas.versions import publish_version
from bot.acts.desk import Desk
from bot.acts.items.attachments import keep_content
from bot.acts.items.incoming import attach
from bot.acts.meetings.planning import move_meeting
from bot.model.agenda import thawed
from bot.model.changes import as_sent
from bot.model.deadline import GATHERING
from bot.model.dispatch import DispatchKind
from bot.model.item import ItemState
from bot.model.publication import PublicationKind
from bot.model.seat import Standing
from bot.refusals import MeetingHeld
from storage import tables
from storage.arena_store import SqlArenaStore
from storage.store import SqlStore
from tests.bot.sent_agenda import GATHERED, LATER, after_the_sending, in_group, numbered, sweep, the_item
from tests.bot.test_publishing import SENT_AT, accepted, paper, reported
from tests.builders import Cast, a_publication, an_item, the_cast


@pytest.fixture
def cast(store: SqlStore) -> Cast:
    return after_the_sending(store)


def test_an_item_accepted_after_the_sending_goes_out_as_a_supplement(
    store: SqlStore, cast: Cast, norr: SqlArenaStore, asa: Standing
) -> None:
    late = an_item(cast.bo, "Sent inkommen", number=3, meeting=cast.meeting)
    store.keep(late)
    set_minutes(store, asa, the_item(norr, cast, "Skola"), "30", now=LATER)
    before = len(in_group(store))

    accept_item(store, norr, asa, late, now=LATER)
    sweep(store, now=GATHERED)
    sweep(store, now=GATHERED)

    post, pdf, _pin = in_group(store)[before:]
    assert (post.text or "").splitlines() == [
        "<b>Norr</b>",
        "<b>Tillägg till dagordningen</b>, 7 dagar före mötet",
        "torsdag 17 december 2026 kl. 13.00, 2 tim",
        "",
        "3. 13.45 Sent inkommen (15 min)",
        "",
        "Hela dagordningen, version 2, följer som pdf här under.",
    ]
    assert pdf.file_name == "Dagordning Norr 2026-12-17 version 2.pdf"
    # The change of minutes waits for a version that names it.
    (_first, supplement) = norr.publications(cast.meeting)
    agenda = thawed(supplement.agenda, cast.norr.zone)
    assert supplement.kind is PublicationKind.SUPPLEMENT
    assert [(line.number, line.minutes) for line in agenda.lines] == [(1, 15), (2, 15), (3, 15)]


def test_nothing_is_taken_up_once_the_meeting_has_begun(
    store: SqlStore, cast: Cast, norr: SqlArenaStore, asa: Standing
) -> None:
    late = an_item(cast.bo, "För sent", number=3, meeting=cast.meeting)
    store.keep(late)

    with pytest.raises(MeetingHeld):
        accept_item(store, norr, asa, late, now=cast.meeting.starts_at)


def test_a_supplement_waits_ten_minutes_for_its_file_and_the_file_follows_by_itself(
    store: SqlStore, cast: Cast, norr: SqlArenaStore, asa: Standing
) -> None:
    late = an_item(cast.bo, "Sent inkommen", number=3, meeting=cast.meeting)
    store.keep(late)
    store.flush()
    file = attach(store, asa, late, file_id="x", name="plan.pdf", size=10, now=LATER)
    accept_item(store, norr, asa, late, now=LATER)
    sweep(store, now=GATHERED)
    waited = len(norr.publications(cast.meeting))
    sweep(store, now=GATHERED + timedelta(minutes=10))
    before = len(in_group(store))

    fetched = LATER + timedelta(minutes=20)
    keep_content(store, norr, late.id, file.id, b"%PDF", now=fetched)
    sweep(store, now=fetched + GATHERING)

    (sent,) = in_group(store)[before:]
    assert (waited, len(norr.publications(cast.meeting))) == (1, 2)
    assert (sent.kind, sent.file_name) == (DispatchKind.DOCUMENT, "Punkt 3 – plan.pdf")
    assert sent.text == (
        "<b>Norr</b>\nBilaga till punkt 3, Sent inkommen. Möte: torsdag 17 december 2026 kl. 13.00."
    )
    # It is known to have been sent: no version is due for it.
    publish_version(store, norr, cast.meeting, paper, now=LATER + timedelta(hours=1))
    assert len(norr.publications(cast.meeting)) == 2


def test_an_item_that_nobody_had_prepared_keeps_its_number_when_it_is_taken_up(store: SqlStore) -> None:
    cast = the_cast(store)
    norr = store.within("norr")
    assert norr
    store.keep(accepted(cast, "Budget", 1, 1))
    waiting = an_item(cast.bo, "Oberedd", number=2, meeting=cast.meeting)
    store.keep(waiting)
    publish_agenda(store, norr, cast.meeting, paper, missed=False, now=SENT_AT)

    accept_item(store, norr, norr.standing(cast.asa, SENT_AT.date()), waiting, now=LATER)
    sweep(store, now=GATHERED)

    whole = thawed(norr.publications(cast.meeting)[-1].agenda, cast.norr.zone)
    assert (numbered(whole)[-1][:2], whole.incoming, whole.preliminary) == ((2, "Oberedd"), (), False)
    assert waiting.state is ItemState.ACCEPTED
    keys = list(store.session.scalars(select(tables.dispatch.c.dedupe_key)))
    assert len(keys) == len(set(keys))


def test_a_supplement_that_was_asked_for_survives_the_moving_of_the_meeting(
    store: SqlStore, cast: Cast, norr: SqlArenaStore, asa: Standing
) -> None:
    late = an_item(cast.bo, "Sent inkommen", number=3, meeting=cast.meeting)
    store.keep(late)
    accept_item(store, norr, asa, late, now=LATER)
    desk = Desk(store=store, place=norr, now=LATER, through="chat", by=cast.asa)

    move_meeting(desk, cast.meeting, cast.meeting.starts + timedelta(days=14, hours=-4))
    before = len(in_group(store))
    sweep(store, now=GATHERED)

    # That it moved was told: nobody reads the old time anew.
    assert (in_group(store)[before].text or "").splitlines()[2:5:2] == [
        "torsdag 31 december 2026 kl. 09.00, 2 tim",
        "3. 09.30 Sent inkommen (15 min)",
    ]
    supplement = norr.publications(cast.meeting)[-1]
    lines = thawed(supplement.agenda, cast.norr.zone).lines
    assert [line.clock for line in lines] == ["09.00", "09.15", "09.30"]
    assert [each.kind for each in norr.publications(cast.meeting)] == [
        PublicationKind.AGENDA,
        PublicationKind.SUPPLEMENT,
    ]


def test_promised_files_go_out_together_and_another_waits_for_the_next_version(
    store: SqlStore, cast: Cast, norr: SqlArenaStore, asa: Standing
) -> None:
    budget, school = the_item(norr, cast, "Budget"), the_item(norr, cast, "Skola")
    budget.awaits_file = True
    set_minutes(store, asa, school, "30", now=LATER)
    publish_version(store, norr, cast.meeting, paper, now=LATER)
    post = next(each for each in in_group(store) if "version 2" in (each.text or ""))
    before = len(in_group(store))

    for item, name in ((budget, "plan.pdf"), (school, "skola.pdf"), (budget, "karta.pdf")):
        file = attach(store, asa, item, file_id=name, name=name, size=10, now=LATER)
        keep_content(store, norr, item.id, file.id, name.encode(), now=LATER)
    sweep(store, now=LATER)
    waited = len(in_group(store))
    sweep(store, now=GATHERED)
    sweep(store, now=GATHERED)

    sent = [each.file_name for each in in_group(store)[before:]]
    assert "   Bilaga eftersänds" in (post.text or "").splitlines()
    assert (waited, sent) == (before, ["Punkt 1 – plan.pdf", "Punkt 1 – karta.pdf"])
    assert reported(store, cast.asa)[-1].splitlines()[0] == (
        "Bilagorna Punkt 1 – plan.pdf och Punkt 1 – karta.pdf till mötet torsdag 17 december 2026 kl. 13.00 "
        "är skickade torsdag 10 december 2026 kl. 09.00."
    )
    # Known to have been sent, each with its content: no version is due for them.
    agenda = as_sent(norr.all_publications(cast.meeting), cast.norr.zone)
    assert agenda
    assert list(agenda.lines[0].files) == ["plan.pdf", "karta.pdf"]


def test_a_file_that_was_sent_when_each_was_a_sending_of_its_own_is_still_known(
    store: SqlStore, cast: Cast, norr: SqlArenaStore
) -> None:
    item = the_item(norr, cast, "Budget")
    alone = {"item_id": item.id, "number": 1, "title": "Budget", "name": "plan.pdf", "sha256": "abc"}
    store.keep(a_publication(cast.meeting, kind=PublicationKind.ATTACHMENT, agenda=alone))
    store.flush()

    sent = norr.all_publications(cast.meeting)
    agenda = as_sent(sent, cast.norr.zone)

    assert agenda
    assert agenda.lines[0].files == {"plan.pdf": "abc"}
    assert sent[-1].late_names == ["Punkt 1 – plan.pdf"]
