"""Calls to a mailbox: four at once in all processes, and who gets no place hears so in time."""

import asyncio
import gc
from collections.abc import Iterator, Sequence
from contextlib import closing, suppress
from time import sleep
from types import SimpleNamespace
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.exc import OperationalError

from handlers import turnstile
from handlers.turnstile import SharedTurnstile
from integrations.graph.turnstile import Crowded
from storage.engine import Database
from storage.leases import Lease, box
from storage.places import AT_ONCE
from tests.databases import on_postgresql

MAILBOX = "norr@example.se"
SLOW_SECONDS = 0.4
AWAY = OperationalError("UPDATE", {}, SimpleNamespace(sqlstate=None))  # type: ignore[arg-type]


@pytest.fixture
def replicas(database: Database) -> Iterator[Sequence[Database]]:
    """The databases of all processes: one on a file, three on PostgreSQL."""
    others = [] if database.is_sqlite else [Database(database.url.render_as_string(False)) for _ in range(2)]
    yield [database, *others]
    for each in others:
        each.close()


def test_four_calls_at_once_are_let_through_and_the_others_wait(replicas: Sequence[Database]) -> None:
    now, most = 0, 0

    async def call(stile: SharedTurnstile) -> None:
        nonlocal now, most
        async with stile.through(MAILBOX):
            now += 1
            most = max(most, now)
            await asyncio.sleep(0.05)
            now -= 1

    async def story() -> None:
        stiles = [SharedTurnstile(each) for each in replicas]
        await asyncio.gather(*(call(stiles[number % len(stiles)]) for number in range(18)))

    asyncio.run(story())

    assert (now, most) == (0, AT_ONCE)


def test_who_waits_too_long_is_told_and_the_place_of_a_call_that_failed_is_free(
    replicas: Sequence[Database], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(turnstile, "PATIENCE_SECONDS", 1.0)
    go_wrong = asyncio.Event()

    async def fail(stile: SharedTurnstile) -> None:
        async with stile.through(MAILBOX):
            await go_wrong.wait()
            raise ConnectionError

    async def story() -> None:
        first, last = SharedTurnstile(replicas[0]), SharedTurnstile(replicas[-1])
        failing = [asyncio.create_task(fail(first)) for _ in range(AT_ONCE)]
        await asyncio.sleep(0.5)
        # Where there is one process, it is the same turnstile that is full.
        stile = last if len(replicas) > 1 else first
        vain = (stile.through(MAILBOX).__aenter__() for _ in range(AT_ONCE))
        told = await asyncio.gather(*vain, return_exceptions=True)
        assert {type(each) for each in told} == {Crowded}
        go_wrong.set()
        await asyncio.gather(*failing, return_exceptions=True)
        async with stile.through(MAILBOX):
            pass

    asyncio.run(story())


@on_postgresql
def test_while_the_database_is_away_nobody_is_let_through(database: Database) -> None:
    nowhere = Database(database.url.set(host="127.0.0.1", port=1).render_as_string(False))

    async def story() -> None:
        with pytest.raises(Crowded):
            await SharedTurnstile(nowhere).through(MAILBOX).__aenter__()

    with closing(nowhere):
        asyncio.run(story())


class Slow(SharedTurnstile):
    """Its database answers late."""

    def _take(self, mailbox: str) -> Lease | None:
        sleep(SLOW_SECONDS)
        return super()._take(mailbox)

    def _free(self, place: Lease) -> None:
        sleep(SLOW_SECONDS)
        super()._free(place)


class Lost(Slow):
    """Its database is away when it answers."""

    def __init__(self, database: Database, *, takes: bool) -> None:
        super().__init__(database)
        self._takes = takes

    def _take(self, mailbox: str) -> Lease | None:
        place = super()._take(mailbox)
        if not self._takes:
            raise AWAY
        return place

    def _free(self, _place: Lease) -> None:
        raise AWAY


def _held(database: Database) -> int:
    with database.session() as session:
        held = (
            select(func.count())
            .select_from(box)
            .where(box.c.name.startswith("mailbox"), box.c.lease_until > 0)
        )
        return session.scalar(held) or 0


@on_postgresql
def test_a_place_that_was_taken_for_somebody_who_waits_no_more_is_given_back(database: Database) -> None:
    stile = Slow(database)

    async def wait_no_more() -> int:
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(SLOW_SECONDS / 2):
                await stile.through(MAILBOX).__aenter__()
        await asyncio.sleep(1.5 * SLOW_SECONDS)
        taken = _held(database)
        await stile.emptied()
        return taken

    assert (asyncio.run(wait_no_more()), _held(database)) == (1, 0)


@on_postgresql
@pytest.mark.parametrize("takes", [True, False])
def test_a_place_that_cannot_be_given_back_is_no_fault(database: Database, takes: bool) -> None:
    stile, faults = Lost(database, takes=takes), list[Any]()

    async def call() -> None:
        asyncio.get_running_loop().set_exception_handler(lambda _loop, fault: faults.append(fault))
        with suppress(TimeoutError):
            async with asyncio.timeout(None if takes else SLOW_SECONDS / 2), stile.through(MAILBOX):
                pass
        await stile.emptied()
        gc.collect()

    asyncio.run(call())

    assert faults == []


@on_postgresql
def test_an_answer_is_there_before_its_place_is_given_back(database: Database) -> None:
    stile = Slow(database)

    async def call() -> tuple[str, int]:
        async with stile.through(MAILBOX):
            answer = "202"
        held = _held(database)
        await stile.emptied()
        return answer, held

    assert (asyncio.run(call()), _held(database)) == (("202", 1), 0)
