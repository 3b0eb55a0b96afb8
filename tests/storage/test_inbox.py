"""The inbox: kept before it is confirmed, handled once, in order per chat (PROMISES P1, P2)."""

from collections import defaultdict
from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import select, update

from bot.model.history import HistoryEntry
from storage import inbox, tables
from storage.engine import Database
from storage.inbox import Arrived, Waiting
from tests.builders import NOW
from tests.databases import on_postgresql
from tests.storage.helpers import at_once

BOT = 7
BO, CILLA = 2002, 3003


class Stumbled(Exception):
    """The effect of an update went wrong."""


def deliver(database: Database, *arrived: Arrived, bot_id: int = BOT) -> None:
    with database.session() as session:
        inbox.take_in(session, bot_id, arrived, NOW)


def an_update(update_id: int, lane: int = BO, payload: str | None = "{}") -> Arrived:
    return Arrived(update_id=update_id, lane=lane, payload=payload)


def handle(database: Database) -> Waiting | None:
    with database.session() as session:
        waiting = inbox.next_waiting(session)
        if waiting:
            inbox.mark_handled(session, waiting)
    return waiting


def fail(database: Database) -> bool:
    """The next update's effect goes wrong; says whether it was set aside. Its pause is over at once."""
    with database.session() as session:
        waiting = inbox.next_waiting(session)
    assert waiting is not None
    with database.session() as session:
        was_last = inbox.stumble(session, waiting, "Stumbled")
        session.execute(update(tables.inbox).values(not_before=0))
    return was_last


def rows(database: Database) -> list[tuple[int, str, str | None]]:
    column = tables.inbox.c
    query = select(column.update_id, column.state, column.payload).order_by(column.id)
    with database.session() as session:
        return [(row.update_id, row.state, row.payload) for row in session.execute(query)]


def test_an_update_that_is_delivered_twice_is_kept_once(database: Database) -> None:
    deliver(database, an_update(1, payload="first"), an_update(2))

    deliver(database, an_update(1, payload="again"), an_update(3))

    assert rows(database) == [(1, "waiting", "first"), (2, "waiting", "{}"), (3, "waiting", "{}")]


def test_an_update_that_comes_again_after_it_was_handled_has_no_second_effect(database: Database) -> None:
    deliver(database, an_update(1))
    handle(database)

    deliver(database, an_update(1))

    assert handle(database) is None


def test_two_bots_may_have_an_update_of_the_same_number(database: Database) -> None:
    deliver(database, an_update(1, payload="of one"))

    deliver(database, an_update(1, payload="of the other"), bot_id=8)

    assert [payload for _, _, payload in rows(database)] == ["of one", "of the other"]


def test_nothing_delivered_is_nothing_kept(database: Database) -> None:
    deliver(database)

    assert rows(database) == []


def test_only_the_id_is_kept_of_what_was_not_for_the_bot(database: Database) -> None:
    deliver(database, an_update(1, payload=None))

    assert rows(database) == [(1, "ignored", None)]
    assert handle(database) is None


def test_what_people_wrote_is_removed_when_it_is_handled(database: Database) -> None:
    deliver(database, an_update(1, payload="Budget"))

    handle(database)

    assert rows(database) == [(1, "handled", None)]


def test_updates_are_handled_in_the_order_in_which_they_came(database: Database) -> None:
    deliver(database, an_update(9, payload="a"), an_update(8, payload="b"), an_update(10, CILLA, payload="c"))

    handled = [handle(database) for _ in range(4)]

    assert [waiting and waiting.payload for waiting in handled] == ["a", "b", "c", None]


def test_a_chat_whose_first_update_pauses_holds_up_itself_alone(database: Database) -> None:
    deliver(database, an_update(1, payload="a"), an_update(2, payload="b"), an_update(3, CILLA, payload="c"))
    with database.session() as session:
        first = inbox.next_waiting(session)
        assert first is not None
        inbox.stumble(session, first, "Stumbled")

    handled = [handle(database), handle(database)]

    assert [waiting and waiting.payload for waiting in handled] == ["c", None]


def test_whoever_floods_the_bot_waits_for_everybody_else(
    database: Database, figure: Callable[..., None]
) -> None:
    deliver(database, *(an_update(number) for number in range(200)))
    deliver(database, *(an_update(1000 + number, lane=CILLA + number) for number in range(10)))

    order = [handled.lane for _ in range(210) if (handled := handle(database))]

    first = order[:10]
    figure("P4", "calm chats behind a flood of 200", calm=len(first), waited_for=first.count(BO))
    assert first == [CILLA + number for number in range(10)]
    assert order[10:] == [BO] * 200


def test_nobody_is_put_off_for_a_few(database: Database) -> None:
    deliver(database, *(an_update(number) for number in range(inbox.MOST_CALM)), an_update(99, lane=CILLA))

    assert [handled.lane for _ in range(21) if (handled := handle(database))] == [BO] * 20 + [CILLA]


@on_postgresql
def test_while_one_update_is_handled_its_chat_waits_and_another_goes_on(database: Database) -> None:
    deliver(database, an_update(1, payload="a"), an_update(2, payload="b"), an_update(3, CILLA, payload="c"))
    with database.session() as session:
        held = inbox.next_waiting(session)

        meanwhile = [handle(database), handle(database)]

    assert held is not None
    assert (held.payload, [waiting and waiting.payload for waiting in meanwhile]) == ("a", ["c", None])


def test_an_effect_that_is_rolled_back_leaves_its_update_waiting(database: Database) -> None:
    deliver(database, an_update(1))

    with pytest.raises(Stumbled):
        _handle_and_stumble(database)

    assert (rows(database), _effects(database)) == ([(1, "waiting", "{}")], {})


def test_five_failed_tries_set_an_update_aside_and_free_its_chat(database: Database) -> None:
    deliver(database, an_update(1, payload="poison"), an_update(2, payload="b"))

    was_last = [fail(database) for _ in range(5)]

    assert was_last == [False, False, False, False, True]
    assert rows(database) == [(1, "set_aside", "poison"), (2, "waiting", "b")]


def test_an_update_that_was_set_aside_can_be_run_again_with_all_its_tries(database: Database) -> None:
    deliver(database, an_update(1))
    for _ in range(5):
        fail(database)

    with database.session() as session:
        was_opened = inbox.run_again(session, 1)

    assert (was_opened, handle(database)) == (True, Waiting(id=1, lane=BO, payload="{}", tries=0))


def set_aside(database: Database, *numbers: int) -> None:
    deliver(database, *(an_update(number, lane=number) for number in numbers))
    with database.session() as session:
        session.execute(update(tables.inbox).values(state="set_aside", tries=5, not_before=2**40, error="x"))


def test_of_two_that_were_set_aside_the_one_that_is_named_is_run_again_and_at_once(
    database: Database,
) -> None:
    set_aside(database, 1, 2)

    with database.session() as session:
        was_opened = inbox.run_again(session, 2)

    assert was_opened
    assert [row[:2] for row in rows(database)] == [(1, "set_aside"), (2, "waiting")]
    assert handle(database) == Waiting(id=2, lane=2, payload="{}", tries=0)


def test_what_waits_or_was_forgotten_is_not_run_again(database: Database) -> None:
    set_aside(database, 1)
    with database.session() as session:
        inbox.forget_set_aside(session, NOW + timedelta(days=8))
        opened = [inbox.run_again(session, 1)]
    deliver(database, an_update(2))
    with database.session() as session:
        opened.append(inbox.run_again(session, 2))

    assert opened == [False, False]


def test_what_is_held_after_a_copy_was_brought_back_is_not_forgotten(database: Database) -> None:
    set_aside(database, 1, 2)
    with database.session() as session:
        held = tables.inbox.c.update_id == 1
        session.execute(update(tables.inbox).where(held).values(error=inbox.RESTORED))

    with database.session() as session:
        inbox.forget_set_aside(session, NOW + timedelta(days=8))

    assert [row[2] for row in rows(database)] == ["{}", None]


def test_only_what_was_set_aside_can_be_run_again(database: Database) -> None:
    deliver(database, an_update(1))
    handle(database)

    with database.session() as session:
        opened = [inbox.run_again(session, 1), inbox.run_again(session, 99)]

    assert opened == [False, False]


def test_a_failed_try_does_not_open_what_another_replica_has_handled_since(database: Database) -> None:
    deliver(database, an_update(1))
    with database.session() as session:
        waiting = inbox.next_waiting(session)
    assert waiting is not None
    handle(database)

    with database.session() as session:
        was_set_aside = inbox.stumble(session, Waiting(id=1, lane=BO, payload="{}", tries=4), "Stumbled")
        inbox.stumble(session, waiting, "Stumbled")

    assert (was_set_aside, rows(database)) == (False, [(1, "handled", None)])


def test_what_was_set_aside_is_forgotten_after_seven_days(database: Database) -> None:
    deliver(database, an_update(1))
    for _ in range(5):
        fail(database)

    def forget(days: int) -> str | None:
        with database.session() as session:
            inbox.forget_set_aside(session, NOW + timedelta(days=days, seconds=1))
        return rows(database)[0][2]

    assert [forget(6), forget(7)] == ["{}", None]


def test_what_waits_is_never_forgotten(database: Database) -> None:
    deliver(database, an_update(1))

    with database.session() as session:
        inbox.forget_set_aside(session, NOW + timedelta(days=100))

    assert rows(database) == [(1, "waiting", "{}")]


@pytest.mark.parametrize(
    ("database_url", "workers"), [("sqlite", 2), ("postgresql", 8)], indirect=["database_url"]
)
def test_many_workers_give_500_updates_one_effect_each_in_the_order_of_their_chats(
    database: Database, workers: int
) -> None:
    arrived = [an_update(number, lane=number % 20, payload=str(number)) for number in range(500)]
    deliver(database, *arrived)

    at_once([lambda: _drain(database)] * workers)

    expected = defaultdict(list)
    for one in arrived:
        expected[one.lane].append(one.payload)
    assert _effects(database) == expected


def _handle_and_stumble(database: Database) -> None:
    with database.session() as session:
        waiting = inbox.next_waiting(session)
        assert waiting is not None
        session.add(_effect(waiting))
        inbox.mark_handled(session, waiting)
        raise Stumbled


def _drain(database: Database) -> None:
    """Handle until nothing waits; every fiftieth update stumbles at its first try."""
    while True:
        waiting: Waiting | None = None
        try:
            with database.session() as session:
                if not inbox.count_waiting(session):
                    return
                if waiting := inbox.next_waiting(session):
                    session.add(_effect(waiting))
                    _stumble_sometimes(waiting)
                    inbox.mark_handled(session, waiting)
        except Stumbled:
            assert waiting is not None
            with database.session() as session:
                inbox.stumble(session, waiting, "Stumbled")


def _stumble_sometimes(waiting: Waiting) -> None:
    if int(waiting.payload) % 50 == 0 and waiting.tries == 0:
        raise Stumbled


def _effect(waiting: Waiting) -> HistoryEntry:
    return HistoryEntry(at=NOW, through="chat", verb=waiting.payload, thing=str(waiting.lane))


def _effects(database: Database) -> dict[int, list[str]]:
    effects = defaultdict(list)
    with database.session() as session:
        for entry in session.scalars(select(HistoryEntry).order_by(tables.history.c.id)):
            effects[int(entry.thing)].append(entry.verb)
    return effects
