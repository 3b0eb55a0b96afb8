"""`correct`: an address is put right for every arena, or nothing is done and a line says why."""

from datetime import UTC, datetime
from pathlib import Path

from tests.forks import Outcome
from tests.handlers.shell import Shell

ARENA = """
[arena]
id = "{key}"
name = "{key}"
short = "{key}"
[[seat]]
id = "bo"
title = "Områdeschef"
holder = {{ name = "Bo Ek", email = "bo@example.se" }}
[[seat]]
id = "eva"
title = "Skolchef"
holder = {{ name = "Eva Ek", email = "eva@example.se" }}
"""


def two_arenas(tmp_path: Path) -> Shell:
    shell = Shell(tmp_path)
    for key in ("norr", "syd"):
        shell.run("load", shell.file(ARENA.format(key=key), f"{key}.toml"))
    return shell


def test_an_address_is_put_right_in_every_arena(tmp_path: Path) -> None:
    shell = two_arenas(tmp_path)

    done = shell.run_installed("correct", "BO@example.se", "Bo.Ek@region.example")

    told = (
        "Nu står det Bo Ek, bo.ek@region.example.\n"
        "Ändra adressen i arenafilerna också, innan de läses in igen.\n"
    )
    assert done == Outcome(0, told, "")
    with shell.store() as store:
        assert store.person_by_email("bo@example.se") is None
        person = store.person_by_email("bo.ek@region.example")
        assert person
        assert [arena.id for arena in store.arenas_of(person, datetime.now(UTC))] == ["norr", "syd"]


def test_what_cannot_be_is_one_line_and_nothing_is_done(tmp_path: Path) -> None:
    shell = two_arenas(tmp_path)

    lines = [
        shell.run("correct", *words).err
        for words in (
            ("karin@example.se", "karin.ek@example.se"),
            ("bo@example.se", "eva@example.se"),
            ("bo@example.se", "bo"),
        )
    ]

    assert lines == [
        "Ingen har e-postadressen karin@example.se. Inget har ändrats.\n",
        "Någon annan har redan den e-postadressen. Kontrollera stavningen. Inget har ändrats.\n",
        "Jag hittar ingen e-postadress, eller mer än en. Skriv en, till exempel karin.ek@region.example. "
        "Inget har ändrats.\n",
    ]
    assert shell.run("correct", "bo@example.se", "bo.ek@example.se", "--json").json == {
        "name": "Bo Ek",
        "email": "bo.ek@example.se",
    }
