"""Long polling into the inbox, by one replica at a time."""

import asyncio
import logging

import telegram
from telegram.error import Conflict, InvalidToken, NetworkError, RetryAfter, TelegramError

from handlers.chat.hearing import ALLOWED_UPDATES
from handlers.rounds.intake import Intake
from handlers.rounds.leading import Lead
from integrations.telegram import raw_updates, seconds

log = logging.getLogger(__name__)
POLL_SECONDS = 25
LONGEST_PAUSE = 30.0
# In about a minute without an answer; to another machine Telegram may be there.
MOST_FAILURES = 7


class Polling:
    """Fetches updates, for as long as this process leads."""

    def __init__(self, bot: telegram.Bot, intake: Intake, lead: Lead) -> None:
        self._bot = bot
        self._intake = intake
        self._lead = lead
        self._has_polled = False

    async def run(self) -> None:
        """Until the lead is lost, or another may have more luck.

        The offset is never kept, since ids may begin anew after a quiet week.
        """
        offset: int | None = None
        failures = 0
        self._has_polled = False
        while self._lead.is_sure and not (failures >= MOST_FAILURES and self._lead.has_others):
            try:
                offset = await self._poll(offset)
                failures = 0
            except TelegramError as error:
                failures += 1
                await asyncio.sleep(self._pause(error, failures))

    async def _poll(self, offset: int | None) -> int | None:
        try:
            updates = await raw_updates(self._bot, offset, wait=POLL_SECONDS, kinds=ALLOWED_UPDATES)
        except Conflict as error:
            await self._meet(error)
            raise
        self._has_polled = True
        self._intake.is_answered()
        if not updates:
            return offset
        numbers = [raw["update_id"] for raw in await self._intake.keep(updates, self._lead)]
        if not numbers:
            raise NetworkError("an answer without a numbered update")
        return int(max(numbers)) + 1

    def _pause(self, error: TelegramError, failures: int) -> float:
        if isinstance(error, RetryAfter):
            return seconds(error.retry_after)
        if isinstance(error, InvalidToken):
            self._intake.is_refused()
            return LONGEST_PAUSE
        if isinstance(error, NetworkError) and failures == 1:
            log.warning("Telegram does not answer: %s", type(error).__name__)
        return min(LONGEST_PAUSE, 0.5 * 2.0 ** min(failures, 6))

    async def _meet(self, conflict: Conflict) -> None:
        """A webhook that was set before is taken away: once, since one that is set later is on purpose."""
        if "webhook" not in conflict.message.casefold():
            log.warning("another program fetches this bot's updates")
        elif self._has_polled:
            log.warning("updates are sent to a webhook, which was set meanwhile")
        else:
            log.warning("updates were sent to a webhook; from now on they are fetched")
            await self._bot.delete_webhook()
            self._has_polled = True
