"""What one replica does at a time: whoever has the lease leads, and the others are ready to."""

import asyncio
import logging
from collections.abc import Callable, Coroutine, Sequence
from contextlib import suppress
from typing import Any

from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from handlers.clock import Clock
from handlers.rounds.going import rest
from storage import leases
from storage.engine import Database
from storage.leases import LEASE_SECONDS, Lease, LeaseLost

log = logging.getLogger(__name__)
NAME = "lead"
# Well inside the lease: two renewals may fail, and it is held all the same.
RENEW_SECONDS = LEASE_SECONDS / 3
A_MOMENT = 1.0
# Of a stop, which has twenty in all.
RELEASE_SECONDS = 2.0


class Lead:
    """The lease as this process has it, or not. A SQLite file has one process, which always leads.

    `has_others` says whether there is anybody to let it go for.
    """

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock
        self._awake = asyncio.Event()
        self._lease: Lease | None = None
        self._renewed_at = 0.0
        self.has_others = False

    def wake(self) -> None:
        """Another replica has let go of it: look at once."""
        self._awake.set()

    def hold(self, session: Session) -> None:
        """Nobody else leads before this transaction ends. Raises LeaseLost, so that nothing is committed."""
        if not self._database.is_sqlite:
            if self._lease is None:
                raise LeaseLost
            leases.hold(session, self._lease)

    @property
    def is_sure(self) -> bool:
        """Whether it has not run out; a process that stood still is told by its own steady clock."""
        is_fresh = self._clock.steady() < self._renewed_at + LEASE_SECONDS
        return self._database.is_sqlite or (self._lease is not None and is_fresh)

    async def take(self) -> bool:
        """Try to take it; where another replica has it, come back when it may be free, with False."""
        if self._database.is_sqlite:
            return True
        self._awake.clear()
        asked_at = self._clock.steady()
        found = await self._database.run(self._take)
        if isinstance(found, Lease):
            self._lease, self._renewed_at = found, asked_at
            return True
        await rest(self._awake, found)
        return False

    async def renew(self) -> None:
        """Keep it; comes back when it is lost, and never where nobody else could take it."""
        while self._lease:
            await asyncio.sleep(RENEW_SECONDS)
            asked_at = self._clock.steady()
            try:
                await self._database.run(self._renew)
            except LeaseLost:
                return
            self._renewed_at = asked_at
        await asyncio.Event().wait()

    async def release(self) -> None:
        """Let another replica lead at once; where the database is away, when the lease runs out."""
        if self._lease:
            with suppress(DBAPIError, TimeoutError):
                async with asyncio.timeout(RELEASE_SECONDS):
                    await self._database.once(self._release, self._lease)
            self._lease = None

    def _take(self) -> Lease | float:
        with self._database.session() as session:
            return leases.take(session, NAME)

    def _renew(self) -> None:
        if self._lease:
            with self._database.session() as session:
                leases.renew(session, self._lease)

    def _release(self, lease: Lease) -> None:
        with self._database.session() as session:
            leases.release(session, lease)


class Leading:
    """Does the work of whoever leads, while this process does; `waits` is called while another leads."""

    def __init__(
        self,
        lead: Lead,
        works: Sequence[Callable[[], Coroutine[Any, Any, None]]],
        *,
        waits: Callable[[], None],
    ) -> None:
        self._lead = lead
        self._works = works
        self._waits = waits

    async def run(self) -> None:
        """Lead whenever nobody else does, until cancelled; then another may at once."""
        try:
            while True:
                if await self._lead.take():
                    await self._do_all()
                    await self._lead.release()
                    # Whoever waits for it is to have it.
                    await asyncio.sleep(A_MOMENT)
                else:
                    self._waits()
        finally:
            await self._lead.release()

    async def _do_all(self) -> None:
        """Until one of them notices that the lease is lost, or lets it go."""
        log.info("leading")
        tasks = [asyncio.create_task(work()) for work in (self._lead.renew, *self._works)]
        try:
            done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
            for each in done:
                with suppress(LeaseLost):
                    each.result()
            log.warning("leading no more")
        finally:
            for each in tasks:
                each.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
