"""uvicorn in a thread of its own on loopback, ended as soon as it is told to be."""

import asyncio
import socket
import threading
from contextlib import suppress

import uvicorn
from starlette.types import ASGIApp

from integrations.botapi.wire import WiredProtocol

HOST = "127.0.0.1"
A_SECOND = 1.0
PATIENCE = 10.0
ROUNDS = 5


class Prompt(uvicorn.Server):
    """uvicorn's own looks for its end every tenth of a second, and waits one more."""

    def __init__(self, app: ASGIApp, *, date_header: bool = True) -> None:
        super().__init__(
            uvicorn.Config(
                app, http=WiredProtocol, ws="none", lifespan="off", log_config=None, access_log=False,
                server_header=False, date_header=date_header, timeout_keep_alive=3600,
                timeout_graceful_shutdown=1,
            )
        )  # fmt: skip
        self._is_settled = threading.Event()
        self._failure: Exception | None = None

    def begin(self, name: str, listener: socket.socket) -> None:
        """Returns once calls are answered. Raises RuntimeError if they are not within ten seconds."""
        self._thread = threading.Thread(target=self._run, args=(listener,), name=name, daemon=True)
        self._thread.start()
        if not (self._is_settled.wait(PATIENCE) and self.started):
            listener.close()
            raise RuntimeError(f"{name} did not start") from self._failure

    def stop(self) -> None:
        """From any thread; returns once connections are refused."""
        with suppress(RuntimeError):
            # Its loop may have ended by itself.
            self._loop.call_soon_threadsafe(self._end.set)
        self._thread.join(5)

    async def main_loop(self) -> None:
        """Serve until `stop`."""
        self._loop, self._end = asyncio.get_running_loop(), asyncio.Event()
        while not self._end.is_set():
            # Sets the date that answers bear.
            await self.on_tick(0)
            self._is_settled.set()
            with suppress(TimeoutError):
                async with asyncio.timeout(A_SECOND):
                    await self._end.wait()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Close the door and cut every connection."""
        for door in sockets or []:
            self._loop.remove_reader(door)
        # Whoever was let in last has a wire some rounds later; asyncio forgets them if the door closes first.
        for _ in range(ROUNDS):
            await asyncio.sleep(0)
        for listener in self.servers:
            listener.close()
        wires = list(self.lifespan.state.get("wires", ()))
        for wire in wires:
            wire.abort()
        for wire in wires:
            await wire.gone.wait()

    def _run(self, listener: socket.socket) -> None:
        try:
            asyncio.run(self.serve(sockets=[listener]))
        except Exception as error:
            # Told by `begin`, which waits for it.
            self._failure = error
            if self.started:
                raise
        finally:
            self._is_settled.set()


def bound(port: int) -> socket.socket:
    """A listener on loopback, on any free port where that is 0. Calls that come early wait in its queue."""
    # Named TCP, or asyncio leaves Nagle on and every answer waits 40 ms.
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listener.bind((HOST, port))
    listener.listen(64)
    return listener
