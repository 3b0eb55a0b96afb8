"""Telegram without a wire: python-telegram-bot calls the stand-in's methods in the same process."""

from typing import Any

import telegram
from telegram.request import BaseRequest, RequestData

from integrations.botapi import World
from integrations.botapi.answers import Request, carry_out, record
from integrations.botapi.params import Params, Upload


class Inside(BaseRequest):
    """What stands in for httpx: a call is carried out at once, as strictly as over HTTP."""

    def __init__(self, world: World) -> None:
        self._world = world

    @property
    def read_timeout(self) -> float | None:
        """Nothing is waited for."""
        return None

    async def initialize(self) -> None:
        """Nothing to open."""

    async def shutdown(self) -> None:
        """Nothing to close."""

    async def do_request(
        self, url: str, method: str, request_data: RequestData | None = None, *_: Any, **__: Any
    ) -> tuple[int, bytes]:
        """One call of a method, or one file fetched."""
        if "/file/" in url:
            stored = self._world.files.at(url.partition("/file/bot")[2].partition("/")[2])
            return (200, stored.content) if stored else (404, b'{"ok": false, "description": "Not Found"}')
        request = Request(self._world.bot, url.rpartition("/")[2], _params(request_data))
        with self._world.lock:
            answer = carry_out(self._world, request)
            record(self._world, request, answer, answer, None)
        return answer.status, answer.body


class InsideBot(telegram.Bot):
    """A Bot whose every call stays in the process."""

    def __init__(self, world: World) -> None:
        super().__init__(world.bot.token, request=Inside(world), get_updates_request=Inside(world))
        self._world = world

    def take_updates(self) -> list[dict[str, Any]]:
        """What waits for the bot, confirmed at once."""
        queue = self._world.bot.queue
        taken = queue.take(0, 1000, self._world.now())
        queue.clear()
        return taken


def _params(request_data: RequestData | None) -> Params:
    if request_data is None:
        return Params()
    parts: dict[str, Any] = request_data.multipart_data or {}
    files = {name: Upload(*part) for name, part in parts.items()}
    return Params(dict(request_data.json_parameters), files)
