"""The stand-in as a running server on loopback, in a thread of its own."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import uvicorn

from integrations.botapi.prompt import Prompt
from integrations.botapi.wire import WiredProtocol
from integrations.graphapi.graph import Graph
from integrations.graphapi.http import ROOT, GraphApi

HOST = "127.0.0.1"


class Server:
    """A stand-in that can be stopped and started again on the same port, as an unreachable Graph is."""

    def __init__(self, graph: Graph, port: int = 0) -> None:
        self._app = GraphApi(graph)
        self._running: tuple[Prompt, threading.Thread] | None = None
        self.port = port

    @property
    def base_url(self) -> str:
        """What GRAPH_BASE_URL is set to."""
        return f"http://{HOST}:{self.port}{ROOT}"

    def start(self) -> None:
        """Listen; returns when calls are taken."""
        if self._running is not None:
            return
        listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((HOST, self.port))
        # Calls that come before the thread runs wait in the listener's queue.
        listener.listen(64)
        self.port = listener.getsockname()[1]
        config = uvicorn.Config(
            self._app, http=WiredProtocol, ws="none", lifespan="off", log_config=None, access_log=False,
            timeout_keep_alive=3600, timeout_graceful_shutdown=1,
        )  # fmt: skip
        server = Prompt(config)
        self._running = server, server.begin(f"graph:{self.port}", listener)

    def stop(self) -> None:
        """Refuse connections from now on."""
        if self._running is None:
            return
        (server, thread), self._running = self._running, None
        server.stop()
        thread.join(5)


@contextmanager
def serve(graph: Graph, port: int = 0) -> Iterator[Server]:
    """Run the stand-in for as long as the block lasts."""
    server = Server(graph, port)
    server.start()
    try:
        yield server
    finally:
        server.stop()
