"""getUpdates: long polling, where a newer poll ends the older one."""

import asyncio
from contextlib import suppress

from integrations.botapi.bots import BotAccount
from integrations.botapi.errors import conflict
from integrations.botapi.methods.receiving import allow
from integrations.botapi.params import Params
from integrations.botapi.shapes import Json
from integrations.botapi.stage import Stage
from integrations.botapi.wire import Wire

LONGEST_POLL = 50
_WEBHOOK_IS_SET = (
    "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
)
_TERMINATED = "terminated by other getUpdates request; make sure that only one bot instance is running"


class Doorbell:
    """Rings in the server's loop when a bot's queue got something, from whatever thread."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self._loop = loop
        self._rung = asyncio.Event()

    def ring(self) -> None:
        """Wake the waiter; after the server stopped nobody listens."""
        with suppress(RuntimeError):
            self._loop.call_soon_threadsafe(self._rung.set)

    async def wait(self, seconds: float) -> None:
        """Until it rings, at most for some seconds."""
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._rung.wait()
        self._rung.clear()


class Poll:
    """One getUpdates that waits."""

    def __init__(self) -> None:
        self.bell = Doorbell(asyncio.get_running_loop())
        self.superseded = False

    def supersede(self) -> None:
        """A newer poll came."""
        self.superseded = True
        self.bell.ring()


class Polling:
    """The one poll per bot that may wait."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self._polls: dict[BotAccount, Poll] = {}

    async def get_updates(self, bot: BotAccount, params: Params, wire: Wire) -> list[Json]:
        """https://core.telegram.org/bots/api#getupdates; raises ApiRefusal 409"""
        poll = self._begin(bot, params)
        wire.when_gone = poll.bell.ring
        timeout = min(max(params.integer("timeout"), 0), LONGEST_POLL)
        loop = asyncio.get_running_loop()
        deadline = loop.time() + timeout
        try:
            while True:
                updates = self._take(bot, poll, params)
                left = deadline - loop.time()
                if updates or left <= 0 or wire.gone.is_set():
                    return updates
                await poll.bell.wait(left)
        finally:
            self._end(bot, poll)

    def _begin(self, bot: BotAccount, params: Params) -> Poll:
        with self._stage.lock:
            _refuse_with_webhook(bot)
            allow(bot, params)
            older = self._polls.get(bot)
            if older is not None:
                older.supersede()
            poll = self._polls[bot] = Poll()
            bot.queue.listeners.add(poll.bell.ring)
            return poll

    def _end(self, bot: BotAccount, poll: Poll) -> None:
        with self._stage.lock:
            bot.queue.listeners.discard(poll.bell.ring)
            if self._polls.get(bot) is poll:
                del self._polls[bot]

    def _take(self, bot: BotAccount, poll: Poll, params: Params) -> list[Json]:
        with self._stage.lock:
            if poll.superseded:
                raise conflict(_TERMINATED)
            _refuse_with_webhook(bot)
            limit = min(max(params.integer("limit", 100), 1), 100)
            updates = bot.queue.take(params.integer("offset"), limit, self._stage.now())
            self._stage.changed.notify_all()
            return updates


def _refuse_with_webhook(bot: BotAccount) -> None:
    if bot.webhook.url:
        raise conflict(_WEBHOOK_IS_SET)
