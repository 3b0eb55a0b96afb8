"""`gallra` as an operator runs it: looked at first, then done, with a decision."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.model.item import ItemState
from tests.builders import a_person, an_item
from tests.forks import Outcome
from tests.handlers.arenafile_examples import SMALLEST
from tests.handlers.shell import Shell

ASKED = ("gallra", "svom", "--before", "2021-01-01", "--decision", "KS 2026:12")


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    """SVOM with one item of 2020."""
    shell = Shell(tmp_path)
    shell.run("load", shell.file(SMALLEST))
    with shell.store() as store:
        bo = a_person()
        store.keep(bo)
        then = datetime(2020, 5, 1, tzinfo=UTC)
        more = {"arena_id": "svom", "state": ItemState.WITHDRAWN, "description": "Fukt i källaren"}
        store.keep(an_item(bo, "Lokaler", proposed_at=then, **more))
    return shell


def descriptions(shell: Shell) -> list[str | None]:
    with shell.store() as store:
        place = store.within("svom")
        assert place
        item = place.item(1)
        assert item
        return [item.description]


def test_it_is_shown_first_and_nothing_is_done(shell: Shell) -> None:
    shown = shell.run_installed(*ASKED)

    assert shown == Outcome(
        0,
        "svom: det här från före fredag 1 januari 2021 skulle gallras.\n"
        "  Ärende 1, Lokaler: beskrivning\n"
        "  0 dagordningar som pdf, innehållet i 0 utskick, 0 historikrader.\n"
        "Kvar står ärendenas rubriker, vad det blev av dem, och protokollen.\n"
        "Inget har tagits bort. Lägg till --yes för att gallra. Det går inte att ångra.\n",
        "",
    )
    assert descriptions(shell) == ["Fukt i källaren"]
    assert shell.run(*ASKED, "--dry-run").out == shown.out


def test_yes_does_it_once(shell: Shell) -> None:
    done = shell.run(*ASKED, "--yes")
    again = shell.run(*ASKED, "--yes")

    assert (done.status, done.out.splitlines()[0], descriptions(shell)) == (
        0,
        "svom: det här från före fredag 1 januari 2021 har gallrats.",
        [None],
    )
    assert again == Outcome(0, "svom: det finns inget att gallra från före fredag 1 januari 2021.\n", "")


def test_programs_get_the_same(shell: Shell) -> None:
    item = {"number": 1, "title": "Lokaler", "description": True, "files": 0}
    facts = {
        "arena": "svom",
        "before": "2021-01-01",
        "items": [item],
        "pages": 0,
        "messages": 0,
        "entries": 0,
    }

    assert shell.run(*ASKED, "--json").json == facts | {"done": False}
    assert shell.run(*ASKED, "--json", "--yes").json == facts | {"done": True}


def test_what_cannot_be_is_one_line(shell: Shell) -> None:
    lines = [
        shell.run("gallra", arena, "--before", day, "--decision", decision, "--yes")
        for arena, day, decision in (
            ("norr", "2021-01-01", "KS 1"),
            ("svom", "i fjol", "KS 1"),
            ("svom", "2099-01-01", "KS 1"),
            ("svom", "2021-01-01", " "),
            ("svom", "2021-01-01", "x" * 201),
            ("svom", "2021-01-01", "19121212-1212"),
        )
    ]

    assert [(outcome.status, outcome.err) for outcome in lines] == [
        (1, "Det finns ingen arena med id norr. De som är inlästa: svom.\n"),
        (1, "i fjol är inget datum. Skriv till exempel 2027-01-01.\n"),
        (1, "Torsdag 1 januari 2099 har inte varit än. Skriv dagens datum eller ett tidigare.\n"),
        (1, "Skriv vilket beslut det sker efter, till exempel --decision «KS 2027:12».\n"),
        (1, "Beslutet får vara högst 200 tecken. Skriv bara vilket det är.\n"),
        (1, "Beslutet får inte innehålla ett personnummer eller samordningsnummer.\n"),
    ]
    both = shell.run(*ASKED, "--dry-run", "--yes")
    assert (both.status, both.err) == (1, "Välj antingen --dry-run eller --yes. Inget har gallrats.\n")
    assert shell.run("gallra", "svom", "--before", "2021-01-01").status == 2
    assert descriptions(shell) == ["Fukt i källaren"]
