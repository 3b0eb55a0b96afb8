"""The turnstile before each mailbox: all processes together have four places there, as Graph wants it."""

import asyncio
import logging
from collections import defaultdict
from collections.abc import AsyncIterator, Coroutine
from contextlib import asynccontextmanager, suppress
from typing import Any

from sqlalchemy.exc import DBAPIError

from integrations.graph.turnstile import Crowded
from storage import places
from storage.engine import Database
from storage.leases import Lease
from storage.outage import is_away

log = logging.getLogger(__name__)
# Less than a mail may take, so that waiting is never mistaken for an answer that does not come.
PATIENCE_SECONDS = 5.0
A_LITTLE = 0.1
LAST_SECONDS = 2.0


class SharedTurnstile:
    """A Turnstile in the database. A SQLite file has one process, which counts by itself."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._here: dict[str, asyncio.Semaphore] = defaultdict(lambda: asyncio.Semaphore(places.AT_ONCE))
        self._beside: set[asyncio.Task[None]] = set()

    @asynccontextmanager
    async def through(self, mailbox: str) -> AsyncIterator[None]:
        """See Turnstile."""
        place = await self._entered(mailbox)
        try:
            yield
        finally:
            # Beside: an answer that has come must not be lost while the place is given back.
            self._do_beside(self._leave(mailbox, place))

    async def emptied(self) -> None:
        """See Turnstile."""
        if self._beside:
            await asyncio.wait(self._beside, timeout=LAST_SECONDS)

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
        except TimeoutError:
            raise Crowded from None
        except DBAPIError as error:
            # While the database is away nobody can tell who else is there.
            if not is_away(error):
                log.error("no place at a mailbox could be taken: %s", type(error.orig).__name__)
            raise Crowded from None

    async def _place(self, mailbox: str) -> Lease:
        while True:
            taking = asyncio.ensure_future(self._database.once(self._take, mailbox))
            try:
                place = await asyncio.shield(taking)
            except asyncio.CancelledError:
                # It is taken all the same, for somebody who waits no more.
                self._do_beside(self._give_back_once_taken(taking))
                raise
            if place:
                return place
            await asyncio.sleep(A_LITTLE)

    def _take(self, mailbox: str) -> Lease | None:
        with self._database.session() as session:
            return places.take(session, mailbox)

    async def _give_back_once_taken(self, taking: asyncio.Future[Lease | None]) -> None:
        with suppress(DBAPIError):
            await self._give_back(await taking)

    async def _leave(self, mailbox: str, place: Lease | None) -> None:
        try:
            await self._give_back(place)
        finally:
            self._here[mailbox].release()

    async def _give_back(self, place: Lease | None) -> None:
        # Where the database is away it runs out by itself.
        with suppress(DBAPIError):
            if place:
                await self._database.once(self._free, place)

    def _free(self, place: Lease) -> None:
        with self._database.session() as session:
            places.give_back(session, place)

    def _do_beside(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work)
        self._beside.add(task)
        task.add_done_callback(self._beside.discard)
