"""Handles what lies in the inbox, one update in one transaction, oldest first in each chat."""

import json
import logging
from collections.abc import Callable

from bot.model.dispatch import Dispatch, DispatchKind
from bot.texts import say
from handlers.chat.hearing import Heard, HeardKind, hear
from handlers.chat.router import Identity, answer
from handlers.clock import Clock
from handlers.logs import place_of
from handlers.rounds.going import Rounds
from storage import inbox
from storage.engine import Database
from storage.inbox import Waiting
from storage.outage import is_away
from storage.store import SqlStore, in_turn, unit_of_work
from storage.written import Written, written_by

log = logging.getLogger(__name__)


class Worker(Rounds):
    """The inbox's worker; `told` is called after each handled update, with what it wrote to."""

    longest_rest = 2.0

    def __init__(
        self, database: Database, clock: Clock, me: Identity, told: Callable[[Written], None]
    ) -> None:
        super().__init__()
        self._database = database
        self._clock = clock
        self._me = me
        self._told = told

    async def do_next(self) -> bool:
        """Handle the oldest waiting update; False if none waits."""
        written = await self._database.run(handle_next, self._database, self._me, self._clock)
        if written is not None:
            self._told(written)
        return written is not None


def handle_next(database: Database, me: Identity, clock: Clock) -> Written | None:
    """Handle the oldest waiting update; a failing one is counted and, after five tries, set aside.

    Gives what was written to; None where no update waits.
    """
    waiting: Waiting | None = None

    def handle(store: SqlStore) -> Written | None:
        nonlocal waiting
        waiting = inbox.next_waiting(store.session)
        if waiting is None:
            return None
        _handle(store, waiting, me, clock)
        return written_by(store.session)

    try:
        return in_turn(database, handle)
    except Exception as error:
        # Whatever goes wrong in one update must not stop the others; it is counted and told below.
        # A database that is away says nothing of the update.
        if waiting is None or is_away(error):
            raise
        return _stumble(database, waiting, error, me, clock)


def _handle(store: SqlStore, waiting: Waiting, me: Identity, clock: Clock) -> None:
    answer(store, _read(waiting, me), key=str(waiting.id), me=me, now=clock.now())
    inbox.mark_handled(store.session, waiting)


def _read(waiting: Waiting, me: Identity) -> Heard:
    try:
        raw = json.loads(waiting.payload)
    except RecursionError:
        return Heard(kind=HeardKind.UNREADABLE, chat_id=waiting.lane)
    return hear(raw, me.bot_name, me.bot_id)


def _stumble(database: Database, waiting: Waiting, error: Exception, me: Identity, clock: Clock) -> Written:
    reason = type(error).__name__
    log.error("update %d stumbled: %s\n%s", waiting.id, reason, place_of(error))
    with unit_of_work(database) as store:
        if inbox.stumble(store.session, waiting, reason):
            _apologise(store, waiting, _read(waiting, me))
        return written_by(store.session)


def _apologise(store: SqlStore, waiting: Waiting, heard: Heard) -> None:
    """In private, and in a chat of an arena's: in a group that nobody has bound the bot says no word."""
    is_heard = heard.chat_id > 0 or store.chat_by_telegram(heard.chat_id) is not None
    if is_heard and heard.chat_id == waiting.lane:
        store.promise(
            Dispatch(
                dedupe_key=f"sorry:{waiting.id}",
                kind=DispatchKind.TEXT,
                chat_id=heard.chat_id,
                thread_id=heard.thread_id,
                text=say("sorry"),
            )
        )
