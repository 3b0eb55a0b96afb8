"""What happens to an agenda after it was sent: versions, supplements, late attachments, «Läst»."""

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from sqlalchemy import event, select

from bot.acts.attachments import keep_content
from bot.acts.desk import Desk
from bot.acts.duties import do_due
from bot.acts.items import attach
from bot.acts.papers import bind_all
from bot.acts.planning import move_meeting
from bot.acts.preparing import accept_item, decline_item, move_item, set_minutes
from bot.acts.publishing import publish_agenda
from bot.acts.reading import mark_read, read_count, who_has_not_read
from bot.acts.versions import ask_for_version, publish_version
from bot.model.agenda import Agenda, thawed
from bot.model.binding import Binding
from bot.model.deadline import GATHERING
from bot.model.dispatch import Dispatch, DispatchKind
from bot.model.item import AgendaItem, FileState, ItemState
from bot.model.publication import PublicationKind
from bot.model.seat import Standing
from bot.ports.workshop import Workshop
from bot.refusals import MeetingHeld, NothingChanged
from storage import tables
from storage.arena_store import SqlArenaStore
from storage.engine import Database
from storage.store import SqlStore, unit_of_work
from tests.bot.test_publishing import SENT_AT, accepted, paper, promised
from tests.builders import Cast, a_chat, an_attachment, an_item, the_cast

LATER = SENT_AT + timedelta(hours=1)
GATHERED = LATER + GATHERING


@pytest.fixture
def store(database: Database) -> Iterator[SqlStore]:
    with unit_of_work(database) as store:
        yield store


@pytest.fixture
def cast(store: SqlStore) -> Cast:
    """Norr with a group, and an agenda of two items that went out."""
    cast = the_cast(store)
    store.keep(a_chat())
    store.keep(accepted(cast, "Budget", 1, 1))
    store.keep(accepted(cast, "Skola", 2, 2))
    cast.meeting.ready_at = SENT_AT
    place = store.within("norr")
    assert place
    publish_agenda(store, place, cast.meeting, paper, missed=False, now=SENT_AT)
    return cast


@pytest.fixture
def norr(store: SqlStore, cast: Cast) -> SqlArenaStore:
    place = store.within("norr")
    assert place is not None
    return place


@pytest.fixture
def asa(cast: Cast, norr: SqlArenaStore) -> Standing:
    return norr.standing(cast.asa, SENT_AT.date())


def the_item(norr: SqlArenaStore, cast: Cast, title: str) -> AgendaItem:
    return next(item for item in norr.items_of(cast.meeting) if item.title == title)


def sweep(store: SqlStore, *, now: datetime = LATER) -> None:
    """The clock's look at what is due, as far as somebody has asked for it."""
    for deadline_id in store.due(now, limit=10):
        do_due(store, deadline_id, paper, now=now)


def in_group(store: SqlStore) -> list[Dispatch]:
    return promised(store, a_chat().chat_id)


def sent_again(store: SqlStore, norr: SqlArenaStore, cast: Cast) -> Agenda:
    """The next version as it went out."""
    publish_version(store, norr, cast.meeting, paper, now=LATER)
    return thawed(norr.publications(cast.meeting)[-1].agenda, cast.norr.zone)


def numbered(agenda: Agenda) -> list[tuple[int, str, str | None, bool]]:
    return [(line.number, line.title, line.clock, line.withdrawn) for line in agenda.lines]


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


def give(store: SqlStore, cast: Cast, item: AgendaItem, name: str, content: bytes) -> None:
    """A file that is fetched already."""
    file = an_attachment(cast.bo, name, state=FileState.STORED, sha256=store.keep_file(content))
    item.attach(file)
    store.flush()


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

    keep_content(store, norr, late.id, file.id, b"%PDF", now=LATER + timedelta(minutes=20))

    (sent,) = in_group(store)[before:]
    assert (waited, len(norr.publications(cast.meeting))) == (1, 2)
    assert (sent.kind, sent.file_name) == (DispatchKind.DOCUMENT, "Punkt 3 – plan.pdf")
    assert sent.text == (
        "<b>Norr</b>\nBilaga till punkt 3, Sent inkommen. Möte: torsdag 17 december 2026 kl. 13.00."
    )
    # It is known to have been sent: no version is due for it.
    publish_version(store, norr, cast.meeting, paper, now=LATER + timedelta(hours=1))
    assert len(norr.publications(cast.meeting)) == 2


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


def test_all_papers_are_bound_once_for_the_same_papers(
    store: SqlStore, cast: Cast, norr: SqlArenaStore
) -> None:
    made: list[Binding] = []

    def bind(binding: Binding) -> bytes:
        made.append(binding)
        return f"bound {len(made)}".encode()

    item = the_item(norr, cast, "Budget")
    give(store, cast, item, "a.pdf", b"one")
    give(store, cast, item, "b.xlsx", b"two")
    publish_version(store, norr, cast.meeting, paper, now=LATER)
    for key in ("first", "second"):
        bound = bind_all(
            store, norr, cast.meeting, Workshop(press=paper, binder=bind, painter=lambda wheel: b"")
        )
        for _name, sha256 in bound.files:
            store.promise(
                Dispatch(
                    dedupe_key=key,
                    kind=DispatchKind.DOCUMENT,
                    chat_id=2002,
                    arena_id="norr",
                    file_sha256=sha256,
                    subject=bound.subject,
                )
            )

    (binding,) = made
    assert [name for name, _sha256 in bound.files] == ["Alla handlingar Norr 2026-12-17.pdf"]
    assert [(each.name, each.content) for each in binding.bundles[0].papers] == [
        ("a.pdf", b"one"),
        ("b.xlsx", None),
    ]


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

    move_meeting(desk, cast.meeting, cast.meeting.starts + timedelta(days=14))
    sweep(store, now=GATHERED)

    assert [each.kind for each in norr.publications(cast.meeting)] == [
        PublicationKind.AGENDA,
        PublicationKind.SUPPLEMENT,
    ]


def test_a_promised_file_that_nobody_had_named_goes_out_when_it_comes_and_another_does_not(
    store: SqlStore, cast: Cast, norr: SqlArenaStore, asa: Standing
) -> None:
    budget, school = the_item(norr, cast, "Budget"), the_item(norr, cast, "Skola")
    budget.awaits_file = True
    set_minutes(store, asa, school, "30", now=LATER)
    publish_version(store, norr, cast.meeting, paper, now=LATER)
    post = next(each for each in in_group(store) if "version 2" in (each.text or ""))
    before = len(in_group(store))

    for item in (budget, school):
        file = attach(store, asa, item, file_id=item.title, name="plan.pdf", size=10, now=LATER)
        keep_content(store, norr, item.id, file.id, item.title.encode(), now=LATER)

    assert "   Bilaga eftersänds" in (post.text or "").splitlines()
    assert [each.file_name for each in in_group(store)[before:]] == ["Punkt 1 – plan.pdf"]
