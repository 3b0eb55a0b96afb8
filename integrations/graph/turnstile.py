"""Through it every call to a mailbox goes: Graph lets no more than four be under way there at once."""

import re
from contextlib import AbstractAsyncContextManager, nullcontext
from typing import Protocol

import httpx

MAILBOX = re.compile(r"/users/([^/]+)")


class Crowded(httpx.PoolTimeout):
    """No place came free in time: nothing was sent, as of a pool without a connection."""

    def __init__(self) -> None:
        super().__init__("our own calls fill the mailbox")


class Turnstile(Protocol):
    """Lets calls through, a few at once for each mailbox."""

    def through(self, mailbox: str) -> AbstractAsyncContextManager[None]:
        """While the call is under way. Raises Crowded on entering."""

    async def emptied(self) -> None:
        """Once whoever went through has given the place back, or can be waited for no longer."""


class Open:
    """For those who ask one thing after the other."""

    def through(self, mailbox: str) -> AbstractAsyncContextManager[None]:
        """See Turnstile."""
        return nullcontext()

    async def emptied(self) -> None:
        """See Turnstile."""


class Queued(httpx.AsyncBaseTransport):
    """A way to Graph behind the turnstile."""

    def __init__(self, wire: httpx.AsyncBaseTransport, turnstile: Turnstile) -> None:
        self._wire = wire
        self._turnstile = turnstile

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Answer once there is a place. Raises Crowded."""
        found = MAILBOX.search(request.url.path)
        if found is None:
            return await self._wire.handle_async_request(request)
        async with self._turnstile.through(found[1].casefold()):
            return await self._wire.handle_async_request(request)

    async def aclose(self) -> None:
        """Let connections go."""
        await self._wire.aclose()
