"""Removal for age: what goes, what stays, and a chain of history that is whole afterwards."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import Table, delete, insert, select, update
from sqlalchemy.orm import Session

from bot.acts.arenas.removing import remove_aged
from bot.acts.desk import Desk
from bot.model.dispatch import DispatchState
from bot.model.item import FileState, ItemState
from bot.model.publication import PublicationKind
from storage import sealing, tables
from storage.engine import Database
from storage.store import SqlStore, unit_of_work
from tests.builders import (
    NOW,
    a_co_option,
    a_dispatch,
    a_meeting,
    a_publication,
    an_attachment,
    an_item,
    the_cast,
)

AFTER = NOW + timedelta(days=90)
DAY = date(2027, 2, 1)
LINE = {"number": 1, "title": "Lokaler", "description": "Fukt i källaren", "attachments": ["karta.pdf"]}
WORDS = "Fukt i källaren"


@pytest.fixture
def filled(database: Database) -> Database:
    """Norr with two meetings before DAY and one after it, and one item at each; all sealed."""
    with unit_of_work(database) as store:
        cast = the_cast(store)
        for number, starts in ((1, "2027-01-12"), (2, "2027-01-20"), (3, "2027-02-01")):
            _meeting(store, cast, number, date.fromisoformat(starts))
        store.flush()
    with database.session() as session:
        for _ in range(2):
            sealing.seal(session, NOW, round_seconds=0)
    return database


def _meeting(store: SqlStore, cast: Any, number: int, day: date) -> None:
    starts = cast.meeting.starts.replace(year=day.year, month=day.month, day=day.day)
    meeting = a_meeting(cast.norr, key=f"m{number}", starts=starts, sent_at=NOW)
    states = {2: ItemState.INCOMING}
    item = an_item(
        cast.bo, "Lokaler", number=number, meeting=meeting, description=WORDS, reason="Sent inkommet"
    )
    item.state = states.get(number, ItemState.TREATED)
    pdf, file, minutes = (store.keep_file(f"{kind} {number}".encode()) for kind in ("pdf", "file", "minutes"))
    item.attach(an_attachment(cast.bo, "karta.pdf", sha256=file, state=FileState.STORED))
    page = a_publication(meeting, cast.bo, agenda={"lines": [LINE], "incoming": []}, pdf_sha256=pdf)
    held = {"kind": PublicationKind.MINUTES, "pdf_sha256": minutes, "file_name": "protokoll.pdf"}
    for thing in (meeting, item, page, a_publication(meeting, cast.bo, agenda={}, **held)):
        store.keep(thing)
    store.flush()
    sent: dict[str, Any] = {"arena_id": "norr", "state": DispatchState.SENT}
    store.promise(a_dispatch(f"a{number}", subject=f"agenda:{meeting.id}", text=WORDS, **sent))
    store.promise(
        a_dispatch(f"p{number}", subject=f"agenda:{meeting.id}", text=None, file_sha256=pdf, **sent)
    )
    store.promise(a_dispatch(f"m{number}", subject=f"minutes:{meeting.id}", text="Protokoll", **sent))
    store.promise(a_dispatch(f"i{number}", about=f"item:{item.id}", text=WORDS, **sent))
    for verb in ("proposed", "described", "attached", "treated"):
        store.record(verb, f"item:{item.id}", now=NOW, arena_id="norr", person=cast.bo, through="chat")
    store.flush()


def remove(database: Database, *, before: date = DAY, decision: str = "KS 2027:12") -> bool:
    """Whether there was anything; it is gone then."""
    with unit_of_work(database) as store:
        place = store.within("norr")
        assert place
        desk = Desk(store=store, place=place, now=AFTER, through="command line")
        aged = place.aged(before)
        if aged:
            remove_aged(desk, aged, before=before, decision=decision)
        return bool(aged)


def rows(database: Database, table: Table, *names: str) -> list[tuple[Any, ...]]:
    with database.session() as session:
        found = session.execute(select(*(table.c[name] for name in names)).order_by(*table.primary_key))
        return [tuple(row) for row in found]


def broken(database: Database) -> list[int]:
    with database.session() as session:
        return sealing.broken_seals(session)


def test_what_was_dealt_with_before_the_day_loses_its_texts_and_files(filled: Database) -> None:
    remove(filled)

    item, file = tables.item, tables.attachment
    gone, left = (None, FileState.REMOVED), WORDS
    assert sorted(rows(filled, item, "number", "description")) == [(1, None), (2, left), (3, left)]
    assert rows(filled, file, "sha256", "state")[:1] == [gone]
    assert [sha256 is None for (sha256,) in rows(filled, file, "sha256")] == [True, False, False]
    assert [sha256 is None for (sha256,) in rows(filled, tables.publication, "pdf_sha256")] == (
        [True, False, True, False, False, False]
    )
    described = [
        page["lines"][0]["description"] for (page,) in rows(filled, tables.publication, "agenda") if page
    ]
    assert described == [None, None, WORDS]


def test_their_bytes_are_gone_and_all_others_are_kept(filled: Database) -> None:
    remove(filled)

    assert sorted(content for (content,) in rows(filled, tables.blob, "content")) == [
        b"file 2", b"file 3", b"minutes 1", b"minutes 2", b"minutes 3", b"pdf 3",
    ]  # fmt: skip


def test_messages_about_them_keep_that_they_were_sent_and_not_what(filled: Database) -> None:
    remove(filled)

    sent = sorted(rows(filled, tables.dispatch, "dedupe_key", "text", "file_sha256"))
    assert [key for key, text, file in sent if text is None and file is None] == [
        "a1",
        "a2",
        "i1",
        "p1",
        "p2",
    ]
    assert [text for key, text, _ in sent if key.startswith("m")] == ["Protokoll"] * 3


def test_a_preview_of_an_agenda_that_goes_is_gone_too(filled: Database) -> None:
    with unit_of_work(filled) as store:
        pdf = store.keep_file(b"pdf 1")
        preview = a_dispatch("preview", arena_id="norr", text=None, file_sha256=pdf, state=DispatchState.SENT)
        store.promise(preview)

    remove(filled)

    assert (b"pdf 1",) not in rows(filled, tables.blob, "content")


@pytest.mark.parametrize("newer", [{"subject": "agenda:5"}, {"subject": "minutes:5"}, {"about": "item:3"}])
def test_the_same_file_sent_for_something_newer_stays(filled: Database, newer: dict[str, str]) -> None:
    with unit_of_work(filled) as store:
        file = store.keep_file(b"file 1")
        sent: dict[str, Any] = {"arena_id": "norr", "state": DispatchState.SENT} | newer
        store.promise(a_dispatch("again", text=None, file_sha256=file, **sent))

    remove(filled)

    kept = dict(rows(filled, tables.dispatch, "dedupe_key", "file_sha256"))
    assert kept["again"] == file


def test_what_the_co_opted_got_goes_with_their_meeting_and_item(filled: Database) -> None:
    with unit_of_work(filled) as store:
        place, asa = store.within("norr"), store.person_by_telegram(1001)
        assert place
        assert asa
        file = store.keep_file(b"file 1")
        meetings, items = place.meetings(), [place.item(number) for number in (1, 2, 3)]
        wholes: list[dict[str, Any]] = [{"meeting": meetings[0]}, {"item": items[0]}, {"item": items[2]}]
        for number, to in enumerate(wholes, 1):
            store.keep(a_co_option(asa, asa, **to))
            sent: dict[str, Any] = {"arena_id": "norr", "state": DispatchState.SENT, "file_sha256": file}
            store.flush()
            store.promise(a_dispatch(f"c{number}", subject=f"co_option:{number}", text=WORDS, **sent))
            store.promise(a_dispatch(f"e{number}", subject=f"co_option_ended:{number}", text=WORDS, **sent))

    remove(filled)

    sent_to = rows(filled, tables.dispatch, "dedupe_key", "text", "file_sha256")
    ours = sorted(row for row in sent_to if row[0][0] in "ce")
    assert [key for key, text, sha256 in ours if text or sha256] == ["c3", "e3"]


def test_that_they_were_there_and_what_was_decided_stays(filled: Database) -> None:
    remove(filled)

    kept = sorted(rows(filled, tables.item, "number", "title", "state", "reason"))[0]
    assert kept == (1, "Lokaler", ItemState.TREATED, "Sent inkommet")
    verbs = [verb for verb, thing in rows(filled, tables.history, "verb", "thing") if thing == "item:1"]
    assert verbs == ["proposed", "treated"]


def test_history_tells_of_the_decision(filled: Database) -> None:
    remove(filled)

    entries = rows(filled, tables.history, "verb", "thing", "through", "facts")
    assert [entry[1:] for entry in entries if entry[0] == "removed for age"] == [
        (
            "arena:norr",
            "command line",
            {
                "decision": "KS 2027:12", "before": "2027-02-01",
                "entries": 2, "items": 1, "pages": 2, "messages": 5,
            },
        )
    ]  # fmt: skip


def test_the_chain_is_whole_and_goes_on(filled: Database) -> None:
    remove(filled)
    after = broken(filled)
    with filled.session() as session:
        for _ in range(2):
            sealing.seal(session, AFTER, round_seconds=0)

    assert (after, broken(filled), len(rows(filled, tables.seal, "id"))) == ([], [], 2)


def test_a_second_time_there_is_nothing_left(filled: Database) -> None:
    assert [remove(filled), remove(filled)] == [True, False]


def test_another_day_later_takes_more_and_the_chain_stays_whole(filled: Database) -> None:
    remove(filled)

    assert (remove(filled, before=DAY + timedelta(days=1)), broken(filled)) == (True, [])


Tampering = Callable[[Session], Any]
removed, history = tables.removed_entry, tables.history
TAMPERINGS: dict[str, Tampering] = {
    "an entry before one that went": lambda session: session.execute(
        update(history).where(history.c.id == 1).values(verb="accepted")
    ),
    "an entry after one that went": lambda session: session.execute(
        update(history).where(history.c.id == 4).values(verb="accepted")
    ),
    "what one has left": lambda session: session.execute(
        update(removed).where(removed.c.id == 2).values(digest="0" * 64)
    ),
    "what one has left, removed": lambda session: session.execute(delete(removed).where(removed.c.id == 2)),
    "one more that nobody decided": lambda session: _go_without_decision(session, 4),
    "the decision's own entry, removed": lambda session: _decide_nothing(session),
}


def _go_without_decision(session: Session, number: int) -> None:
    digest = session.scalars(select(removed.c.digest).limit(1)).one()
    decision_id = session.scalars(select(removed.c.decision_id).limit(1)).one()
    row = {"id": number, "arena_id": "norr", "digest": digest, "decision_id": decision_id}
    session.execute(delete(history).where(history.c.id == number))
    session.execute(insert(removed).values(row))


def _decide_nothing(session: Session) -> None:
    session.execute(update(history).where(history.c.verb == "removed for age").values(verb="read"))


@pytest.mark.parametrize("tampering", TAMPERINGS)
def test_what_is_changed_or_removed_without_a_decision_is_still_detected(
    filled: Database, tampering: str
) -> None:
    remove(filled)

    with filled.session() as session:
        TAMPERINGS[tampering](session)

    assert broken(filled) == [1]


def test_what_another_arena_has_stays(filled: Database) -> None:
    with unit_of_work(filled) as store:
        cast_bo = store.person_by_telegram(2002)
        assert cast_bo
        copy = an_item(cast_bo, arena_id="syd", description=WORDS, state=ItemState.TREATED)
        shared = an_attachment(cast_bo, "karta.pdf", arena_id="syd", state=FileState.STORED)
        shared.sha256 = store.keep_file(b"file 1")
        copy.attach(shared)
        store.keep(copy)

    remove(filled)

    assert (b"file 1",) in rows(filled, tables.blob, "content")
    assert [
        words for words, arena in rows(filled, tables.item, "description", "arena_id") if arena == "syd"
    ] == [WORDS]


def test_what_is_not_sealed_yet_stays(filled: Database) -> None:
    with unit_of_work(filled) as store:
        store.record("described", "item:1", now=NOW, arena_id="norr", person=None, through="chat")

    remove(filled)

    assert [verb for verb, thing in rows(filled, history, "verb", "thing") if thing == "item:1"] == [
        "proposed",
        "treated",
        "described",
    ]
