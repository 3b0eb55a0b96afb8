"""Binds «Alla handlingar» in a step of its own, after the press that asked for them is stored."""

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass

from bot.acts import papers
from bot.model.binding import Binding
from bot.ports.workshop import Binder, BindingFailed
from storage import bindlist, blobs
from storage.bindlist import Unbound
from storage.engine import Database
from storage.store import unit_of_work

log = logging.getLogger(__name__)
LONGEST_SLEEP = 5.0
TRIES = 3


@dataclass(frozen=True, kw_only=True)
class Job:
    """A file in our hands; `binding` is None for one that needs no binding, or can have none."""

    unbound: Unbound
    binding: Binding | None


class Bindery:
    """The worker for papers that are to be bound; one at a time keeps memory and computing small."""

    def __init__(self, database: Database, binder: Binder, told: Callable[[], None]) -> None:
        self._database = database
        self._binder = binder
        self._told = told
        self._awake = asyncio.Event()

    def wake(self) -> None:
        """Look at once whether there is something to bind."""
        self._awake.set()

    async def run(self) -> None:
        """Bind until cancelled."""
        while True:
            self._awake.clear()
            if await self.bind_next():
                continue
            try:
                await asyncio.wait_for(self._awake.wait(), timeout=LONGEST_SLEEP)
            except TimeoutError:
                continue

    async def bind_next(self) -> bool:
        """Bind what was waited for longest; False if nothing waits."""
        job = await self._database.run(_claim, self._database)
        if job and job.binding:
            await self._bind(job.unbound, job.binding)
        if job:
            self._told()
        return job is not None

    async def _bind(self, unbound: Unbound, binding: Binding) -> None:
        try:
            contents = {sha256: await self._read(sha256) for sha256 in sorted(binding.sources)}
            pdf = await self._binder(binding, contents)
        except BindingFailed as error:
            log.warning("papers were not bound: %s", error)
            await self._database.run(_stumble, self._database, unbound)
        except asyncio.CancelledError:
            await self._database.run(_put_back, self._database, unbound)
            raise
        else:
            await self._database.run(_settle, self._database, unbound, pdf)

    async def _read(self, sha256: str) -> bytes:
        # A transaction for each: one for all of them would keep every other writer waiting.
        return await self._database.run(_read, self._database, sha256)


def _claim(database: Database) -> Job | None:
    with unit_of_work(database) as store:
        unbound = bindlist.claim(store.session)
        place = store.within(unbound.arena_id) if unbound else None
        if unbound is None or place is None:
            return None
        if made := papers.bound_before(place, unbound.subject):
            # Somebody asked while the file was being handed out.
            bindlist.let_go(store.session, unbound)
            papers.hand_out(place, unbound.subject, made)
            return Job(unbound=unbound, binding=None)
        binding = papers.papers_of(store, place, unbound.subject)
        if binding is None:
            papers.give_up(store, place, unbound.subject)
        return Job(unbound=unbound, binding=binding)


def _read(database: Database, sha256: str) -> bytes:
    with database.session() as session:
        return blobs.read(session, sha256) or b""


def _settle(database: Database, unbound: Unbound, pdf: bytes) -> None:
    with unit_of_work(database) as store:
        place = store.within(unbound.arena_id)
        if place and bindlist.let_go(store.session, unbound):
            papers.hand_out(place, unbound.subject, store.keep_file(pdf))


def _stumble(database: Database, unbound: Unbound) -> None:
    tries = unbound.tries + 1
    with unit_of_work(database) as store:
        place = store.within(unbound.arena_id)
        is_ours = bindlist.let_go(store.session, unbound, wait=bindlist.PAUSE_SECONDS, tries=tries)
        if place and is_ours and tries >= TRIES:
            papers.give_up(store, place, unbound.subject)


def _put_back(database: Database, unbound: Unbound) -> None:
    with database.session() as session:
        bindlist.let_go(session, unbound, tries=unbound.tries)
