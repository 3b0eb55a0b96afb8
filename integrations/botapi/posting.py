"""Webhooks: updates are posted to the bot's own address, and tried again until it answers 2xx."""

import asyncio
import logging
from collections import defaultdict
from typing import Any

import httpx

from integrations.botapi.bots import BotAccount, Webhook
from integrations.botapi.polling import Doorbell
from integrations.botapi.stage import Stage
from integrations.botapi.updates import Pending

log = logging.getLogger(__name__)
_IDLE = 3600.0


class WebhookPoster:
    """Posts every bot's updates, one at a time, in order per chat; a refusal holds up that chat alone."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self._not_before: defaultdict[tuple[int, Any], float] = defaultdict(float)
        self._delays: defaultdict[tuple[int, Any], float] = defaultdict(lambda: stage.webhook_retry_seconds)

    async def run(self) -> None:
        """Until cancelled."""
        self._bell = Doorbell(asyncio.get_running_loop())
        with self._stage.lock:
            for bot in self._stage.bots.values():
                bot.queue.listeners.add(self._bell.ring)
        async with httpx.AsyncClient(timeout=60, trust_env=False) as client:
            while True:
                await self._bell.wait(await self._round(client))

    async def _round(self, client: httpx.AsyncClient) -> float:
        """Post what is due; returns the seconds until more is due."""
        waits = [
            await self._post_for(client, bot) for bot in list(self._stage.bots.values()) if bot.webhook.url
        ]
        return min(waits, default=_IDLE)

    async def _post_for(self, client: httpx.AsyncClient, bot: BotAccount) -> float:
        with self._stage.lock:
            waiting = bot.queue.peek(self._stage.now())
        held: dict[tuple[int, Any], float] = {}
        for pending in waiting:
            chat = (bot.id, _chat_of(pending))
            wait = self._not_before[chat] - asyncio.get_running_loop().time()
            if chat in held or wait > 0:
                held.setdefault(chat, wait)
            elif not await self._post(client, bot, pending):
                held[chat] = self._hold(chat)
            else:
                self._delays.pop(chat, None)
        return min(held.values(), default=_IDLE)

    def _hold(self, chat: tuple[int, Any]) -> float:
        delay = self._delays[chat]
        self._delays[chat] = min(delay * 2, 60)
        self._not_before[chat] = asyncio.get_running_loop().time() + delay
        return delay

    async def _post(self, client: httpx.AsyncClient, bot: BotAccount, pending: Pending) -> bool:
        hook = bot.webhook
        headers = {"X-Telegram-Bot-Api-Secret-Token": hook.secret} if hook.secret else {}
        update = {"update_id": pending.update_id, **pending.update}
        try:
            response = await client.post(hook.url, json=update, headers=headers)
        except httpx.HTTPError as error:
            return self._failed(hook, f"Connection failed: {type(error).__name__}")
        if not response.is_success:
            return self._failed(hook, f"Wrong response from the webhook: {response.status_code}")
        with self._stage.lock:
            bot.queue.remove(pending)
            self._stage.changed.notify_all()
        return True

    def _failed(self, hook: Webhook, words: str) -> bool:
        with self._stage.lock:
            hook.failures += 1
            hook.last_error_date, hook.last_error_message = int(self._stage.now().timestamp()), words
            self._stage.changed.notify_all()
        log.info("webhook: %s", words)
        return False


def _chat_of(pending: Pending) -> Any:
    content: Any = next(iter(pending.update.values()), None)
    message = content.get("message", content) if isinstance(content, dict) else {}
    return message.get("chat", {}).get("id")
