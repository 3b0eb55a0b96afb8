"""What becomes of a claim: sent, lost, unknown or late, closed by exactly one row (PROMISES P3)."""

from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from sqlalchemy import select

from bot.model.dispatch import HOLDS_LINK, Claimed, DispatchKind, DispatchState
from bot.model.ownrecord import OWN_RECORDS
from storage import outbox, tables
from storage.engine import Database
from storage.store import unit_of_work
from tests.builders import NOW, a_dispatch
from tests.storage.sending import (
    CILLA,
    LONG_AGO,
    change,
    claim,
    claim_one,
    column,
    promise,
    send,
    texts,
    wait_after,
)


def test_a_lost_claim_becomes_a_counted_copy_where_twice_is_better(database: Database) -> None:
    promise(database, a_dispatch(twice_is_better=True))
    claim_one(database)
    change(database, lease_until=LONG_AGO)

    again = claim_one(database)

    assert (again.fence, again.copies, column(database, "state")) == (2, 1, [DispatchState.SENDING])
    assert column(database, "copies") == [1]


def test_a_lost_claim_ends_as_unknown_where_twice_is_worse_and_frees_its_chat(database: Database) -> None:
    promise(database, a_dispatch(twice_is_better=False, text="reminder"), a_dispatch(text="next"))
    claim_one(database)
    change(database, lease_until=LONG_AGO)

    seen = [texts(claim(database)), texts(claim(database))]

    assert seen == [[], ["next"]]
    assert column(database, "state") == [DispatchState.UNKNOWN, DispatchState.SENDING]
    assert column(database, "lease_until")[0] is None


def test_after_a_restart_what_was_being_sent_is_lost_at_once_and_what_waits_keeps_its_pause(
    database: Database,
) -> None:
    promise(database, a_dispatch(text="was being sent"), a_dispatch(chat_id=CILLA, text="waits"))
    _, waiting = claim(database)
    with database.session() as session:
        outbox.put_back(session, waiting, 60)

    with database.session() as session:
        outbox.end_leases(session)

    (again,) = claim(database)
    assert (again.text, again.copies) == ("was being sent", 1)


def test_an_unknown_outcome_is_tried_again_as_a_copy_where_twice_is_better(database: Database) -> None:
    promise(database, a_dispatch(twice_is_better=True))
    claimed = claim_one(database)
    wait = wait_after(database, lambda session: outbox.mark_unknown(session, claimed, "read timeout"))
    change(database, not_before=LONG_AGO)

    again = claim_one(database)

    assert (2 in wait, again.copies, again.tries) == (True, 1, 1)


def test_each_unknown_outcome_is_waited_for_twice_as_long_as_the_last_up_to_five_minutes(
    database: Database,
) -> None:
    promise(database, a_dispatch(twice_is_better=True))

    for copies, pause in ((0, 2), (1, 4), (2, 8), (7, 256), (8, 300), (40, 300)):
        change(database, not_before=LONG_AGO, copies=copies)
        claimed = claim_one(database)
        wait = wait_after(database, partial(outbox.mark_unknown, claimed=claimed, error="no answer"))
        assert pause in wait
        assert column(database, "error") == ["no answer"]


@pytest.mark.parametrize("twice_is_better", [True, False])
def test_why_nobody_knows_is_kept_as_far_as_there_is_room(database: Database, twice_is_better: bool) -> None:
    promise(database, a_dispatch(twice_is_better=twice_is_better))
    claimed = claim_one(database)

    with database.session() as session:
        outbox.mark_unknown(session, claimed, "x" * 400)

    assert column(database, "error") == ["x" * 300]


def test_why_it_failed_or_waits_is_kept_as_far_as_there_is_room_and_when_it_arrived(
    database: Database,
) -> None:
    promise(database, *(a_dispatch(chat_id=chat) for chat in (1, 2, 3)))
    failed, waits, sent = claim(database)

    with database.session() as session:
        outbox.mark_failed(session, failed, "x" * 400)
        outbox.mark_not_sent(session, waits, "y" * 400)
        outbox.mark_sent(session, sent, 5, now=NOW)

    assert column(database, "error") == ["x" * 300, "y" * 300, None]
    assert column(database, "arrived_at") == [None, None, NOW]


def test_bytes_are_known_by_what_they_are_and_what_they_are_called(database: Database) -> None:
    with database.session() as session:
        outbox.keep_file_id(session, 7, "one", "a.pdf", "file of one")

        known = [
            outbox.file_id_of(session, *asked)
            for asked in (
                (7, "one", "a.pdf"),
                (7, "other", "a.pdf"),
                (7, "one", "b.pdf"),
                (8, "one", "a.pdf"),
            )
        ]

    assert known == ["file of one", None, None, None]


def test_an_unknown_outcome_is_an_end_where_twice_is_worse(database: Database) -> None:
    promise(database, a_dispatch(twice_is_better=False))
    claimed = claim_one(database)
    with database.session() as session:
        outbox.mark_unknown(session, claimed, "read timeout")

    change(database, not_before=LONG_AGO)

    assert (claim(database), column(database, "state")) == ([], [DispatchState.UNKNOWN])


Close = Callable[[Any, Claimed], None]
CLOSINGS: dict[str, Close] = {
    "sent": lambda session, late: outbox.mark_sent(session, late, 55, now=NOW),
    "not sent": lambda session, late: outbox.mark_not_sent(session, late, "late"),
    "put back": lambda session, late: outbox.put_back(session, late, 1),
    "unknown": lambda session, late: outbox.mark_unknown(session, late, "late"),
    "failed": lambda session, late: outbox.mark_failed(session, late, "late"),
    "withdrawn": outbox.mark_withdrawn,
}


@pytest.mark.parametrize("closing", CLOSINGS)
def test_a_late_close_is_fenced_and_changes_nothing(database: Database, closing: str) -> None:
    promise(database, a_dispatch())
    late = claim_one(database)
    change(database, lease_until=LONG_AGO)
    claim_one(database)
    before = _whole_row(database)

    with pytest.raises(outbox.Fenced), database.session() as session:
        CLOSINGS[closing](session, late)

    assert _whole_row(database) == before


@pytest.mark.parametrize("closing", CLOSINGS)
def test_a_dispatch_is_closed_once(database: Database, closing: str) -> None:
    promise(database, a_dispatch())
    claimed = claim_one(database)
    send(database, claimed, 54)
    before = _whole_row(database)

    with pytest.raises(outbox.Fenced), database.session() as session:
        CLOSINGS[closing](session, claimed)

    assert _whole_row(database) == before


def _whole_row(database: Database) -> dict[str, Any]:
    with database.session() as session:
        return dict(session.execute(select(tables.dispatch)).mappings().one())


@pytest.mark.parametrize(
    ("close", "end"),
    [
        ("sent", DispatchState.SENT),
        ("failed", DispatchState.FAILED),
        ("withdrawn", DispatchState.WITHDRAWN),
    ],
)
def test_an_ended_dispatch_lets_the_next_of_its_chat_go(
    database: Database, close: str, end: DispatchState
) -> None:
    promise(database, a_dispatch(text="1"), a_dispatch(text="2"))

    claimed = claim_one(database)
    with database.session() as session:
        CLOSINGS[close](session, claimed)

    assert (texts(claim(database)), column(database, "state")) == (["2"], [end, DispatchState.SENDING])


@pytest.mark.parametrize("close", ["sent", "unknown", "failed", "withdrawn", "lost"])
def test_a_file_with_somebodys_own_records_is_gone_however_its_sending_ended(
    database: Database, close: str
) -> None:
    with unit_of_work(database) as store:
        more: dict[str, Any] = {"kind": DispatchKind.DOCUMENT, "twice_is_better": False, "text": None}
        more["file_sha256"] = store.keep_file(b"Mina uppgifter")
        store.promise(a_dispatch(subject=OWN_RECORDS, **more))

    claimed = claim_one(database)
    if close == "lost":
        change(database, lease_until=LONG_AGO)
        claim(database)
    else:
        with database.session() as session:
            CLOSINGS[close](session, claimed)

    assert column(database, "file_sha256") == [None]
    with database.session() as session:
        assert session.execute(select(tables.blob)).all() == []


@pytest.mark.parametrize("close", ["sent", "failed", "withdrawn"])
def test_a_join_link_is_not_kept_however_its_sending_ended(database: Database, close: str) -> None:
    promise(database, a_dispatch(subject=HOLDS_LINK, text="https://t.me/bot?start=secret"))

    claimed = claim_one(database)
    with database.session() as session:
        CLOSINGS[close](session, claimed)

    assert column(database, "text") == [None]


def test_a_dispatch_that_answers_another_learns_its_message_id(database: Database) -> None:
    first = a_dispatch(text="card")
    promise(database, first, a_dispatch(kind=DispatchKind.PIN, text=None, after=first))
    send(database, claim_one(database), 55)

    assert claim_one(database).after_message == 55


def test_a_dispatch_that_answers_one_which_never_arrived_learns_of_none(database: Database) -> None:
    first = a_dispatch(text="card")
    promise(database, first, a_dispatch(kind=DispatchKind.PIN, text=None, after=first))
    claimed = claim_one(database)
    with database.session() as session:
        outbox.mark_failed(session, claimed, "chat not found")

    assert claim_one(database).after_message is None
