"""Tells Telegram where to send updates, and looks once a minute whether it still knows."""

import asyncio
import logging

import telegram
from telegram.error import InvalidToken, TelegramError

from handlers.chat.hearing import ALLOWED_UPDATES
from handlers.rounds.intake import Intake
from handlers.settings import Webhook

log = logging.getLogger(__name__)
LOOK_SECONDS = 60.0
RETRY_SECONDS = 5.0
# So many chats at once; each replica answers so many and more.
CONNECTIONS = 20


class Hook:
    """Every replica sets the same webhook: setting it again changes nothing."""

    def __init__(self, bot: telegram.Bot, webhook: Webhook, intake: Intake) -> None:
        self._bot = bot
        self._webhook = webhook
        self._intake = intake
        self._is_set = False
        self._told: object = None
        # So many updates waited when Telegram last did not get through; 0 since it did.
        self._stuck = 0

    async def run(self) -> None:
        """Look until cancelled. It is left set: other replicas go on, and Telegram keeps what waits."""
        while True:
            pause = await self._look()
            await asyncio.sleep(pause)

    async def _look(self) -> float:
        try:
            if not self._is_set:
                await self._set()
            info = await self._bot.get_webhook_info()
        except InvalidToken:
            self._intake.is_refused()
            return LOOK_SECONDS
        except TelegramError as error:
            log.warning("the webhook is not known to be set: %s", error.message)
            return RETRY_SECONDS
        self._is_set = info.url == self._webhook.url
        if not self._is_set:
            log.warning("the webhook was taken away; it is set again")
            return RETRY_SECONDS
        self._heed(info)
        if not self._stuck:
            self._intake.is_answered()
        return LOOK_SECONDS

    async def _set(self) -> None:
        await self._bot.set_webhook(
            self._webhook.url,
            allowed_updates=ALLOWED_UPDATES,
            secret_token=self._webhook.secret,
            max_connections=CONNECTIONS,
            drop_pending_updates=False,
        )
        self._is_set = True
        log.info("updates are sent to the webhook")

    def _heed(self, info: telegram.WebhookInfo) -> None:
        """What goes wrong on the way to us is told, each time once; it is over when fewer updates wait."""
        waiting = info.pending_update_count
        if info.last_error_date and info.last_error_date != self._told:
            self._told, self._stuck = info.last_error_date, waiting
            log.warning("Telegram did not get through: %s; %d updates wait", info.last_error_message, waiting)
        elif waiting < self._stuck:
            self._stuck = 0
