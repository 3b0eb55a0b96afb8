"""Who leads, when another does, and that whoever no longer leads commits nothing."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

import pytest
from sqlalchemy import update

from handlers.clock import Clock
from handlers.rounds.leading import Lead, Leading
from storage import tables, wakeups
from storage.engine import Database
from storage.leases import LeaseLost
from storage.wakeups import Call
from tests.databases import on_postgresql, on_sqlite

LONG = 20.0


class Stumbled(Exception):
    """A work went wrong."""


class Replica:
    """One that leads, or waits for it; its work lasts until it is told to end, or to go wrong."""

    def __init__(self, database: Database) -> None:
        self.database, self.lead = database, Lead(database, Clock())
        self.leads, self.ends = asyncio.Event(), asyncio.Event()
        self.leading = Leading(self.lead, [self._work], waits=lambda: None)

    async def _work(self) -> None:
        self.leads.set()
        await self.ends.wait()
        self.ends.clear()

    def heard(self, call: Call) -> None:
        """As the program does."""
        if call is Call.LEASE:
            self.lead.wake()

    def commits(self) -> None:
        """Something under the lead."""
        with self.database.session() as session:
            self.lead.hold(session)


@asynccontextmanager
async def running(replica: Replica) -> AsyncIterator[None]:
    tasks = [asyncio.create_task(replica.leading.run())]
    if not replica.database.is_sqlite:
        listening = wakeups.listen(replica.database, replica.heard, lambda _count: None)
        tasks.append(asyncio.create_task(listening))
    try:
        async with asyncio.timeout(LONG):
            yield
    finally:
        for each in tasks:
            each.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


def played(story: Callable[[], object]) -> None:
    asyncio.run(story())  # type: ignore[arg-type]


@on_sqlite
def test_on_a_file_the_one_process_leads_and_may_commit(database: Database) -> None:
    async def story() -> None:
        replica = Replica(database)
        async with running(replica):
            await replica.leads.wait()
            await asyncio.to_thread(replica.commits)

    played(story)


@on_postgresql
def test_who_ends_or_lets_go_leaves_the_lead_to_whoever_waits(database: Database, other: Database) -> None:
    async def story() -> None:
        first, second = Replica(database), Replica(other)
        async with running(first):
            await first.leads.wait()
            first.leads.clear()
            async with running(second):
                first.ends.set()
                await second.leads.wait()
            await first.leads.wait()

    played(story)


@on_postgresql
def test_whoever_waits_or_has_lost_the_lead_commits_nothing(database: Database, other: Database) -> None:
    async def story() -> None:
        leader, waiting = Replica(database), Replica(other)
        async with running(leader):
            await leader.leads.wait()
            await asyncio.to_thread(leader.commits)
            with pytest.raises(LeaseLost):
                await asyncio.to_thread(waiting.commits)
            with database.session() as session:
                session.execute(update(tables.lease).values(lease_until=1.0))
            assert await waiting.lead.take()

            with pytest.raises(LeaseLost):
                await asyncio.to_thread(leader.commits)

    played(story)


def test_a_work_that_goes_wrong_ends_the_process(database: Database) -> None:
    async def goes_wrong() -> None:
        raise Stumbled

    async def story() -> None:
        leading = Leading(Lead(database, Clock()), [goes_wrong], waits=lambda: None)
        with pytest.raises(Stumbled):
            await leading.run()

    played(story)
