"""With LOG_LEVEL=DEBUG and everything going wrong, no token, secret or word of anybody's stands in a log."""

import logging
import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import hpack
import pytest

from handlers.logs import start_logging
from integrations import graphapi
from integrations.botapi import Fault, Kind
from tests import forks
from tests.databases import on_sqlite
from tests.mailserver import PostOffice, post_office
from tests.stories import outlook
from tests.stories.town import TOKEN, Town, a_town, keep_item

WORDS = "Kanariefågeln"
PASSWORD = ("hemligt:lösen@rd", "hemligt%3Al%C3%B6sen%40rd")
STATUSES = (400, 429, 500, 502)


@pytest.fixture
def office() -> Iterator[PostOffice]:
    with post_office() as office:
        yield office


@pytest.fixture
def mailbox(database_url: str, tmp_path: Path, office: PostOffice) -> Iterator[outlook.Office]:
    """Norr, with mail, Outlook and a public address, all of it told as much as can be."""
    with a_town(database_url, tmp_path / "bot") as town, outlook.an_office(town) as mailbox:
        keep_item(town, f"{WORDS} på dagordningen", file=f"{WORDS}.pdf")
        town.bot.settings |= {
            "SAMVERKANSBOT_SMTP_URL": office.url,
            "SAMVERKANSBOT_PUBLIC_URL": "https://moten.example.se",
            "SAMVERKANSBOT_LOG_LEVEL": "DEBUG",
        }
        yield mailbox


@on_sqlite
def test_nothing_secret_is_written_whatever_goes_wrong(
    mailbox: outlook.Office, office: PostOffice, figure: Callable[..., None]
) -> None:
    town = mailbox.town
    links = town.bot.command("invite", "norr")
    checked = forks.run(("check",), town.bot.home, town.bot.settings)
    said = [links, checked.out, checked.err]
    town.bot.started()
    town.bo.writes("/kalender")
    town.bot.wait_until(lambda: "/kalender/" in town.bo.chat().last.text, "the address")
    address = town.bo.chat().last.text
    faults = everything_goes_wrong(town, mailbox, office)
    for who in (town.asa, town.bo, town.cilla):
        who.writes(f"/foresla {WORDS} {who.id}")
        who.sends_file(f"{WORDS}.pdf", b"MZ", caption=f"/foresla {WORDS} med fil")
    town.world.inject({"update_id": 9, "message": {"text": WORDS, "chat": {"id": "x"}, "from": 7}})
    town.clock.goes_to(town.sending_time)
    town.bot.wait_until(lambda: all(fault.struck for fault in faults), "every fault", 60)
    town.world.faults.add(Fault(Kind.STATUS, "sendMessage", status=401, description="Unauthorized"))
    town.bot.wait_until(lambda: town.bot.lines("the token was refused"), "a word about it", 60)
    town.bot.stop()

    secrets = [
        *(TOKEN, TOKEN.partition(":")[2], outlook.TOKEN, WORDS, *PASSWORD),
        *(part for pair in re.findall(r"start=([\w-]+)|\b([A-Z2-9]{26})\b", links) for part in pair),
        *re.findall(r"/kalender/([\w-]+)", address),
    ]
    written = town.bot.lines()
    found = [(secret, line) for secret in secrets if secret for line in written if secret in line]
    told = [secret for secret in (TOKEN, outlook.TOKEN, *PASSWORD) for words in said if secret in words]
    figure("P8", "lines written at DEBUG with faults of every sort", lines=len(written), secrets=len(found))
    assert (found, told) == ([], [])
    assert len(written) > 10


def everything_goes_wrong(town: Town, mailbox: outlook.Office, office: PostOffice) -> list[Any]:
    """Once each, with the token in what Telegram answers."""
    words = f"Bad Request: bot{TOKEN} failed"
    telegrams = [Fault(Kind.STATUS, "sendMessage", status=each, description=words) for each in STATUSES]
    telegrams += [Fault(Kind.ACCEPT_THEN_RESET, "sendMessage"), Fault(Kind.RESET_BEFORE, "sendMessage")]
    telegrams += [Fault(Kind.STATUS, "getFile", status=502, description=words)]
    graph = graphapi.Fault(graphapi.Kind.HTML, status=502)
    for fault in telegrams:
        town.world.faults.add(fault)
    mailbox.graph.faults.add(graph)
    office.faults = ["reset", "drop"]
    return [*telegrams, graph]


def test_what_libraries_write_of_what_they_carry_is_not_kept(
    capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = logging.root.handlers[:], logging.root.level, sys.excepthook
    start_logging("DEBUG", "text")
    logging.getLogger("handlers").debug("of our own, Bearer secret-as-well")
    hpack.Encoder().encode([("authorization", "Bearer very-secret")])
    logging.root.handlers[:], logging.root.level, sys.excepthook = kept

    written = capfd.readouterr().err
    assert "of our own" in written
    assert "secret" not in written
