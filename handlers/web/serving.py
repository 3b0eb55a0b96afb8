"""Serves a site in the bot's own loop for as long as the bot runs."""

import asyncio
import logging
import socket
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager

import uvicorn
from starlette.types import ASGIApp

from handlers.settings import PREFIX, Listening, WrongSetting
from handlers.web.heads import HeadsInTime, Unheard

log = logging.getLogger(__name__)
# Whoever asks when the bot is told to stop still gets an answer.
PATIENCE = 2
AT_ONCE = 64
# A head is a few hundred bytes, and comes with the connection; whoever only holds one open holds up nobody.
HEAD_WITHIN = 10.0
UNHEARD = AT_ONCE // 2


class _Uvicorn(uvicorn.Server):
    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Leave signals alone: the bot has them."""
        yield


@asynccontextmanager
async def serving(
    app: ASGIApp, listening: Listening, *, head_within: float = HEAD_WITHIN
) -> AsyncIterator[None]:
    """Listen from the first moment to the last. Raises WrongSetting where nobody may listen there.

    `head_within`: seconds after which a connection is dropped that has not sent a whole head.
    """
    listener = _bound(listening)
    config = HeadsInTime(
        app, unheard=Unheard(seconds=head_within, places=UNHEARD),
        ws="none", lifespan="off", log_config=None, access_log=False, server_header=False,
        limit_concurrency=AT_ONCE, timeout_graceful_shutdown=PATIENCE,
    )  # fmt: skip
    server = _Uvicorn(config)
    running = asyncio.create_task(server.serve(sockets=[listener]))
    log.info("%s is port %d", listening.setting, listening.port)
    try:
        yield
    finally:
        server.should_exit = True
        await running
        listener.close()


def _bound(listening: Listening) -> socket.socket:
    family = socket.AF_INET6 if ":" in listening.host else socket.AF_INET
    try:
        return socket.create_server((listening.host, listening.port), family=family)
    except OSError:
        raise WrongSetting(
            f"{PREFIX}{listening.setting}: det går inte att lyssna på {listening.host}:{listening.port}. "
            "Adressen finns inte, eller porten används redan."
        ) from None
