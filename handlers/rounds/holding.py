"""Holds a lease for as long as this process works, and knows when it no longer does."""

import asyncio
import logging
from contextlib import suppress

from sqlalchemy.exc import DBAPIError

from handlers.clock import Clock
from storage import leases
from storage.engine import Database
from storage.leases import LEASE_SECONDS, Lease, LeaseLost

log = logging.getLogger(__name__)
# Well inside the lease: two renewals may fail, and it is held all the same.
RENEW_SECONDS = LEASE_SECONDS / 3


class Held:
    """One lease of this process's. `wake` is called when another replica has released it.

    A SQLite file has one process: there is nobody to hold it against, and `lease` stays None.
    """

    def __init__(self, database: Database, clock: Clock, name: str) -> None:
        self._database = database
        self._clock = clock
        self._name = name
        self._awake = asyncio.Event()
        self._renewed_at = 0.0
        self.lease: Lease | None = None

    def wake(self) -> None:
        """Look at once whether it is free."""
        self._awake.set()

    async def take(self) -> bool:
        """Try to take it; where another replica has it, come back when it may be free, with False."""
        if self._database.is_sqlite:
            return True
        self._awake.clear()
        asked_at = self._clock.steady()
        found = await self._database.run(self._take)
        if isinstance(found, Lease):
            self.lease, self._renewed_at = found, asked_at
            return True
        with suppress(TimeoutError):
            await asyncio.wait_for(self._awake.wait(), timeout=found)
        return False

    @property
    def is_ours(self) -> bool:
        """Whether it surely has not run out; a process that stood still is told by its own steady clock."""
        return self._database.is_sqlite or (
            self.lease is not None and self._clock.steady() < self._renewed_at + LEASE_SECONDS
        )

    async def renew(self) -> None:
        """Hold it; comes back when it is lost, and never where nobody could take it."""
        while self.lease:
            await asyncio.sleep(RENEW_SECONDS)
            asked_at = self._clock.steady()
            try:
                await self._database.run(self._renew)
            except LeaseLost:
                return
            self._renewed_at = asked_at
        await asyncio.Event().wait()

    async def release(self) -> None:
        """Let another replica have it at once; where the database is away, when it runs out."""
        if self.lease:
            with suppress(DBAPIError):
                await self._database.once(self._release)
            self.lease = None

    def _take(self) -> Lease | float:
        with self._database.session() as session:
            return leases.take(session, self._name)

    def _renew(self) -> None:
        if self.lease:
            with self._database.session() as session:
                leases.renew(session, self.lease)

    def _release(self) -> None:
        if self.lease:
            with self._database.session() as session:
                leases.release(session, self.lease)
