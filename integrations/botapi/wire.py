"""The TCP connection below a request, so that a fault can cut it and a wait can notice that it is gone."""

import asyncio
import socket
import struct
from collections.abc import Callable
from typing import Any

from starlette.types import ASGIApp, Receive, Scope, Send
from uvicorn.protocols.http.h11_impl import H11Protocol

_NO_LINGER = struct.pack("ii", 1, 0)


class Wire:
    """One connection. `gone` is set when either side has closed it."""

    def __init__(self, transport: asyncio.Transport) -> None:
        self._transport = transport
        self.gone = asyncio.Event()
        self.when_gone: Callable[[], None] = lambda: None

    async def reset(self) -> None:
        """Drop the connection with a TCP reset, as when a server dies; returns when it is gone."""
        if self.gone.is_set():
            return
        connection = self._transport.get_extra_info("socket")
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _NO_LINGER)
        self._transport.abort()
        await self.gone.wait()

    def abort(self) -> None:
        """Close at once, without waiting."""
        self._transport.abort()

    async def wait(self, seconds: float) -> None:
        """Wait, but no longer than the other side does."""
        try:
            async with asyncio.timeout(seconds):
                await self.gone.wait()
        except TimeoutError:
            pass


class WiredProtocol(H11Protocol):
    """uvicorn's HTTP/1.1 with the connection in `scope["wire"]`."""

    wires: set[Wire]

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Remember the connection for as long as it lasts."""
        super().connection_made(transport)
        self.wire = Wire(transport)
        self.app = _with_wire(self.app, self.wire)
        self.app_state.setdefault("wires", set()).add(self.wire)

    def connection_lost(self, exc: Exception | None) -> None:
        """Wake whoever waits on this connection."""
        super().connection_lost(exc)
        self.app_state["wires"].discard(self.wire)
        self.wire.gone.set()
        self.wire.when_gone()


def _with_wire(app: ASGIApp, wire: Wire) -> Any:
    async def wired(scope: Scope, receive: Receive, send: Send) -> None:
        scope["wire"] = wire
        await app(scope, receive, send)

    return wired
