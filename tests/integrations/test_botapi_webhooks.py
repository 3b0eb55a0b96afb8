"""Webhooks: posted with the secret, tried again, one chat not held up by another."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer

from integrations.botapi.shapes import Json
from tests.integrations.test_botapi_room import Room, played, refusal


class Hook(HTTPServer):
    """A bot's own address: keeps what is posted, and answers with the statuses it was given, then 200."""

    allow_reuse_address = True

    def __init__(self, statuses: list[int]) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.statuses, self.posted, self.secrets = statuses, list[Json](), list[str | None]()
        self.url = f"http://127.0.0.1:{self.server_address[1]}/hook"


class _Handler(BaseHTTPRequestHandler):
    server: Hook

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["content-length"]))
        self.server.posted.append(json.loads(body))
        self.server.secrets.append(self.headers["X-Telegram-Bot-Api-Secret-Token"])
        self.send_response(self.server.statuses.pop(0) if self.server.statuses else 200)
        self.send_header("content-length", "0")
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@contextmanager
def hook(*statuses: int) -> Iterator[Hook]:
    server = Hook(list(statuses))
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()


@played
async def test_a_webhook_gets_updates_with_the_secret(room: Room) -> None:
    with hook() as own:
        await room.bot.set_webhook(own.url, secret_token="hemlig-1")
        room.bo.writes("Hej")
        await room.world.until(lambda: own.posted and not room.world.bot.pending)

    assert [update["message"]["text"] for update in own.posted] == ["Hej"]
    assert own.secrets == ["hemlig-1"]


@played
async def test_a_webhook_that_answers_other_than_2xx_is_tried_again(room: Room) -> None:
    room.world.webhook_retry_seconds = 0.02
    with hook(500, 503) as own:
        await room.bot.set_webhook(own.url)
        room.bo.writes("ett")
        room.bo.writes("två")
        await room.world.until(lambda: not room.world.bot.pending)
        told = await room.bot.get_webhook_info()

    assert [update["message"]["text"] for update in own.posted] == ["ett", "ett", "ett", "två"]
    assert told.last_error_message == "Wrong response from the webhook: 503"


@played
async def test_a_refusing_webhook_holds_up_that_chat_alone(room: Room) -> None:
    room.world.webhook_retry_seconds = 30
    with hook(500) as own:
        await room.bot.set_webhook(own.url)
        room.bo.writes("Bo")
        await room.world.until(lambda: room.world.bot.webhook.failures)
        room.asa.writes("Åsa")
        await room.world.until(lambda: room.world.bot.pending == 1)

    assert [update["message"]["text"] for update in own.posted] == ["Bo", "Åsa"]


@played
async def test_a_webhook_points_to_loopback_only(room: Room) -> None:
    words = await refusal(room.bot.set_webhook("https://elsewhere.example/hook"))

    assert words.startswith("Bad webhook")


@played
async def test_after_deleting_the_webhook_polling_goes_on(room: Room) -> None:
    await room.bot.set_webhook("http://127.0.0.1:9/hook")
    await room.bot.delete_webhook(drop_pending_updates=True)
    room.bo.writes("Hej")

    assert await room.heard() == ["Hej"]
