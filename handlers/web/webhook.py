"""Where Telegram sends updates: answered with 200 once they are stored, and with nothing for anybody else.

https://core.telegram.org/bots/api#setwebhook. Until it hears a 2xx, Telegram sends nothing more of that chat.
"""

import json
from hmac import compare_digest
from typing import Any

from sqlalchemy.exc import DBAPIError
from starlette.requests import Request
from starlette.responses import Response

from handlers.chat.hearing import is_number
from handlers.rounds.intake import Intake
from handlers.settings import Webhook
from handlers.web.bodies import body_of
from storage.outage import is_away

SECRET = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 (the name of a header)
# The longest message, quoted in another, with all its formatting, is a tenth of it.
LARGEST = 1_000_000


class WebhookPage:
    """Answers Telegram; `begins` is told of the intake once the bot is at work."""

    def __init__(self, webhook: Webhook) -> None:
        self.path = webhook.path
        self._secret = webhook.secret.encode()
        self._intake: Intake | None = None

    def begins(self, intake: Intake) -> None:
        """From now on updates are taken in."""
        self._intake = intake

    async def answer(self, request: Request) -> Response:
        """200 when it is stored; 403 without the secret, 4xx for what is no update, 503 to be sent again."""
        if not compare_digest(request.headers.get(SECRET, "").encode(), self._secret):
            return Response(status_code=403)
        if request.headers.get("content-type", "").partition(";")[0].strip().lower() != "application/json":
            return Response(status_code=415)
        update = _update(await body_of(request, largest=LARGEST))
        if update is None:
            return Response(status_code=400)
        return Response(status_code=200 if await self._is_kept(update) else 503)

    async def _is_kept(self, update: dict[str, Any]) -> bool:
        if self._intake is None:
            return False
        try:
            await self._intake.keep_now(update)
        except DBAPIError as error:
            if not is_away(error):
                raise
            return False
        return True


def _update(raw: bytes) -> dict[str, Any] | None:
    try:
        update: Any = json.loads(raw)
    except (ValueError, RecursionError):
        return None
    number = update.get("update_id") if isinstance(update, dict) else None
    return update if isinstance(number, int) and is_number(number) and number >= 0 else None
