"""The stand-in as a running server on loopback, in a thread of its own."""

from collections.abc import Iterator
from contextlib import contextmanager

from integrations.botapi.prompt import HOST, Prompt, bound
from integrations.graphapi.graph import Graph
from integrations.graphapi.http import ROOT, GraphApi


class Server:
    """A stand-in that can be stopped and started again on the same port, as an unreachable Graph is."""

    def __init__(self, graph: Graph, port: int = 0) -> None:
        self._app = GraphApi(graph)
        self._running: Prompt | None = None
        self.port = port

    @property
    def base_url(self) -> str:
        """What GRAPH_BASE_URL is set to."""
        return f"http://{HOST}:{self.port}{ROOT}"

    def start(self) -> None:
        """Listen; returns when calls are answered."""
        if self._running is not None:
            return
        listener = bound(self.port)
        self.port = listener.getsockname()[1]
        self._running = Prompt(self._app)
        self._running.begin(f"graph:{self.port}", listener)

    def stop(self) -> None:
        """Refuse connections from now on; calls that wait are cut off."""
        running, self._running = self._running, None
        if running:
            running.stop()


@contextmanager
def serve(graph: Graph, port: int = 0) -> Iterator[Server]:
    """Run the stand-in for as long as the block lasts."""
    server = Server(graph, port)
    server.start()
    try:
        yield server
    finally:
        server.stop()
