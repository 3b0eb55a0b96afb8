"""Long polling into the inbox, by one replica at a time."""

import asyncio
import logging

import telegram
from telegram.error import Conflict, InvalidToken, NetworkError, RetryAfter, TelegramError

from handlers.chat.hearing import ALLOWED_UPDATES
from handlers.clock import Clock
from handlers.rounds.holding import Held
from handlers.rounds.intake import Intake
from integrations.telegram import raw_updates, seconds
from storage.engine import Database
from storage.leases import LeaseLost

log = logging.getLogger(__name__)
POLL_SECONDS = 25
LONGEST_PAUSE = 30.0
LEASE = "polling"


class Polling:
    """Fetches updates while it has the lease."""

    def __init__(self, bot: telegram.Bot, database: Database, clock: Clock, intake: Intake) -> None:
        self._bot = bot
        self._intake = intake
        self._held = Held(database, clock, LEASE)
        self._has_polled = False

    def wake(self) -> None:
        """Another replica has let go of the lease."""
        self._held.wake()

    async def run(self) -> None:
        """Poll whenever it is this replica's to do, until cancelled; then another may at once."""
        try:
            while True:
                if await self._held.take():
                    await self._poll_while_held()
                else:
                    self._intake.is_seen_to()
        finally:
            await self._held.release()

    async def _poll_while_held(self) -> None:
        log.info("fetching updates")
        both = [asyncio.create_task(each) for each in (self._held.renew(), self._poll_on())]
        try:
            done, _ = await asyncio.wait(both, return_when=asyncio.FIRST_COMPLETED)
            for each in done:
                each.result()
            log.warning("another replica fetches the updates")
        finally:
            for each in both:
                each.cancel()
            await asyncio.gather(*both, return_exceptions=True)

    async def _poll_on(self) -> None:
        """Until the lease is lost; the offset is never kept, since ids may begin anew after a quiet week."""
        offset: int | None = None
        failures = 0
        self._has_polled = False
        while self._held.is_ours:
            try:
                offset = await self._poll(offset)
                failures = 0
            except LeaseLost:
                return
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
        await self._intake.keep(updates, self._held.lease)
        return int(updates[-1]["update_id"]) + 1

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
