"""uvicorn in a thread of its own, ended as soon as it is told to be."""

import asyncio
import socket
import threading
from contextlib import suppress

import uvicorn

A_SECOND = 1.0


class Prompt(uvicorn.Server):
    """For `WiredProtocol`. uvicorn's own looks for its end every tenth of a second, and waits one more."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.ready = threading.Event()

    async def main_loop(self) -> None:
        """Serve until `stop`."""
        self._loop, self._end = asyncio.get_running_loop(), asyncio.Event()
        while not self._end.is_set():
            # Sets the date that answers bear.
            await self.on_tick(0)
            self.ready.set()
            with suppress(TimeoutError):
                async with asyncio.timeout(A_SECOND):
                    await self._end.wait()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Close the door and cut every connection."""
        for listener in self.servers:
            listener.close()
        for door in sockets or []:
            door.close()
        wires = list(self.lifespan.state.get("wires", ()))
        for wire in wires:
            wire.abort()
        for wire in wires:
            await wire.gone.wait()

    def begin(self, name: str, listener: socket.socket) -> threading.Thread:
        """The thread, once calls are answered. Raises RuntimeError if they are not within ten seconds."""
        thread = threading.Thread(target=self._run, args=(listener,), name=name, daemon=True)
        thread.start()
        if not self.ready.wait(10):
            raise RuntimeError("the stand-in did not start")
        return thread

    def stop(self) -> None:
        """From any thread."""
        self._loop.call_soon_threadsafe(self._end.set)

    def _run(self, listener: socket.socket) -> None:
        asyncio.run(self.serve(sockets=[listener]))
