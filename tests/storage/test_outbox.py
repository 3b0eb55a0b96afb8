"""The outbox: promised once, in order per chat, claimed by one worker (PROMISES P3, P4)."""

from collections import defaultdict
from typing import Any

import pytest

from bot.model.dispatch import Button, Claimed, DispatchKind, DispatchState
from storage import outbox, tables
from storage.engine import Database
from storage.store import SqlStore
from tests.builders import NOW, a_dispatch
from tests.databases import on_postgresql
from tests.storage.helpers import at_once
from tests.storage.sending import (
    BO,
    CILLA,
    LONG_AGO,
    anything_open,
    change,
    claim,
    claim_one,
    column,
    promise,
    send,
    texts,
    wait_after,
)


def test_a_promise_is_claimed_with_everything_that_it_says(database: Database) -> None:
    button = Button(text="Ja", action="yes", arena_id="norr", thing=3, revision=2)
    promise(database, a_dispatch("hello", text="Hej!", buttons=[[button]], subject="agenda:3", silent=True))

    claimed = claim_one(database)

    assert claimed == Claimed(
        id=1,
        dedupe_key="hello",
        fence=1,
        kind=DispatchKind.TEXT,
        chat_id=BO,
        thread_id=None,
        arena_id=None,
        person_id=None,
        bound_chat_id=None,
        text="Hej!",
        buttons=[[button]],
        file_sha256=None,
        file_name=None,
        reply_to=None,
        callback_id=None,
        letter=None,
        after_id=None,
        subject="agenda:3",
        silent=True,
        twice_is_better=True,
        tries=0,
        copies=0,
    )


def test_a_promise_that_is_rolled_back_is_never_sent(database: Database) -> None:
    with database.session() as session:
        SqlStore(session).promise(a_dispatch())
        session.rollback()

    assert claim(database) == []


def test_the_same_promise_made_twice_is_one_dispatch(database: Database) -> None:
    promise(database, a_dispatch("agenda:norr:1", text="first"))

    promise(database, a_dispatch("agenda:norr:1", text="second"))

    assert column(database, "text") == ["first"]


def test_the_same_promise_is_not_sent_again_after_it_was_sent(database: Database) -> None:
    promise(database, a_dispatch("agenda:norr:1"))
    send(database, claim_one(database))

    promise(database, a_dispatch("agenda:norr:1"))

    assert claim(database) == []


def test_the_parts_of_a_chat_are_claimed_one_after_another_in_order(database: Database) -> None:
    promise(database, *[a_dispatch(text=part) for part in ("1", "2", "3")])

    seen = []
    while claimed := claim(database):
        seen.append(texts(claimed))
        send(database, claimed[0])

    assert seen == [["1"], ["2"], ["3"]]


def test_nothing_of_a_chat_is_claimed_while_its_first_is_being_sent(database: Database) -> None:
    promise(database, a_dispatch(text="1"), a_dispatch(text="2"))

    assert [texts(claim(database)), texts(claim(database))] == [["1"], []]


def test_a_chat_that_has_to_wait_delays_itself_alone(database: Database) -> None:
    bo = [a_dispatch(text="1"), a_dispatch(text="2")]
    promise(database, *bo, a_dispatch(chat_id=CILLA, text="to Cilla"))
    first, to_cilla = claim(database)
    send(database, to_cilla)
    with database.session() as session:
        outbox.mark_not_sent(session, first, "429", wait=30)
    promise(database, a_dispatch(chat_id=CILLA, text="and more"))

    assert (texts(claim(database)), column(database, "tries")) == (["and more"], [1, 0, 0, 0])


def test_a_receipt_does_not_wait_behind_its_chat(database: Database) -> None:
    receipt = a_dispatch(kind=DispatchKind.RECEIPT, callback_id="77", text="Tack")
    promise(database, a_dispatch(text="1"), receipt)

    assert texts(claim(database)) == ["1", "Tack"]


def test_no_more_are_claimed_than_asked_for_and_the_oldest_first(database: Database) -> None:
    promise(database, *[a_dispatch(chat_id=chat, text=str(chat)) for chat in (5, 4, 3)])

    assert [texts(claim(database, 2)), texts(claim(database, 2))] == [["5", "4"], ["3"]]


def test_the_wait_of_a_429_is_counted_by_the_clock_of_the_database(database: Database) -> None:
    promise(database, a_dispatch())
    claimed = claim_one(database)

    wait = wait_after(database, lambda session: outbox.mark_not_sent(session, claimed, "429", wait=30))

    assert (30 in wait, claim(database)) == (True, [])


def test_a_wait_that_is_over_lets_the_dispatch_be_tried_again(database: Database) -> None:
    promise(database, a_dispatch())
    claimed = claim_one(database)
    with database.session() as session:
        outbox.mark_not_sent(session, claimed, "429", wait=30)
    change(database, not_before=LONG_AGO)

    again = claim_one(database)

    assert (again.fence, again.tries, again.copies) == (2, 1, 0)


@pytest.mark.parametrize(("tries", "pause"), [(0, 0.5), (3, 4.0), (9, 256.0), (10, 300.0), (4000, 300.0)])
def test_the_pause_after_a_failed_try_doubles_up_to_five_minutes(
    database: Database, tries: int, pause: float
) -> None:
    promise(database, a_dispatch())
    change(database, tries=tries)
    claimed = claim_one(database)

    wait = wait_after(database, lambda session: outbox.mark_not_sent(session, claimed, "no connection"))

    assert pause in wait


def test_what_was_not_tried_is_put_back_without_counting_a_try(database: Database) -> None:
    promise(database, a_dispatch())
    claimed = claim_one(database)

    wait = wait_after(database, lambda session: outbox.put_back(session, claimed, 60))

    assert (column(database, "state"), column(database, "tries")) == ([DispatchState.PENDING], [0])
    assert 60 in wait


def test_nothing_is_to_be_waited_for_when_nothing_is_open(database: Database) -> None:
    promise(database, a_dispatch())
    send(database, claim_one(database))

    assert not anything_open(database)


def test_a_claim_holds_for_the_length_of_its_lease(database: Database) -> None:
    promise(database, a_dispatch(), a_dispatch(text="behind it"))

    wait = wait_after(database, lambda session: outbox.claim(session, 1))

    assert outbox.LEASE_SECONDS in wait


def test_the_messengers_own_name_of_a_file_is_remembered_per_bot_and_shown_name(database: Database) -> None:
    with database.session() as session:
        outbox.keep_file_id(session, 7, "abc", "Budget.pdf", "file-1")
        outbox.keep_file_id(session, 7, "abc", "Budget.pdf", "file-2")

    with database.session() as session:
        known = [outbox.file_id_of(session, bot, "abc", name) for bot, name in _UPLOADS]

    assert known == ["file-1", None, None]


_UPLOADS = [(7, "Budget.pdf"), (7, "Annat.pdf"), (8, "Budget.pdf")]


@on_postgresql
def test_what_one_worker_is_claiming_is_passed_over_by_another(database: Database) -> None:
    promise(database, a_dispatch(text="1"), a_dispatch(chat_id=CILLA, text="to Cilla"))
    with database.session() as session:
        held = outbox.claim(session, 1)

        meanwhile = claim(database)

    assert (texts(held), texts(meanwhile)) == (["1"], ["to Cilla"])


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """So many dispatches in so many chats; with `--every` ten thousand."""
    if "chats" in metafunc.fixturenames:
        many = 10_000 if metafunc.config.getoption("--every") else 2000
        metafunc.parametrize(("count", "chats"), [(many, many), (500, 50)])


@on_postgresql
def test_four_workers_send_everything_once_and_in_the_order_of_its_chat(
    database: Database, count: int, chats: int
) -> None:
    with database.session() as session:
        session.execute(tables.dispatch.insert(), [_a_plain_row(part, part % chats) for part in range(count)])
    sent: list[int] = []

    at_once([lambda: _send_all(database, sent)] * 4)

    by_chat = defaultdict(list)
    for part in sent:
        by_chat[part % chats].append(part)
    assert sorted(sent) == list(range(count))
    assert all(parts == sorted(parts) for parts in by_chat.values())
    assert set(column(database, "fence")) == {1}


def _a_plain_row(part: int, chat_id: int) -> dict[str, Any]:
    return {
        "dedupe_key": str(part),
        "kind": DispatchKind.TEXT,
        "chat_id": chat_id,
        "lane": f"c{chat_id}",
        "text": str(part),
        "buttons": [],
        "silent": False,
        "twice_is_better": True,
        "state": DispatchState.PENDING,
    }


def _send_all(database: Database, sent: list[int]) -> None:
    """Claim, "send" by appending to what all workers have sent, and close, until nothing is open."""
    while anything_open(database):
        claimed = claim(database, 25)
        sent += [int(dispatch.text or "") for dispatch in claimed]
        with database.session() as session:
            for dispatch in claimed:
                outbox.mark_sent(session, dispatch, None, now=NOW)
