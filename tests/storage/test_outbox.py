"""The outbox: in order per chat, claimed with a lease, closed by exactly one row (PROMISES P3, P4)."""

from collections import defaultdict
from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import select, update

from bot.model.dispatch import Button, Claimed, Dispatch, DispatchKind, DispatchState
from bot.model.joining import Lodging
from storage import outbox, tables
from storage.engine import Database
from storage.store import SqlStore, unit_of_work
from tests.builders import NOW, a_chat, a_dispatch, the_cast
from tests.databases import on_postgresql
from tests.storage.helpers import at_once

BO, CILLA = 2002, 3003
GROUP, SUPERGROUP = -1001, -100_2002
LONG_AGO = 1.0


def promise(database: Database, *dispatches: Dispatch) -> None:
    with unit_of_work(database) as store:
        for dispatch in dispatches:
            store.promise(dispatch)


def claim(database: Database, limit: int = 100) -> list[Claimed]:
    with database.session() as session:
        return outbox.claim(session, limit)


def claim_one(database: Database) -> Claimed:
    (claimed,) = claim(database)
    return claimed


def texts(claimed: list[Claimed]) -> list[str | None]:
    return [dispatch.text for dispatch in claimed]


def send(database: Database, claimed: Claimed, message_id: int | None = None) -> None:
    with database.session() as session:
        outbox.mark_sent(session, claimed, message_id)


def change(database: Database, **changes: Any) -> None:
    """Change every dispatch, as time or another worker would."""
    with database.session() as session:
        session.execute(update(tables.dispatch).values(**changes))


def column(database: Database, name: str) -> list[Any]:
    """That column of every dispatch, in the order of promising."""
    query = select(tables.dispatch.c[name]).order_by(tables.dispatch.c.id)
    with database.session() as session:
        return list(session.scalars(query))


def seconds_to_next(database: Database) -> float | None:
    with database.session() as session:
        wait = outbox.seconds_to_next(session)
    return None if wait is None else round(wait)


def test_a_promise_is_claimed_with_everything_that_it_says(database: Database) -> None:
    button = Button(text="Ja", action="yes", arena_id="norr", thing=3, revision=2)
    promise(database, a_dispatch(text="Hej!", buttons=[[button]], subject="agenda:3", silent=True))

    claimed = claim_one(database)

    assert claimed == Claimed(
        id=1,
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

    with database.session() as session:
        outbox.mark_not_sent(session, claimed, "429", wait=30)

    assert (claim(database), seconds_to_next(database)) == ([], 30)


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

    with database.session() as session:
        outbox.mark_not_sent(session, claimed, "no connection")
        wait = outbox.seconds_to_next(session)

    assert wait == pytest.approx(pause, abs=0.4)


def test_what_was_not_tried_is_put_back_without_counting_a_try(database: Database) -> None:
    promise(database, a_dispatch())
    claimed = claim_one(database)

    with database.session() as session:
        outbox.put_back(session, claimed, 60)

    assert (column(database, "state"), column(database, "tries")) == ([DispatchState.PENDING], [0])
    assert seconds_to_next(database) == 60


def test_nothing_is_to_be_waited_for_when_nothing_is_open(database: Database) -> None:
    promise(database, a_dispatch())
    send(database, claim_one(database))

    assert seconds_to_next(database) is None


def test_a_claim_holds_for_the_length_of_its_lease(database: Database) -> None:
    promise(database, a_dispatch(), a_dispatch(text="behind it"))
    claim_one(database)

    assert seconds_to_next(database) == outbox.LEASE_SECONDS


def test_a_lost_claim_becomes_a_counted_copy_where_twice_is_better(database: Database) -> None:
    promise(database, a_dispatch(twice_is_better=True))
    claim_one(database)
    change(database, lease_until=LONG_AGO)

    again = claim_one(database)

    assert (again.fence, again.copies, column(database, "state")) == (2, 1, [DispatchState.SENDING])


def test_a_lost_claim_ends_as_unknown_where_twice_is_worse_and_frees_its_chat(database: Database) -> None:
    promise(database, a_dispatch(twice_is_better=False, text="reminder"), a_dispatch(text="next"))
    claim_one(database)
    change(database, lease_until=LONG_AGO)

    seen = [texts(claim(database)), texts(claim(database))]

    assert seen == [[], ["next"]]
    assert column(database, "state") == [DispatchState.UNKNOWN, DispatchState.SENDING]


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
    with database.session() as session:
        outbox.mark_unknown(session, claimed, "read timeout")
    waits = seconds_to_next(database)
    change(database, not_before=LONG_AGO)

    again = claim_one(database)

    assert (waits, again.copies, again.tries) == (2, 1, 1)


def test_an_unknown_outcome_is_an_end_where_twice_is_worse(database: Database) -> None:
    promise(database, a_dispatch(twice_is_better=False))
    claimed = claim_one(database)
    with database.session() as session:
        outbox.mark_unknown(session, claimed, "read timeout")

    change(database, not_before=LONG_AGO)

    assert (claim(database), column(database, "state")) == ([], [DispatchState.UNKNOWN])


Close = Callable[[Any, Claimed], None]
CLOSINGS: dict[str, Close] = {
    "sent": lambda session, late: outbox.mark_sent(session, late, 55),
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


def test_a_moved_group_takes_along_what_is_promised_to_it(database: Database) -> None:
    receipt = a_dispatch(kind=DispatchKind.RECEIPT, callback_id="77", chat_id=GROUP)
    promise(database, a_dispatch(chat_id=GROUP), a_dispatch(chat_id=GROUP), receipt, a_dispatch(chat_id=BO))
    sent, *_ = claim(database)
    send(database, sent, 55)

    with unit_of_work(database) as store:
        store.move_chat(GROUP, SUPERGROUP)

    assert column(database, "chat_id") == [GROUP, SUPERGROUP, SUPERGROUP, BO]
    assert column(database, "lane") == [f"c{GROUP}", f"c{SUPERGROUP}", "r77", f"c{BO}"]


def test_a_moved_group_stays_bound_and_keeps_those_who_were_seen_in_it(database: Database) -> None:
    with unit_of_work(database) as store:
        cast = the_cast(store)
        store.keep(a_chat(chat_id=GROUP))
        for person in (cast.asa, cast.bo):
            store.note_presence(GROUP, person.telegram_id or 0, present=True)
        store.note_presence(SUPERGROUP, cast.bo.telegram_id or 0, present=True)

    for _ in ("said by the group", "said again when something is sent"):
        with unit_of_work(database) as store:
            store.move_chat(GROUP, SUPERGROUP)

    with unit_of_work(database) as store:
        norr, chat = store.within("norr"), store.chat_by_telegram(SUPERGROUP)
        assert norr is not None
        assert chat is not None
        seen = [norr.is_in_chat(chat, person) for person in (cast.asa, cast.bo, cast.cilla)]
        assert (store.chat_by_telegram(GROUP), seen) == (None, [True, True, False])


def test_an_unbound_group_that_moves_is_left_under_its_new_id(database: Database) -> None:
    with unit_of_work(database) as store:
        store.keep(Lodging(chat_id=GROUP, leave_at=NOW))

    with unit_of_work(database) as store:
        store.move_chat(GROUP, SUPERGROUP)

    with unit_of_work(database) as store:
        assert [lodging.chat_id for lodging in store.due_lodgings(NOW)] == [SUPERGROUP]


def test_a_group_may_move_where_the_bot_lodges_already(database: Database) -> None:
    with unit_of_work(database) as store:
        store.keep(Lodging(chat_id=GROUP, leave_at=NOW))
        store.keep(Lodging(chat_id=SUPERGROUP, leave_at=NOW))

    with unit_of_work(database) as store:
        store.move_chat(GROUP, SUPERGROUP)

    with unit_of_work(database) as store:
        assert [lodging.chat_id for lodging in store.due_lodgings(NOW)] == [SUPERGROUP]


def test_a_bound_group_is_not_left_because_the_bot_was_added_before_it_moved(database: Database) -> None:
    with unit_of_work(database) as store:
        the_cast(store)
        store.keep(a_chat(chat_id=GROUP))
        store.keep(Lodging(chat_id=SUPERGROUP, leave_at=NOW))

    with unit_of_work(database) as store:
        store.move_chat(GROUP, SUPERGROUP)

    with unit_of_work(database) as store:
        assert list(store.due_lodgings(NOW)) == []


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


@pytest.mark.parametrize(("count", "chats"), [(2000, 2000), (500, 50)])
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
    while seconds_to_next(database) is not None:
        claimed = claim(database, 25)
        sent += [int(dispatch.text or "") for dispatch in claimed]
        with database.session() as session:
            for dispatch in claimed:
                outbox.mark_sent(session, dispatch, None)
