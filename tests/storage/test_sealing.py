"""The chain over history: what was changed, removed or put in afterwards is detected (PROMISES P9)."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import delete, func, insert, select, update
from sqlalchemy.orm import Session

from bot.model.history import Seal
from storage import keepsakes, sealing, tables
from storage.engine import Database
from storage.store import SqlStore, unit_of_work
from tests.builders import NOW
from tests.databases import on_postgresql
from tests.storage.helpers import aside, wait_until_blocked

history = tables.history


def write(database: Database, *verbs: str) -> None:
    with unit_of_work(database) as store:
        for verb in verbs:
            record(store, verb)


def record(store: SqlStore, verb: str) -> None:
    store.record(verb, "item:1", now=NOW, arena_id=None, person=None, through="chat", title="Löner, år 2027")
    store.flush()


def seal(database: Database, *, rounds: int = 1) -> None:
    """So many whole rounds, without waiting for the minute between them."""
    for _ in range(rounds):
        with database.session() as session:
            sealing.seal(session, NOW, round_seconds=0)


def seals(database: Database) -> list[tuple[int, int]]:
    """Up to which entry each seal reaches, and how many entries it holds."""
    with database.session() as session:
        return [
            (found.upto, found.entries) for found in session.scalars(select(Seal).order_by(tables.seal.c.id))
        ]


def broken(database: Database) -> list[int]:
    with database.session() as session:
        return sealing.broken_seals(session)


def test_whole_history_has_no_broken_seal(database: Database) -> None:
    for verb in ("proposed", "accepted", "published"):
        write(database, verb)
        seal(database)
    seal(database)

    assert (seals(database), broken(database)) == ([(1, 1), (2, 1), (3, 1)], [])


def test_an_entry_is_sealed_once_it_has_stood_a_whole_round(database: Database) -> None:
    write(database, "proposed", "accepted")
    seal(database)
    write(database, "published")
    sealed = [seals(database)]
    for _ in range(3):
        seal(database)
        sealed.append(seals(database))

    assert sealed == [[], [(2, 2)], [(2, 2), (3, 1)], [(2, 2), (3, 1)]]


def test_nothing_is_sealed_when_nothing_was_written(database: Database) -> None:
    seal(database, rounds=3)

    assert (seals(database), broken(database)) == ([], [])


def test_a_second_call_within_the_round_does_nothing(database: Database) -> None:
    write(database, "proposed")
    for _ in range(3):
        with database.session() as session:
            sealing.seal(session, NOW)

    assert seals(database) == []


Tampering = Callable[[Session], Any]
TAMPERINGS: dict[str, Tampering] = {
    "changed verb": lambda session: session.execute(_second().values(verb="declined")),
    "changed instant": lambda session: session.execute(_second().values(at=NOW.replace(microsecond=1))),
    "changed facts": lambda session: session.execute(_second().values(facts={"title": "Annat"})),
    "changed arena": lambda session: session.execute(_second().values(through="clock")),
    "removed": lambda session: session.execute(delete(history).where(history.c.id == 2)),
    "inserted": lambda session: session.execute(_inserted(-1)),
    "exchanged": lambda session: session.execute(
        update(history).values(verb=func.replace(func.replace(history.c.verb, "1", "x"), "2", "1"))
    ),
}


def _second() -> Any:
    return update(history).where(history.c.id == 2)


def _inserted(entry_id: int) -> Any:
    row = {"id": entry_id, "at": NOW, "through": "chat", "verb": "put in", "thing": "item:1", "facts": {}}
    return insert(history).values(row)


@pytest.mark.parametrize("tampering", TAMPERINGS)
def test_tampering_breaks_its_seal_and_no_other(
    database: Database, tampering: str, figure: Callable[..., None]
) -> None:
    write(database, "verb 1", "verb 2", "verb 3")
    seal(database, rounds=2)
    write(database, "verb 4")
    seal(database, rounds=2)

    with database.session() as session:
        TAMPERINGS[tampering](session)

    found = broken(database)
    figure(
        "P9", "history changed afterwards", tampered=1, found=len(found), blamed_wrongly=len({*found} - {1})
    )
    assert found == [1]


def test_an_entry_put_in_between_two_sealed_ones_is_detected(database: Database) -> None:
    with database.session() as session:
        for entry_id in (1, 2, 4):
            session.execute(_inserted(entry_id))
    seal(database, rounds=2)
    with database.session() as session:
        session.execute(_inserted(3))

    assert broken(database) == [1]


def test_a_removed_seal_is_detected_by_the_next(database: Database) -> None:
    for verb in ("proposed", "accepted"):
        write(database, verb)
        seal(database, rounds=2)
    with database.session() as session:
        session.execute(delete(tables.seal).where(tables.seal.c.id == 1))

    assert broken(database) == [2]


@on_postgresql
def test_an_entry_that_is_committed_late_with_a_lower_number_breaks_nothing(database: Database) -> None:
    with unit_of_work(database) as slow:
        record(slow, "slow")
        write(database, "quick")
        seal(database)
    seal(database)

    assert (seals(database), broken(database)) == ([(2, 2)], [])


@on_postgresql
def test_replicas_share_the_rounds_and_seal_nothing_twice(database: Database) -> None:
    write(database, "proposed", "accepted")
    seal(database)
    _let_the_round_pass(database)

    with database.session() as session:
        sealing.seal(session, NOW)
        session.flush()
        with aside(lambda: _seal_in_time(database)) as second:
            wait_until_blocked(database)
            session.commit()
            second.result()

    assert (seals(database), broken(database)) == ([(2, 2)], [])


def _seal_in_time(database: Database) -> None:
    with database.session() as session:
        sealing.seal(session, NOW)


def _let_the_round_pass(database: Database) -> None:
    with database.session() as session:
        stood, _ = (keepsakes.read(session, sealing.STOOD) or "").split()
        keepsakes.write(session, sealing.STOOD, f"{stood} 1.0")
