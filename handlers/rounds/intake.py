"""Long polling into the inbox: an update is confirmed to Telegram only after it is stored."""

import asyncio
import json
import logging
from collections.abc import Callable
from typing import Any

import telegram
from telegram.error import Conflict, InvalidToken, NetworkError, RetryAfter, TelegramError

from handlers.chat.hearing import ALLOWED_UPDATES, HeardKind, hear, is_number, lane_of
from handlers.chat.router import Identity
from handlers.clock import Clock
from integrations.telegram import raw_updates, seconds
from storage import inbox
from storage.engine import Database

log = logging.getLogger(__name__)
POLL_SECONDS = 25
LONGEST_PAUSE = 30.0


class Intake:
    """Fetches updates and keeps them; `told` is called when something new waits, `known` at each answer."""

    def __init__(
        self,
        bot: telegram.Bot,
        database: Database,
        clock: Clock,
        me: Identity,
        *,
        told: Callable[[], None],
        known: Callable[[], None],
    ) -> None:
        self._bot = bot
        self._database = database
        self._clock = clock
        self._me = me
        self._told = told
        self._known = known
        self.began = clock.steady()
        self.last_answer: float | None = None
        self.token_refused = False

    async def run(self) -> None:
        """Poll until cancelled; the offset is never kept, since ids may begin anew after a quiet week."""
        offset: int | None = None
        failures = 0
        while True:
            try:
                offset = await self._poll(offset)
                failures = 0
            except TelegramError as error:
                failures += 1
                await asyncio.sleep(self._pause(error, failures))

    async def _poll(self, offset: int | None) -> int | None:
        updates = await raw_updates(self._bot, offset, wait=POLL_SECONDS, kinds=ALLOWED_UPDATES)
        self.last_answer, self.token_refused = self._clock.steady(), False
        self._known()
        if not updates:
            return offset
        numbers = [raw["update_id"] for raw in await self.keep(updates)]
        if not numbers:
            raise NetworkError("an answer without a numbered update")
        return int(max(numbers)) + 1

    async def keep(self, raw_updates: list[Any]) -> list[dict[str, Any]]:
        """Store the updates, and give them back; those seen before, or that nothing can tell from others, are
        passed over."""
        numbered = [raw for raw in raw_updates if isinstance(raw, dict) and is_number(raw.get("update_id"))]
        if len(numbered) < len(raw_updates):
            log.warning("updates without a number: %d", len(raw_updates) - len(numbered))
        arrived = [self._arrived(raw) for raw in numbered]
        now = self._clock.now()
        await self._database.run(_take_in, self._database, self._me.bot_id, arrived, now)
        self._told()
        return numbered

    def _arrived(self, raw: dict[str, Any]) -> inbox.Arrived:
        heard = hear(raw, self._me.bot_name, self._me.bot_id)
        payload = None if heard.kind is HeardKind.NOTHING else json.dumps(raw)
        return inbox.Arrived(update_id=raw["update_id"], lane=lane_of(raw), payload=payload)

    def _pause(self, error: TelegramError, failures: int) -> float:
        if isinstance(error, RetryAfter):
            return seconds(error.retry_after)
        if isinstance(error, InvalidToken):
            if not self.token_refused:
                log.critical("the token was refused; no update is fetched until it is changed")
            self.token_refused = True
            return LONGEST_PAUSE
        if isinstance(error, Conflict):
            log.warning("another program fetches this bot's updates")
        elif isinstance(error, NetworkError) and failures == 1:
            log.warning("Telegram does not answer: %s", type(error).__name__)
        return min(LONGEST_PAUSE, 0.5 * 2.0 ** min(failures, 6))


def _take_in(database: Database, bot_id: int, arrived: list[inbox.Arrived], now: Any) -> None:
    with database.session() as session:
        inbox.take_in(session, bot_id, arrived, now)
