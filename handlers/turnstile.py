"""The turnstile before each mailbox: all processes together have four places there, as Graph wants it."""

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from sqlalchemy.exc import DBAPIError

from integrations.graph.turnstile import Crowded
from storage import places
from storage.engine import Database
from storage.leases import Lease

# Less than a mail may take, so that waiting is never mistaken for an answer that does not come.
PATIENCE_SECONDS = 5.0
A_LITTLE = 0.1


class Turnstile:
    """See integrations.graph.turnstile.Turnstile. A SQLite file has one process, which counts by itself."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._here: dict[str, asyncio.Semaphore] = defaultdict(lambda: asyncio.Semaphore(places.AT_ONCE))

    @asynccontextmanager
    async def through(self, mailbox: str) -> AsyncIterator[None]:
        """See Turnstile."""
        place = await self._entered(mailbox)
        try:
            yield
        finally:
            self._here[mailbox].release()
            if place:
                await self._give_back(place)

    async def _entered(self, mailbox: str) -> Lease | None:
        """With one of the places that all processes know of, where there are several."""
        here = self._here[mailbox]
        try:
            async with asyncio.timeout(PATIENCE_SECONDS):
                await here.acquire()
                try:
                    return None if self._database.is_sqlite else await self._place(mailbox)
                except BaseException:
                    here.release()
                    raise
        except (TimeoutError, DBAPIError):
            # While the database is away nobody can tell who else is there.
            raise Crowded from None

    async def _place(self, mailbox: str) -> Lease:
        while True:
            if place := await self._database.once(self._take, mailbox):
                return place
            await asyncio.sleep(A_LITTLE)

    def _take(self, mailbox: str) -> Lease | None:
        with self._database.session() as session:
            return places.take(session, mailbox)

    async def _give_back(self, place: Lease) -> None:
        # Where the database is away it runs out by itself.
        with suppress(DBAPIError):
            await self._database.once(self._free, place)

    def _free(self, place: Lease) -> None:
        with self._database.session() as session:
            places.give_back(session, place)
