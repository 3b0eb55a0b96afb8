"""The agenda goes out: what is frozen, to whom it goes in which way, and what is told of it."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from bot.acts.agendas.pages import waits_for_files
from bot.acts.agendas.publishing import ask_to_send_now, publish_agenda
from bot.acts.people.unreachable import may_still_get
from bot.model.agenda import Agenda, thawed
from bot.model.dispatch import Dispatch, DispatchKind
from bot.model.item import AgendaItem, FileState, ItemState
from bot.model.person import Person
from bot.model.publication import Way
from bot.refusals import AgendaAlreadySent
from storage import outbox, tables
from storage.arena_store import SqlArenaStore
from storage.store import SqlStore
from tests.builders import NOW, Cast, a_chat, a_deadline, an_attachment, an_item

SENT_AT = datetime(2026, 12, 10, 7, 0, tzinfo=UTC)


def paper(agenda: Agenda) -> bytes:
    return f"PDF of {agenda.arena_short} {agenda.version}".encode()


def promised(store: SqlStore, chat_id: int) -> list[Dispatch]:
    column = tables.dispatch.c
    query = select(Dispatch).where(column.chat_id == chat_id).order_by(column.id)
    return list(store.session.scalars(query))


def reported(store: SqlStore, person: Person) -> list[str]:
    """What the person is told of sendings, each without its heading."""
    noted = tables.notice.c
    query = select(noted.text).where(noted.person_id == person.id, noted.subject.like("report:%"))
    return list(store.session.scalars(query.order_by(noted.id)))


def shown(store: SqlStore, chat_id: int) -> list[str]:
    return [each.file_name or each.kind.value for each in promised(store, chat_id)]


def accepted(cast: Cast, title: str, number: int, position: int, minutes: int | None = 15) -> AgendaItem:
    item = an_item(cast.bo, title, number=number, meeting=cast.meeting, minutes=minutes)
    item.state, item.position = ItemState.ACCEPTED, position
    return item


def test_an_agenda_is_numbered_and_timed_in_the_preparers_order(
    store: SqlStore, cast: Cast, norr: SqlArenaStore
) -> None:
    for item in (
        accepted(cast, "Andra", 1, 2),
        accepted(cast, "Första", 2, 1, 30),
        an_item(cast.bo, number=3),
    ):
        store.keep(item)
    cast.meeting.ready_at = NOW

    publication = publish_agenda(store, norr, cast.meeting, paper, missed=False, now=SENT_AT)

    lines = thawed(publication.agenda, cast.norr.zone).lines
    assert [(line.number, line.clock, line.title) for line in lines] == [
        (1, "13.00", "Första"),
        (2, "13.30", "Andra"),
    ]


def test_times_stop_after_an_item_that_says_nothing_of_its_minutes(
    store: SqlStore, cast: Cast, norr: SqlArenaStore
) -> None:
    for item in (accepted(cast, "A", 1, 1, None), accepted(cast, "B", 2, 2)):
        store.keep(item)

    publication = publish_agenda(store, norr, cast.meeting, paper, missed=False, now=SENT_AT)

    assert [line["clock"] for line in publication.agenda["lines"]] == ["13.00", None]


def test_an_agenda_that_nobody_called_ready_is_preliminary_and_lists_what_came_in(
    store: SqlStore, cast: Cast, norr: SqlArenaStore
) -> None:
    store.keep(an_item(cast.bo, "Inkommet", meeting=cast.meeting))

    publication = publish_agenda(store, norr, cast.meeting, paper, missed=False, now=SENT_AT)

    incoming = thawed(publication.agenda, cast.norr.zone).incoming
    assert publication.is_preliminary
    assert [(line.title, line.proposer, line.attachments) for line in incoming] == [
        ("Inkommet", "Bo Berg", ())
    ]


def test_the_parts_go_to_the_group_in_order_and_the_post_is_pinned_last(
    store: SqlStore, cast: Cast, norr: SqlArenaStore
) -> None:
    group = a_chat()
    store.keep(group)
    item = an_item(cast.bo, "Budget", meeting=cast.meeting)
    item.state, item.position = ItemState.ACCEPTED, 1
    for name in ("a.pdf", "b.pdf"):
        file = an_attachment(cast.bo, name, state=FileState.STORED, sha256=store.keep_file(name.encode()))
        item.attachments.append(file)
    store.keep(item)

    publish_agenda(store, norr, cast.meeting, paper, missed=False, now=SENT_AT)

    assert shown(store, group.chat_id) == [
        "text",
        "Preliminär dagordning Norr 2026-12-17.pdf",
        "Punkt 1 – a.pdf",
        "Punkt 1 – b.pdf",
        "pin",
    ]


def test_members_in_the_group_get_the_post_there_and_others_privately(
    store: SqlStore, cast: Cast, norr: SqlArenaStore
) -> None:
    group = a_chat()
    store.keep(group)
    store.note_presence(group.chat_id, 2002, present=True)

    # On the 9th Bo still sits in the seat; Cilla will on the meeting day.
    sending = SENT_AT - timedelta(days=1)
    publication = publish_agenda(store, norr, cast.meeting, paper, missed=False, now=sending)

    ways = {each.person.name: each.way for each in publication.recipients}
    assert ways == {"Åsa Öberg": Way.PRIVATE, "Bo Berg": Way.GROUP, "Cilla Ceder": Way.PRIVATE}
    assert promised(store, 2002) == []


def test_whoever_cannot_be_reached_is_listed_and_the_secretary_gets_the_file(
    store: SqlStore, cast: Cast, norr: SqlArenaStore
) -> None:
    cast.cilla.telegram_id = None

    publication = publish_agenda(store, norr, cast.meeting, paper, missed=False, now=SENT_AT)

    (cilla,) = [each for each in publication.recipients if each.person is cast.cilla]
    (report,), file = reported(store, cast.asa), promised(store, 1001)[-1]
    assert (cilla.way, cilla.reason) == (Way.NOT_REACHED, "not_joined")
    assert "Cilla Ceder, cilla.ceder@example.se – har inte öppnat sin länk än" in report
    assert (file.kind, file.file_name) == (DispatchKind.DOCUMENT, "Preliminär dagordning Norr 2026-12-17.pdf")


def test_nobody_of_another_arena_gets_anything(store: SqlStore, cast: Cast, norr: SqlArenaStore) -> None:
    publish_agenda(store, norr, cast.meeting, paper, missed=False, now=SENT_AT)

    assert promised(store, 4004) == []


def test_whoever_lost_the_right_before_the_sending_gets_nothing(
    store: SqlStore, cast: Cast, norr: SqlArenaStore
) -> None:
    (cast_tenure, *_) = [tenure for tenure in norr.tenures() if tenure.person is cast.cilla]
    publish_agenda(store, norr, cast.meeting, paper, missed=False, now=SENT_AT)

    cast_tenure.ends = SENT_AT.date()
    store.flush()

    allowed = {
        claimed.chat_id
        for claimed in outbox.claim(store.session, 10)
        if may_still_get(store, claimed, now=SENT_AT)
    }
    assert allowed == {1001}


def test_a_successor_gets_the_agenda_before_the_seat_is_theirs(
    store: SqlStore, cast: Cast, norr: SqlArenaStore
) -> None:
    day_before = SENT_AT - timedelta(days=1)
    publish_agenda(store, norr, cast.meeting, paper, missed=False, now=day_before)

    claimed = {each.chat_id: each for each in outbox.claim(store.session, 10)}

    assert may_still_get(store, claimed[3003], now=day_before)


def test_an_agenda_after_the_week_is_marked_late(store: SqlStore, cast: Cast, norr: SqlArenaStore) -> None:
    due = cast.meeting.agenda_due_at

    late = publish_agenda(store, norr, cast.meeting, paper, missed=True, now=due + timedelta(minutes=1))

    assert late.is_late
    assert "Utskicket är försenat" in reported(store, cast.asa)[-1]


def test_sending_waits_ten_minutes_for_a_file_and_then_lists_it_as_late(
    store: SqlStore, cast: Cast, norr: SqlArenaStore
) -> None:
    item = an_item(cast.bo, "Budget", meeting=cast.meeting)
    item.state, item.position = ItemState.ACCEPTED, 1
    item.attachments.append(an_attachment(cast.bo, "a.pdf"))
    deadline = a_deadline(cast.meeting, due_at=SENT_AT)
    for thing in (item, deadline):
        store.keep(thing)
    store.flush()

    waits = [waits_for_files(norr, deadline, SENT_AT + timedelta(minutes=late)) for late in (0, 9, 10)]
    publication = publish_agenda(store, norr, cast.meeting, paper, missed=False, now=SENT_AT)

    assert waits == [True, True, False]
    assert thawed(publication.agenda, cast.norr.zone).lines[0].late_attachments == ("a.pdf",)


def test_asking_to_send_now_brings_the_deadline_forward(
    store: SqlStore, cast: Cast, norr: SqlArenaStore
) -> None:
    deadline = a_deadline(cast.meeting, due_at=SENT_AT)
    store.keep(deadline)
    store.flush()

    ask_to_send_now(store, norr, cast.meeting, by=cast.asa, now=NOW)

    assert (deadline.due_at, cast.meeting.ready_by) == (NOW, cast.asa)


def test_a_sent_agenda_is_not_sent_again(store: SqlStore, cast: Cast, norr: SqlArenaStore) -> None:
    publish_agenda(store, norr, cast.meeting, paper, missed=False, now=SENT_AT)

    with pytest.raises(AgendaAlreadySent):
        ask_to_send_now(store, norr, cast.meeting, by=cast.asa, now=SENT_AT)
