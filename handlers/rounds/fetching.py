"""Fetches attachments from Telegram in a step of its own, after the update that named them is stored."""

import logging
from collections.abc import Callable
from datetime import datetime

import telegram
from telegram.error import BadRequest, TelegramError

from bot.acts.agendas import minutes
from bot.acts.items import attachments
from bot.model.filecheck import why_refused
from bot.ports.arena_store import ArenaStore
from bot.ports.store import Store
from handlers.clock import Clock
from handlers.rounds.going import Rounds
from storage import fetchlist
from storage.engine import Database
from storage.fetchlist import Wanted
from storage.store import unit_of_work

log = logging.getLogger(__name__)
DOWNLOAD_SECONDS = 120.0


class Fetching(Rounds):
    """The worker for attachments that are awaited; one at a time keeps memory small."""

    concerns = frozenset({"attachment"})

    def __init__(self, bot: telegram.Bot, database: Database, clock: Clock, told: Callable[[], None]) -> None:
        super().__init__()
        self._bot = bot
        self._database = database
        self._clock = clock
        self._told = told

    async def do_next(self) -> bool:
        """Fetch what was waited for longest; False if nothing waits."""
        wanted = await self._database.run(_claim, self._database)
        if wanted:
            await self._fetch(wanted)
        return wanted is not None

    async def _fetch(self, wanted: Wanted) -> None:
        try:
            content = await self._download(wanted.source_file_id)
        except BadRequest as error:
            await self._settle(wanted, None, error.message)
        except TelegramError as error:
            log.warning("a file could not be fetched yet: %s", type(error).__name__)
            await self._database.run(_later, self._database, wanted)
        else:
            await self._settle(wanted, content, None)

    async def _download(self, file_id: str) -> bytes:
        file = await self._bot.get_file(file_id)
        return bytes(await file.download_as_bytearray(read_timeout=DOWNLOAD_SECONDS))

    async def _settle(self, wanted: Wanted, content: bytes | None, problem: str | None) -> None:
        await self._database.run(_settle, self._database, wanted, content, problem, self._clock)
        self._told()


def _claim(database: Database) -> Wanted | None:
    with database.session() as session:
        return fetchlist.claim(session)


def _later(database: Database, wanted: Wanted) -> None:
    with database.session() as session:
        fetchlist.try_later(session, wanted)


def _settle(
    database: Database, wanted: Wanted, content: bytes | None, problem: str | None, clock: Clock
) -> None:
    refusal = "gone" if content is None else why_refused(wanted.name, content)
    with unit_of_work(database) as store:
        place = store.within(wanted.arena_id)
        if place is None:
            return
        # Before the file itself, as everybody who changes an item has it.
        place.reserve()
        if fetchlist.is_ours(store.session, wanted):
            _write(store, place, wanted, None if refusal else content, refusal or "gone", clock.now())


def _write(
    store: Store, place: ArenaStore, wanted: Wanted, content: bytes | None, why: str, now: datetime
) -> None:
    """Keep the content, or refuse it with the reason; a file of no item is the minutes of a meeting."""
    if wanted.item_id is None and content is None:
        minutes.refuse_minutes(store, place, wanted.id, why)
    elif wanted.item_id is None:
        minutes.keep_minutes(store, place, wanted.id, content or b"", now=now)
    elif content is None:
        attachments.refuse(store, place, wanted.item_id, wanted.id, why, now=now)
    else:
        attachments.keep_content(store, place, wanted.item_id, wanted.id, content, now=now)
