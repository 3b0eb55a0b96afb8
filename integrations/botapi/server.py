"""The stand-in as a running server on loopback, in a thread of its own."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from starlette.types import ASGIApp

from integrations.botapi.http import create_app
from integrations.botapi.posting import WebhookPoster
from integrations.botapi.prompt import HOST, Prompt, bound
from integrations.botapi.stage import Stage


class _Uvicorn(Prompt):
    """Posts webhooks besides."""

    def __init__(self, app: ASGIApp, stage: Stage) -> None:
        super().__init__(app, date_header=False)
        self._stage = stage

    async def main_loop(self) -> None:
        """Serve, and post webhooks, until `stop`."""
        poster = asyncio.create_task(WebhookPoster(self._stage).run())
        await super().main_loop()
        poster.cancel()
        with suppress(asyncio.CancelledError):
            await poster


class Server:
    """A stand-in that can be stopped and started again on the same port, as an unreachable Telegram is."""

    def __init__(
        self, stage: Stage, port: int = 0, *, control: bool = False, face: ASGIApp | None = None
    ) -> None:
        self._stage = stage
        self._app = create_app(stage, control=control, face=face)
        self.port = port
        self._running: _Uvicorn | None = None

    @property
    def url(self) -> str:
        """http://127.0.0.1:PORT"""
        return f"http://{HOST}:{self.port}"

    @property
    def base_url(self) -> str:
        """What python-telegram-bot calls base_url."""
        return f"{self.url}/bot"

    @property
    def base_file_url(self) -> str:
        """What python-telegram-bot calls base_file_url."""
        return f"{self.url}/file/bot"

    def start(self) -> None:
        """Listen; returns when calls are answered."""
        if self._running is not None:
            return
        listener = bound(self.port)
        self.port = listener.getsockname()[1]
        self._running = _Uvicorn(self._app, self._stage)
        self._running.begin(f"botapi:{self.port}", listener)

    def stop(self) -> None:
        """Refuse connections from now on; calls that wait are cut off."""
        running, self._running = self._running, None
        if running:
            running.stop()


@contextmanager
def serve(
    stage: Stage, port: int = 0, *, control: bool = False, face: ASGIApp | None = None
) -> Iterator[Server]:
    """Run the stand-in for as long as the block lasts, with a page for people if it has a face."""
    server = Server(stage, port, control=control, face=face)
    server.start()
    try:
        yield server
    finally:
        server.stop()
