"""Graph's stand-in in a process of its own, whose computing is nobody's cost."""

import multiprocessing
from dataclasses import dataclass
from multiprocessing.connection import Connection

from integrations.graphapi import Fault, Graph, Kind, serve

MAILBOX, TOKEN = "norr@example.se", "a-token"
CONTEXT = multiprocessing.get_context("spawn")


@dataclass(frozen=True, kw_only=True)
class Cost:
    """Requests, and mails that people got."""

    requests: int
    mails: int


class Remote:
    """What may be asked of it from another process; `base_url` is what a client asks."""

    def __init__(self, pipe: Connection) -> None:
        self._pipe = pipe
        self.base_url: str = pipe.recv()

    def cost(self) -> Cost:
        """Since the last time."""
        self._pipe.send("cost")
        found: Cost = self._pipe.recv()
        return found

    def goes_away(self) -> None:
        """Every call is answered with 503."""
        self._pipe.send("away")
        self._pipe.recv()

    def comes_back(self) -> None:
        """Everything works."""
        self._pipe.send("back")
        self._pipe.recv()


class StandIn:
    """Runs for as long as the block lasts."""

    def __enter__(self) -> Connection:
        ours, theirs = CONTEXT.Pipe()
        self._process = CONTEXT.Process(target=_serve, args=(theirs,), daemon=True)
        self._process.start()
        return ours

    def __exit__(self, *_error: object) -> None:
        self._process.terminate()
        self._process.join()


def _serve(pipe: Connection) -> None:
    graph = Graph(token=TOKEN)
    mailbox = graph.mailbox(MAILBOX)
    with serve(graph) as server:
        pipe.send(server.base_url)
        while True:
            match pipe.recv():
                case "cost":
                    pipe.send(Cost(requests=len(graph.ledger), mails=len(mailbox.mails)))
                    graph.ledger.clear()
                    mailbox.mails.clear()
                case "away":
                    graph.faults.add(Fault(Kind.STATUS, times=None))
                    pipe.send(None)
                case "back":
                    graph.faults.clear()
                    pipe.send(None)
