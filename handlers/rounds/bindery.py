"""Binds «Alla handlingar» in a step of its own, after the press that asked for them is stored."""

import asyncio
import logging
from collections.abc import Callable
from contextlib import suppress

from sqlalchemy.exc import DBAPIError

from bot.acts.agendas import papers
from bot.model.binding import LARGEST, Binding
from bot.ports.workshop import Binder, BindingFailed
from handlers.logs import place_of
from handlers.rounds.going import Rounds
from storage import bindlist, blobs
from storage.bindlist import Unbound
from storage.engine import Database
from storage.store import unit_of_work

log = logging.getLogger(__name__)
TRIES = 3
# Of a stop, which has twenty in all.
PUT_BACK_SECONDS = 2.0


class Bindery(Rounds):
    """The worker for papers that are to be bound; one at a time keeps memory and computing small."""

    concerns = frozenset({"dispatch document"})

    def __init__(self, database: Database, binder: Binder, told: Callable[[], None]) -> None:
        super().__init__()
        self._database = database
        self._binder = binder
        self._told = told

    async def do_next(self) -> bool:
        """Bind what was waited for longest; False if nothing waits."""
        unbound = await self._database.run(_claim, self._database)
        if unbound is None:
            return False
        try:
            await self._bind(unbound)
        except asyncio.CancelledError:
            # Where the database is away, its lease runs out.
            with suppress(DBAPIError, TimeoutError):
                async with asyncio.timeout(PUT_BACK_SECONDS):
                    await self._database.once(_put_back, self._database, unbound)
            raise
        except BindingFailed as error:
            log.warning("papers were not bound: %s", error)
            await self._database.run(_stumble, self._database, unbound)
        except Exception as error:  # noqa: BLE001
            # One file that stumbles must not stop the bot; it is counted, and told at last.
            log.error("binding stumbled: %s\n%s", type(error).__name__, place_of(error))
            await self._database.run(_stumble, self._database, unbound)
        self._told()
        return True

    async def _bind(self, unbound: Unbound) -> None:
        binding = await self._database.run(_look_up, self._database, unbound)
        if binding is None:
            return
        contents = {sha256: await self._read(sha256) for sha256 in sorted(binding.sources)}
        pdf = await self._binder(binding, contents)
        await self._database.run(_settle, self._database, unbound, pdf)

    async def _read(self, sha256: str) -> bytes:
        # A transaction for each: one for all of them would keep every other writer waiting.
        return await self._database.run(_read, self._database, sha256)


def _claim(database: Database) -> Unbound | None:
    with database.session() as session:
        return bindlist.claim(session)


def _look_up(database: Database, unbound: Unbound) -> Binding | None:
    """What is to be bound; None if it need not be, or cannot be, and whoever waits is answered."""
    with unit_of_work(database) as store:
        place = store.within(unbound.arena_id)
        made = papers.bound_before(place, unbound.subject) if place else None
        binding = papers.papers_of(store, place, unbound.subject) if place and not made else None
        if place and not binding and bindlist.let_go(store.session, unbound):
            # Somebody asked while the file was being handed out; or nobody knows the papers any more.
            papers.answer(place, unbound.subject, made)
        return binding


def _read(database: Database, sha256: str) -> bytes:
    with database.session() as session:
        return blobs.read(session, sha256) or b""


def _settle(database: Database, unbound: Unbound, pdf: bytes) -> None:
    with unit_of_work(database) as store:
        place = store.within(unbound.arena_id)
        if place and bindlist.let_go(store.session, unbound):
            kept = store.keep_file(pdf) if len(pdf) <= LARGEST else None
            papers.answer(place, unbound.subject, kept)


def _stumble(database: Database, unbound: Unbound) -> None:
    tries = unbound.tries + 1
    with unit_of_work(database) as store:
        place = store.within(unbound.arena_id)
        if tries < TRIES:
            bindlist.let_go(store.session, unbound, wait=bindlist.PAUSE_SECONDS, tries=tries)
        elif place and bindlist.let_go(store.session, unbound):
            papers.answer(place, unbound.subject, None)


def _put_back(database: Database, unbound: Unbound) -> None:
    with database.session() as session:
        bindlist.let_go(session, unbound, tries=unbound.tries)
