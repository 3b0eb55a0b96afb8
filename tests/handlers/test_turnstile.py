"""Calls to a mailbox: four at once in all processes, and who gets no place hears so in time."""

import asyncio
from collections.abc import Iterator, Sequence

import pytest

from handlers import turnstile
from handlers.turnstile import Turnstile
from integrations.graph.turnstile import Crowded
from storage.engine import Database
from storage.places import AT_ONCE
from tests.databases import on_postgresql

MAILBOX = "norr@example.se"


@pytest.fixture
def replicas(database: Database) -> Iterator[Sequence[Database]]:
    """The databases of all processes: one on a file, three on PostgreSQL."""
    others = [] if database.is_sqlite else [Database(database.url.render_as_string(False)) for _ in range(2)]
    yield [database, *others]
    for each in others:
        each.close()


def test_four_calls_at_once_are_let_through_and_the_others_wait(replicas: Sequence[Database]) -> None:
    now, most = 0, 0

    async def call(stile: Turnstile) -> None:
        nonlocal now, most
        async with stile.through(MAILBOX):
            now += 1
            most = max(most, now)
            await asyncio.sleep(0.05)
            now -= 1

    async def story() -> None:
        stiles = [Turnstile(each) for each in replicas]
        await asyncio.gather(*(call(stiles[number % len(stiles)]) for number in range(18)))

    asyncio.run(story())

    assert (now, most) == (0, AT_ONCE)


def test_who_waits_too_long_is_told_and_the_place_of_a_call_that_failed_is_free(
    replicas: Sequence[Database], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(turnstile, "PATIENCE_SECONDS", 1.0)
    go_wrong = asyncio.Event()

    async def fail(stile: Turnstile) -> None:
        async with stile.through(MAILBOX):
            await go_wrong.wait()
            raise ConnectionError

    async def story() -> None:
        first, last = Turnstile(replicas[0]), Turnstile(replicas[-1])
        failing = [asyncio.create_task(fail(first)) for _ in range(AT_ONCE)]
        await asyncio.sleep(0.5)
        # Where there is one process, it is the same turnstile that is full.
        stile = last if len(replicas) > 1 else first
        with pytest.raises(Crowded):
            await stile.through(MAILBOX).__aenter__()
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
            await Turnstile(nowhere).through(MAILBOX).__aenter__()

    asyncio.run(story())
