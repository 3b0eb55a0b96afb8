"""Replicas wake each other in the moment of a commit; who heard nothing misses nothing but time."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import Any

from sqlalchemy import text

from storage import inbox, leases, wakeups
from storage.engine import Database
from storage.inbox import Arrived
from storage.store import unit_of_work
from storage.wakeups import Call
from tests.builders import NOW, a_deadline, a_dispatch, a_meeting, the_cast
from tests.databases import on_postgresql

pytestmark = on_postgresql
LONG = 20.0


class Ear:
    """What a replica hears, in order."""

    def __init__(self) -> None:
        self.calls: asyncio.Queue[Call] = asyncio.Queue()
        self.counts: asyncio.Queue[int] = asyncio.Queue()

    async def next(self, number: int) -> list[Call]:
        """The next so many; they come soon, or the test ends."""
        async with asyncio.timeout(LONG):
            return [await self.calls.get() for _ in range(number)]


@asynccontextmanager
async def listening(database: Database) -> AsyncIterator[Ear]:
    """A replica that listens, and has been told to look at everything once."""
    ear = Ear()
    task = asyncio.create_task(wakeups.listen(database, ear.calls.put_nowait, ear.counts.put_nowait))
    try:
        assert await ear.next(len(Call)) == list(Call)
        yield ear
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


def arrives(database: Database, number: int = 1) -> None:
    with database.session() as session:
        inbox.take_in(session, 7, [Arrived(update_id=number, lane=1, payload="{}")], NOW)


def promises(database: Database, *, number: int = 1) -> None:
    with unit_of_work(database) as store:
        for _ in range(number):
            store.promise(a_dispatch())


def lets_go(database: Database) -> None:
    with database.session() as session:
        lease = leases.take(session, "lead")
        assert isinstance(lease, leases.Lease)
        leases.release(session, lease)


def plans(database: Database) -> None:
    with unit_of_work(database) as store:
        store.keep(a_deadline(a_meeting(the_cast(store).norr, key="another")))


def heard(database: Database, other: Database, *acts: Any, number: int) -> list[Call]:
    """What the one hears of what the other does, up to a last update."""

    async def listen() -> list[Call]:
        async with listening(database) as ear:
            for act in acts:
                act(other)
            return await ear.next(number)

    return asyncio.run(listen())


def test_what_arrives_is_promised_planned_or_let_go_wakes_the_others(
    database: Database, other: Database
) -> None:
    acts = (arrives, promises, plans, lets_go)

    assert heard(database, other, *acts, number=4) == [Call.INBOX, Call.OUTBOX, Call.SWEEP, Call.LEASE]


def test_many_promises_of_one_commit_are_one_call_and_taken_back_ones_are_none(
    database: Database, other: Database
) -> None:
    def takes_back(database: Database) -> None:
        with unit_of_work(database) as store:
            store.promise(a_dispatch())
            store.session.rollback()

    def promises_many(database: Database) -> None:
        promises(database, number=50)

    assert heard(database, other, takes_back, promises_many, arrives, number=2) == [Call.OUTBOX, Call.INBOX]


def test_nobody_is_woken_by_what_they_did_themselves(database: Database, other: Database) -> None:
    def does_itself(_other: Database) -> None:
        promises(database)

    assert heard(database, other, does_itself, arrives, number=1) == [Call.INBOX]


def test_what_nobody_waits_for_calls_nobody(database: Database, other: Database) -> None:
    def hears_what_is_not_for_it(database: Database) -> None:
        with database.session() as session:
            inbox.take_in(session, 7, [], NOW)

    assert heard(database, other, hears_what_is_not_for_it, promises, number=1) == [Call.OUTBOX]


def test_who_was_cut_off_listens_again_and_looks_at_everything(database: Database, other: Database) -> None:
    cut_off = text("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = :name")

    async def listen() -> tuple[list[Call], list[Call]]:
        async with listening(database) as ear:
            with other.session() as session:
                session.execute(cut_off, {"name": wakeups.LISTENER})
            everything = await ear.next(len(Call))
            arrives(other)
            return everything, await ear.next(1)

    assert asyncio.run(listen()) == (list(Call), [Call.INBOX])


def test_each_knows_at_once_when_there_is_one_more(database: Database, other: Database) -> None:
    async def counts() -> list[int]:
        async with listening(database) as ear, asyncio.timeout(LONG):
            alone = await ear.counts.get()
            async with listening(other) as second:
                return [alone, await ear.counts.get(), await second.counts.get()]

    assert asyncio.run(counts()) == [1, 2, 2]
