"""The bot is let in by its certificate: in a process of its own, through azure-identity as it is."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from integrations.graphapi import Graph, serve
from tests.integrations.entra import CLIENT, TENANT, Entra, a_certificate, serving

MAILBOX, TOKEN = "norr@example.se", "a-token-that-was-fetched"
# What the process says at the end: how it went.
PROGRAM = """
import asyncio
from bot.ports.calendar import CalendarFailure
from handlers.settings import Settings
from integrations.graph.door import Door
from integrations.graph.events import GraphCalendar

async def main():
    async with Door(Settings().graph) as door:
        try:
            for _ in range(2):
                await GraphCalendar(door).meets_in_teams("norr@example.se")
            return "in"
        except CalendarFailure as failure:
            return f"{type(failure).__name__}: {failure}"

print(asyncio.run(main()))
"""


class Organisation:
    """Its directory, its mailbox, and the files of whoever runs the bot."""

    def __init__(self, entra: Entra, graph: Graph, base_url: str, room: Path) -> None:
        self.entra, self.graph, self.base_url, self.room = entra, graph, base_url, room

    def lets_in(self, certificate: str = "samverkansbot.pem") -> str:
        """What a new process says that is set up with that file."""
        told = {
            "TELEGRAM_TOKEN": "123456:TEST-TOKEN-of-the-stories-aaaaaaaa",
            "GRAPH_TENANT_ID": TENANT,
            "GRAPH_CLIENT_ID": CLIENT,
            "GRAPH_CLIENT_CERTIFICATE": str(self.room / certificate),
            "GRAPH_BASE_URL": self.base_url,
        }
        settings = {f"SAMVERKANSBOT_{name}": value for name, value in told.items()}
        trusts = {"AZURE_AUTHORITY_HOST": self.entra.authority, "SSL_CERT_FILE": str(self.room / "tls.pem")}
        done = subprocess.run(
            [sys.executable, "-W", "ignore", "-c", PROGRAM],
            env=os.environ | settings | trusts,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
        return done.stdout.strip() or done.stderr[-2000:]


@pytest.fixture
def organisation(tmp_path: Path) -> Iterator[Organisation]:
    a_certificate(tmp_path / "tls.pem")
    entra = Entra(a_certificate(tmp_path / "samverkansbot.pem"), TOKEN)
    graph = Graph(token=TOKEN)
    graph.mailbox(MAILBOX)
    with serving(entra, tmp_path / "tls.pem"), serve(graph) as server:
        yield Organisation(entra, graph, server.base_url, tmp_path)


def test_the_key_of_the_certificate_gets_a_token_once_and_the_mailbox_answers(
    organisation: Organisation,
) -> None:
    assert (organisation.lets_in(), organisation.entra.refused) == ("in", [])

    assert organisation.entra.asked == 1
    assert [call.status for call in organisation.graph.ledger] == [200, 200]


def test_a_certificate_that_was_not_uploaded_is_not_let_in(organisation: Organisation) -> None:
    a_certificate(organisation.room / "another.pem")

    assert organisation.lets_in("another.pem") == "CalendarShut: no token"
    assert organisation.entra.refused == ["signed with another key"]
    assert organisation.graph.ledger == []


def test_where_no_token_is_to_be_had_just_now_nothing_is_tried_twice_at_once(
    organisation: Organisation,
) -> None:
    organisation.entra.status = 503

    assert organisation.lets_in() == "CalendarAway: no answer about a token"
    assert organisation.entra.asked == 1


def test_a_file_that_is_no_certificate_lets_nobody_in_and_breaks_nothing(organisation: Organisation) -> None:
    (organisation.room / "another.pem").write_text("hej")

    assert organisation.lets_in("another.pem") == "CalendarShut: no token"
    assert (organisation.entra.asked, organisation.graph.ledger) == (0, [])
