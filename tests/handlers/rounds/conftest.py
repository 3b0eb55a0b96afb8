"""What the tests of the workers ask for."""

from collections.abc import Iterator

import pytest

from integrations.graphapi import Graph, serve
from storage.engine import Database
from storage.store import unit_of_work
from tests.handlers.rounds.bureau import TOKEN, Bureau, norr


@pytest.fixture
def bureau(database: Database) -> Iterator[Bureau]:
    """Norr's meeting is planned, and nothing stands in Outlook yet."""
    with unit_of_work(database) as store:
        norr(store)
    graph = Graph(token=TOKEN)
    with serve(graph) as server:
        bureau = Bureau(database, graph, server)
        graph.now = bureau.clock.now
        yield bureau
        bureau.close()


@pytest.fixture
def at_work(bureau: Bureau) -> Bureau:
    """The meeting stands in Outlook, and all are invited."""
    bureau.begins()
    return bureau


@pytest.fixture
def asked(at_work: Bureau) -> Bureau:
    """The first link is there, and a list follows upon it; what that cost is forgotten."""
    at_work.passes(seconds=11)
    at_work.graph.ledger.clear()
    return at_work
