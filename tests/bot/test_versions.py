"""A sent agenda changes: new versions, «Läst», all papers as one."""

import pytest
from sqlalchemy import event

from bot.acts.agendas.papers import all_papers, papers_of
from bot.acts.agendas.preparing import decline_item, move_item, set_minutes
from bot.acts.agendas.publishing import publish_agenda
from bot.acts.agendas.reading import mark_read, read_count, who_has_not_read
from bot.acts.agendas.versions import ask_for_version, publish_version
from bot.model.agenda import Agenda, thawed
from bot.model.changes import as_planned
from bot.model.dispatch import DispatchKind
from bot.model.item import FileState
from bot.model.seat import Standing
from bot.refusals import NothingChanged
from storage.arena_store import SqlArenaStore
from storage.engine import Database
from storage.store import SqlStore
from tests.bot.sent_agenda import LATER, after_the_sending, give, in_group, numbered, sweep, the_item
from tests.bot.test_publishing import SENT_AT, accepted, paper, reported
from tests.bot.textfacts import an_agenda
from tests.builders import Cast, a_chat, a_meeting, an_arena, an_attachment, the_cast


@pytest.fixture
def cast(store: SqlStore) -> Cast:
    return after_the_sending(store)


def sent_again(store: SqlStore, norr: SqlArenaStore, cast: Cast) -> Agenda:
    """The next version as it went out."""
    publish_version(store, norr, cast.meeting, paper, now=LATER)
    return thawed(norr.publications(cast.meeting)[-1].agenda, cast.norr.zone)


def test_numbers_stay_when_the_order_changes(
    store: SqlStore, cast: Cast, norr: SqlArenaStore, asa: Standing
) -> None:
    move_item(store, norr, asa, the_item(norr, cast, "Skola"), -1, now=LATER)

    agenda = sent_again(store, norr, cast)

    assert numbered(agenda) == [(2, "Skola", "13.00", False), (1, "Budget", "13.15", False)]


def test_what_is_taken_off_stays_as_withdrawn_and_gives_its_number_to_nobody(
    store: SqlStore, cast: Cast, norr: SqlArenaStore, asa: Standing
) -> None:
    decline_item(store, norr, asa, the_item(norr, cast, "Budget"), "Hinns inte med", now=LATER)
    store.keep(accepted(cast, "Ny", 3, 3))

    agenda = sent_again(store, norr, cast)

    assert numbered(agenda) == [
        (1, "Budget", None, True),
        (2, "Skola", "13.00", False),
        (3, "Ny", "13.15", False),
    ]


def test_a_new_version_says_what_changed_and_the_first_post_that_it_is_replaced(
    store: SqlStore, cast: Cast, norr: SqlArenaStore, asa: Standing
) -> None:
    set_minutes(store, asa, the_item(norr, cast, "Skola"), "30", now=LATER)
    before = len(in_group(store))

    publish_version(store, norr, cast.meeting, paper, now=LATER)

    post, pdf, pin, *edits = in_group(store)[before:]
    assert (post.text or "").splitlines()[:4] == [
        "<b>Norr</b>",
        "<b>Dagordning, version 2</b>",
        "Ändrat sedan version 1:",
        "– Punkt 2, Skola: ny tid, 30 min.",
    ]
    assert (pdf.file_name, pin.kind, pin.after) == (
        "Dagordning Norr 2026-12-17 version 2.pdf",
        DispatchKind.PIN,
        post,
    )
    (edit,) = [each for each in edits if each.kind is DispatchKind.EDIT]
    (unpin,) = [each for each in edits if each.kind is DispatchKind.UNPIN]
    first = in_group(store)[0]
    assert (edit.after, unpin.after) == (first, first)
    assert (edit.text or "").splitlines()[:2] == ["<b>Norr</b>", "<b>Ersatt av version 2</b>"]


def test_only_new_or_changed_attachments_go_out_again(
    store: SqlStore, cast: Cast, norr: SqlArenaStore, asa: Standing
) -> None:
    item = the_item(norr, cast, "Budget")
    give(store, cast, item, "a.pdf", b"one")
    give(store, cast, item, "b.pdf", b"two")
    publish_version(store, norr, cast.meeting, paper, now=LATER)
    before = len(in_group(store))

    give(store, cast, item, "b.pdf", b"three")
    publish_version(store, norr, cast.meeting, paper, now=LATER)

    files = [each.file_name for each in in_group(store)[before:] if each.file_name]
    assert files == ["Dagordning Norr 2026-12-17 version 3.pdf", "Punkt 1 – b.pdf"]


def test_a_version_without_a_change_is_refused_and_never_sent(
    store: SqlStore, cast: Cast, norr: SqlArenaStore
) -> None:
    with pytest.raises(NothingChanged):
        ask_for_version(store, norr, cast.meeting, by=cast.asa, now=LATER)

    publish_version(store, norr, cast.meeting, paper, now=LATER)

    assert [each.version for each in norr.publications(cast.meeting)] == [1]


def test_what_was_asked_for_goes_out_once_however_often_the_sweep_looks(
    store: SqlStore, cast: Cast, norr: SqlArenaStore, asa: Standing
) -> None:
    for minutes in ("30", "40"):
        set_minutes(store, asa, the_item(norr, cast, "Skola"), minutes, now=LATER)
        ask_for_version(store, norr, cast.meeting, by=cast.asa, now=LATER)
        for _ in range(3):
            sweep(store)

    assert [each.version for each in norr.publications(cast.meeting)] == [1, 2, 3]


def test_a_file_replaced_while_it_is_being_sent_stays_as_it_went_out(
    store: SqlStore, cast: Cast, norr: SqlArenaStore
) -> None:
    item = the_item(norr, cast, "Budget")
    give(store, cast, item, "a.pdf", b"one")
    publish_version(store, norr, cast.meeting, paper, now=LATER)

    give(store, cast, item, "a.pdf", b"two")

    (sent,) = [each for each in in_group(store) if each.file_name == "Punkt 1 – a.pdf"]
    assert store.files([sent.file_sha256 or ""]) == {sent.file_sha256: b"one"}


def test_reading_counts_until_there_are_new_attachments(
    store: SqlStore, cast: Cast, norr: SqlArenaStore, asa: Standing
) -> None:
    def unread() -> list[str]:
        return [person.name for person in who_has_not_read(store, norr, cast.meeting, LATER)]

    mark_read(store, norr, cast.asa, cast.meeting, 1, now=LATER)
    mark_read(store, norr, cast.asa, cast.meeting, 1, now=LATER)
    first = unread()
    set_minutes(store, asa, the_item(norr, cast, "Skola"), "30", now=LATER)
    publish_version(store, norr, cast.meeting, paper, now=LATER)
    same_papers = unread()
    give(store, cast, the_item(norr, cast, "Budget"), "a.pdf", b"one")
    publish_version(store, norr, cast.meeting, paper, now=LATER)

    assert (first, same_papers) == (["Cilla Ceder"], ["Cilla Ceder"])
    assert unread() == ["Cilla Ceder", "Åsa Öberg"]
    assert read_count(store, norr, cast.meeting, LATER) is not None


def test_all_papers_are_the_agenda_and_what_can_be_bound_and_the_same_to_whoever_asks(
    store: SqlStore, cast: Cast, norr: SqlArenaStore
) -> None:
    item = the_item(norr, cast, "Budget")
    give(store, cast, item, "a.pdf", b"one")
    give(store, cast, item, "b.xlsx", b"two")
    publish_version(store, norr, cast.meeting, paper, now=LATER)

    ((subject, binding),) = all_papers(store, norr, cast.meeting).items()

    assert binding.file_name == "Alla handlingar Norr 2026-12-17.pdf"
    assert [
        (each.name, store.files([each.sha256 or ""]).get(each.sha256 or ""))
        for each in binding.bundles[0].papers
    ] == [("a.pdf", b"one"), ("b.xlsx", None)]
    assert set(store.files(binding.sources).values()) == {b"PDF of Norr 2", b"one"}
    assert papers_of(store, norr, subject) == binding


def test_sixty_items_with_two_hundred_attachments_ask_a_handful_of_questions(
    store: SqlStore, database: Database
) -> None:
    cast = the_cast(store)
    store.keep(a_chat())
    for number in range(1, 61):
        item = accepted(cast, f"Punkt om {'något långt ' * 6}{number}", number, number)
        for each in range(4 if number <= 20 else 3):
            sha256 = store.keep_file(f"{number} {each}".encode())
            item.attachments.append(
                an_attachment(cast.bo, f"bilaga {each}.pdf", state=FileState.STORED, sha256=sha256)
            )
        store.keep(item)
    store.flush()
    store.session.expire_all()
    norr = store.within("norr")
    assert norr
    asked: list[str] = []

    def note(_c: object, _k: object, statement: str, *_more: object) -> None:
        if statement.startswith("SELECT"):
            asked.append(statement)

    event.listen(database.engine, "before_cursor_execute", note)
    publish_agenda(store, norr, cast.meeting, paper, missed=False, now=SENT_AT)
    store.flush()
    event.remove(database.engine, "before_cursor_execute", note)

    kinds = [each.kind for each in in_group(store)]
    assert len(asked) <= 20
    assert kinds == [DispatchKind.TEXT] * 3 + [DispatchKind.DOCUMENT] * 201 + [DispatchKind.PIN]
    names = [each.file_name for each in in_group(store) if each.file_name]
    assert names[1:6] == [f"Punkt 1 – bilaga {each}.pdf" for each in range(4)] + ["Punkt 2 – bilaga 0.pdf"]


def test_who_cannot_be_reached_is_named_once_and_then_counted(
    store: SqlStore, cast: Cast, norr: SqlArenaStore, asa: Standing
) -> None:
    cast.cilla.telegram_id = None
    for minutes in ("30", "40"):
        set_minutes(store, asa, the_item(norr, cast, "Skola"), minutes, now=LATER)
        publish_version(store, norr, cast.meeting, paper, now=LATER)

    _first, second, third = [text.splitlines() for text in reported(store, cast.asa)]
    assert second[1:] == [
        "I gruppen: 0 personer.",
        "Privat till: dig.",
        "",
        "<b>Inte nådd</b>",
        "Cilla Ceder, cilla.ceder@example.se – har inte öppnat sin länk än",
        "Skicka dagordningen här ovanför vidare till dem.",
    ]
    assert third[2:] == [
        "Privat till: dig.",
        "1 person går fortfarande inte att nå: /utskick",
        "Skicka dagordningen här ovanför vidare till dem.",
    ]


def test_the_way_into_teams_stays_on_an_agenda_that_is_shown_as_it_is_planned_now() -> None:
    meeting = a_meeting(an_arena(), join_link="https://teams.example/1")

    shown = as_planned(an_agenda(starts_at=meeting.starts_local, link=meeting.way_in), meeting)

    assert shown.link == "https://teams.example/1"
