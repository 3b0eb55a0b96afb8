"""What is kept of a dispatch that has ended, and what a process lets go that it never knew it had."""

import pytest
from sqlalchemy import select

from bot.model.dispatch import Claimed, Dispatch, DispatchKind, DispatchState
from storage import outbox, tables
from storage.engine import Database
from storage.store import unit_of_work
from tests.builders import a_dispatch
from tests.storage.sending import BO, CILLA, claim, claim_one, column, promise, send, texts


def with_a_file(database: Database, content: bytes, kind: DispatchKind) -> str:
    """A promise of such a file; its sum."""
    with unit_of_work(database) as store:
        kept = store.keep_file(content)
        store.promise(a_dispatch(kind=kind, file_sha256=kept, file_name="fil"))
    return kept


def blobs(database: Database) -> list[str]:
    with database.session() as session:
        return list(session.scalars(select(tables.blob.c.sha256)))


def claimed_by(database: Database, holder: str) -> list[Claimed]:
    with database.session() as session:
        return outbox.claim(session, 1, holder=holder)


def test_the_file_of_an_agenda_stays_when_it_has_arrived(database: Database) -> None:
    kept = with_a_file(database, b"%PDF", DispatchKind.DOCUMENT)

    send(database, claim_one(database), 55)

    assert (column(database, "file_sha256"), blobs(database)) == ([kept], [kept])


def test_a_picture_is_gone_when_it_has_arrived(database: Database) -> None:
    with_a_file(database, b"\x89PNG", DispatchKind.PHOTO)

    send(database, claim_one(database), 55)

    assert (column(database, "file_sha256"), blobs(database)) == ([None], [])


def test_what_is_given_up_says_why_and_leaves_no_picture(database: Database) -> None:
    with_a_file(database, b"\x89PNG", DispatchKind.PHOTO)

    with database.session() as session:
        outbox.give_up(session, tables.dispatch.c.state == DispatchState.PENDING, "restored")

    assert (column(database, "error"), column(database, "file_sha256"), blobs(database)) == (
        ["restored"],
        [None],
        [],
    )


def to(chat_id: int, text: str) -> Dispatch:
    return a_dispatch(text, chat_id=chat_id, text=text)


def test_a_process_lets_go_of_what_it_claimed_without_knowing(database: Database) -> None:
    promise(database, to(BO, "known"), to(CILLA, "lost"), to(4004, "another's"))
    known, _, _ = (*claimed_by(database, "one"), *claimed_by(database, "one"), *claimed_by(database, "two"))

    with database.session() as session:
        outbox.give_back(session, "one", mails=False, but=[known])

    (again,) = claim(database)
    assert (again.text, again.copies, again.fence) == ("lost", 0, 3)
    assert column(database, "state") == [DispatchState.SENDING] * 3


def test_what_is_let_go_is_to_be_sent_at_once_and_what_waits_or_has_ended_stays_as_it_is(
    database: Database,
) -> None:
    promise(database, to(BO, "has ended"), to(CILLA, "waits"), to(4004, "lost"))
    with database.session() as session:
        ended, waiting, _ = outbox.claim(session, 3, holder="one")
        outbox.mark_failed(session, ended, "no chat")
        outbox.put_back(session, waiting, 600)

    with database.session() as session:
        outbox.give_back(session, "one", mails=False, but=[])
        wait = outbox.seconds_to_next(session)

    assert column(database, "state") == [DispatchState.FAILED, DispatchState.PENDING, DispatchState.PENDING]
    assert column(database, "fence") == [1, 1, 2]
    assert wait is not None
    assert wait <= 0


def test_a_claim_that_is_known_by_an_older_fence_is_let_go_too(database: Database) -> None:
    promise(database, to(BO, "first"))
    (older,) = claimed_by(database, "one")
    with database.session() as session:
        outbox.put_back(session, older, 0.0)
    claimed_by(database, "one")

    with database.session() as session:
        outbox.give_back(session, "one", mails=False, but=[older])

    assert texts(claim(database)) == ["first"]


@pytest.mark.parametrize("mails", [True, False])
def test_letters_and_messages_are_let_go_each_by_their_own_worker(database: Database, mails: bool) -> None:
    promise(database, a_dispatch("letter", kind=DispatchKind.MAIL, chat_id=CILLA), to(BO, "message"))
    with database.session() as session:
        outbox.claim(session, 1, mails=True, holder="one")
        outbox.claim(session, 1, holder="one")
        outbox.give_back(session, "one", mails=mails, but=[])

    assert column(database, "state") == (
        [DispatchState.PENDING, DispatchState.SENDING]
        if mails
        else [DispatchState.SENDING, DispatchState.PENDING]
    )
