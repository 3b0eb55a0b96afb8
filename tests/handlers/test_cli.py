"""The command line as a whole: help, wrong words, wrong settings and databases that cannot be used."""

import gettext
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from sqlalchemy import text

from integrations.botapi import World, serve
from tests.forks import Outcome
from tests.handlers.arenafile_examples import SMALLEST
from tests.handlers.shell import PASSWORD, PROGRAM, TOKEN, Shell

WORDS = Path("handlers/line/words/sv/LC_MESSAGES").absolute()


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    return Shell(tmp_path, {"TELEGRAM_TOKEN": TOKEN, "TELEGRAM_BASE_URL": "http://127.0.0.1:9"})


def test_help_is_swedish_and_names_every_command(shell: Shell) -> None:
    shown = shell.run_installed("--help")

    assert (shown.status, shown.err) == (0, "")
    assert shown.out.startswith("Användning: samverkansbot [VAL] KOMMANDO ...\n")
    commands = shown.out[shown.out.index("Kommandon:") :].splitlines()[1:]
    assert [line.split()[0] for line in commands] == [
        "arshjul", "backup", "check", "correct", "demo", "export", "gallra", "hold", "invite", "load", "move",
        "restore", "resume", "run", "succeed",
    ]  # fmt: skip
    for english in ("Usage", "Options", "Commands", "Show", "exit"):
        assert english not in shown.out


def test_without_a_command_the_help_is_shown_and_the_status_is_2(shell: Shell) -> None:
    shown = shell.run_installed()

    assert (shown.status, shown.out, shown.err) == (2, "", shell.run("--help").out)


@pytest.mark.parametrize(
    "command", ["load", "invite", "gallra", "arshjul", "check", "demo", "move", "run", "succeed"]
)
def test_every_command_has_its_help(shell: Shell, command: str) -> None:
    shown = shell.run_installed(command, "--help")

    assert shown.status == 0
    assert shown.out.startswith(f"Användning: samverkansbot {command}")
    assert "Visa den här hjälpen." in shown.out


def test_the_version_is_told(shell: Shell) -> None:
    assert shell.run_installed("--version") == Outcome(0, "samverkansbot 0.1.0\n", "")


@pytest.mark.parametrize(
    ("words", "line"),
    [
        (["lod"], "Kommandot lod finns inte. Skriv samverkansbot --help för hjälp. Menade du 'load'?"),
        (["--foo"], "Valet --foo finns inte."),
        (["load", "--dry", "a.toml"], "Valet --dry finns inte. Menade du '--dry-run'?"),
        (["load"], "Det här saknas: 'FIL...'."),
        (["invite"], "Det här saknas: 'ARENA'."),
        (["check", "allt"], "Ett argument för mycket: allt"),
        (["check", "allt", "annat"], "Argument för mycket: allt annat"),
        (["demo", "--once=3"], "Valet --once tar inget värde."),
        (["demo", "--once", "--keep"], "Välj antingen --once eller --keep."),
    ],
)
def test_wrong_words_are_answered_with_one_swedish_line(shell: Shell, words: list[str], line: str) -> None:
    assert shell.run(*words) == Outcome(2, "", line + "\n")


def words_of(compiled: bytes) -> dict[str, str]:
    """What is translated to what, without the header, which tells when it was compiled."""
    catalogue: dict[str, str] = vars(gettext.GNUTranslations(BytesIO(compiled)))["_catalog"]
    return {said: word for said, word in catalogue.items() if said}


def test_the_compiled_words_are_those_of_the_source() -> None:
    compiled = BytesIO()
    with (WORDS / "messages.po").open("rb") as source:
        write_mo(compiled, read_po(source, locale="sv"))

    assert words_of((WORDS / "messages.mo").read_bytes()) == words_of(compiled.getvalue())


def test_help_says_in_swedish_what_must_be_given(shell: Shell) -> None:
    assert shell.run("gallra", "--help").out.count("[krävs]") == 2


def test_help_loads_nothing_heavy(shell: Shell) -> None:
    heavy = "{'telegram', 'sqlalchemy', 'pydantic', 'alembic', 'httpx'}"
    code = f"import sys, handlers.line.cli; print(sorted({heavy} & set(sys.modules)))"

    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert shown.stdout == "[]\n"


@pytest.mark.parametrize(
    ("settings", "name"),
    [
        ({"TELEGRAM_TOKEN": ""}, "TELEGRAM_TOKEN"),
        ({"TELEGRAM_TOKEN": "123456:kort"}, "TELEGRAM_TOKEN"),
        ({"TELEGRAM_BASE_URL": "http://telegram.example"}, "TELEGRAM_BASE_URL"),
        ({"LOG_LEVEL": "HIGH"}, "LOG_LEVEL"),
        ({"DATABASE_URL": "mysql://server/bot"}, "DATABASE_URL"),
        ({"DATABASE_URL": f"postgresql://bot:{PASSWORD}@server:port/bot"}, "DATABASE_URL"),
        ({"DATABASE_URL": "sqlite:///:memory:"}, "DATABASE_URL"),
        ({"DATA_DIR": "occupied/data"}, "DATA_DIR"),
    ],
)
@pytest.mark.parametrize("command", [("run",), ("invite", "svom")], ids=["run", "invite"])
def test_a_wrong_setting_stops_with_one_line_that_names_it(
    shell: Shell, command: tuple[str, ...], settings: dict[str, str], name: str
) -> None:
    shell.file("I am no directory", "occupied")

    stopped = shell.run(*command, **settings)

    assert (stopped.status, stopped.out) == (78, "")
    (line,) = stopped.err.splitlines()
    assert line.startswith(f"SAMVERKANSBOT_{name}")


@pytest.mark.parametrize("command", [("run",), ("load", "svom.toml"), ("invite", "svom")])
def test_a_database_of_a_newer_version_is_left_alone(shell: Shell, command: tuple[str, ...]) -> None:
    shell.run("load", shell.file(SMALLEST, "svom.toml"))
    with shell.store() as store:
        store.session.execute(text("UPDATE alembic_version SET version_num = '9999'"))

    stopped = shell.run(*command)

    line = "Databasen hör till en nyare version av samverkansbot. Installera den versionen.\n"
    assert stopped == Outcome(78, "", line)


@pytest.mark.parametrize("command", [("run",), ("load", "svom.toml"), ("invite", "svom")])
def test_a_database_that_is_away_stops_with_one_line(shell: Shell, command: tuple[str, ...]) -> None:
    shell.file(SMALLEST, "svom.toml")

    stopped = shell.run(*command, DATABASE_URL=f"postgresql://bot:{PASSWORD}@127.0.0.1:9/bot")

    line = "Databasen svarar inte. Kontrollera SAMVERKANSBOT_DATABASE_URL och att servern är igång.\n"
    assert stopped == Outcome(74, "", line)


@pytest.mark.parametrize("command", [("run",), ("load", "svom.toml"), ("invite", "svom")])
def test_a_file_that_is_no_database_stops_with_one_line(shell: Shell, command: tuple[str, ...]) -> None:
    shell.file(SMALLEST, "svom.toml")
    shell.file("Kära dagbok, i dag var det möte igen. " * 40, "diary.db")

    stopped = shell.run(*command, DATABASE_URL=f"sqlite:///{shell.directory}/diary.db")

    assert stopped == Outcome(78, "", "Databasfilen är ingen SQLite-databas.\n")


@pytest.mark.parametrize("command", [("run",), ("load", "svom.toml"), ("invite", "svom"), ("check",)])
def test_a_database_of_another_program_is_left_alone(shell: Shell, command: tuple[str, ...]) -> None:
    shell.file(SMALLEST, "svom.toml")
    with sqlite3.connect(shell.directory / "theirs.db") as theirs:
        theirs.execute("CREATE TABLE person (name TEXT)")

    stopped = shell.run(*command, DATABASE_URL=f"sqlite:///{shell.directory}/theirs.db")

    line = "Databasen tillhör ett annat program. Välj en annan med SAMVERKANSBOT_DATABASE_URL.\n"
    assert (stopped.out + stopped.err).count(line) == 1
    assert stopped.status == (1 if command == ("check",) else 78)


def test_a_settings_file_that_is_no_text_stops_with_one_line(shell: Shell) -> None:
    (shell.directory / ".env").write_bytes(b"SAMVERKANSBOT_LOG_LEVEL=\xff\xfe\n")

    stopped = shell.run_installed("run")

    assert stopped == Outcome(
        78, "", "Filen .env går inte att läsa. Spara den som UTF-8, läsbar för boten.\n"
    )


def test_telegram_that_is_away_is_told_once_in_swedish(shell: Shell) -> None:
    waiting = subprocess.Popen(
        [PROGRAM, "run"],
        cwd=shell.directory,
        env=shell.environment(WEBHOK_URL="https://bot.example"),
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )
    assert waiting.stderr
    swedish = [waiting.stderr.readline() for _ in range(2)]
    waiting.send_signal(signal.SIGTERM)
    _, rest = waiting.communicate(timeout=20)

    assert swedish == [
        "SAMVERKANSBOT_WEBHOK_URL används inte av den här versionen.\n",
        "Telegram svarar inte på http://127.0.0.1:9. Boten försöker igen tills det går.\n",
    ]
    assert (waiting.returncode, rest.count("Telegram svarar inte")) == (0, 0)


def test_a_second_run_with_the_same_file_is_refused_and_the_first_ends_when_told(shell: Shell) -> None:
    with serve(World(token=TOKEN)) as server:
        settings = {"TELEGRAM_BASE_URL": server.url, "LOG_FORMAT": "text"}
        first = subprocess.Popen(
            [PROGRAM, "run"],
            cwd=shell.directory,
            env=shell.environment(**settings),
            stderr=subprocess.PIPE,
            encoding="utf-8",
        )
        assert first.stderr
        told = next(line for line in first.stderr if "is at work" in line)

        second = shell.run("run", **settings)
        beside = shell.run("load", shell.file(SMALLEST), **settings)
        first.send_signal(signal.SIGTERM)
        rest = first.communicate(timeout=20)[1]

    assert second == Outcome(
        75, "", "Boten körs redan med databasen data/samverkansbot.db. Stoppa den först.\n"
    )
    assert (first.returncode, beside.status) == (0, 0)
    assert TOKEN not in told + rest


def test_a_command_that_is_interrupted_while_it_waits_says_nothing(shell: Shell) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        url = f"http://127.0.0.1:{silent.getsockname()[1]}"
        waiting = subprocess.Popen(
            [PROGRAM, "invite", "svom"],
            cwd=shell.directory,
            env=shell.environment(TELEGRAM_BASE_URL=url),
            stderr=subprocess.PIPE,
            encoding="utf-8",
        )
        connection, _ = silent.accept()
        time.sleep(0.2)
        waiting.send_signal(signal.SIGINT)
        _, err = waiting.communicate(timeout=20)
        connection.close()

    assert (waiting.returncode, err) == (130, "\n")
