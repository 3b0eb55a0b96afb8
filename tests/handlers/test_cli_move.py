"""`move` as an operator runs it: what was moved is said, and what stops it, in one line."""

from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from storage import tables
from storage.engine import Database
from tests.databases import PostgreSQL
from tests.handlers.arenafile_examples import SMALLEST
from tests.handlers.shell import Shell


@pytest.fixture
def url(postgresql: PostgreSQL) -> Iterator[str]:
    with postgresql.empty() as url:
        yield url


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    """SVOM in its own file."""
    shell = Shell(tmp_path)
    shell.run("load", shell.file(SMALLEST))
    return shell


def test_what_was_moved_is_told_and_the_old_file_has_another_name(shell: Shell, url: str) -> None:
    moved = shell.run_installed("move", "--json", DATABASE_URL=url)

    assert (moved.status, moved.err) == (0, "")
    told = moved.json
    assert (told["source"], told["kept_as"]) == (
        "data/samverkansbot.db",
        "data/samverkansbot.db.flyttad",
    )
    assert set(told["rows"]) == {table.name for table in tables.metadata.sorted_tables}
    assert told["rows"]["arena"] == 1
    assert sorted(each.name for each in (shell.directory / "data").iterdir()) == [
        "samverkansbot.db.flyttad",
        "samverkansbot.db.lock",
    ]
    # The arena is there, and the command line works with it.
    again = shell.run("load", "arena.toml", DATABASE_URL=url)
    assert (again.status, again.err) == (0, "")


def test_without_a_postgresql_to_go_to_nothing_happens(shell: Shell) -> None:
    refused = shell.run("move")

    assert (refused.status, refused.err) == (
        74,
        "Sätt SAMVERKANSBOT_DATABASE_URL till den tomma databasen i PostgreSQL först. Inget har flyttats.\n",
    )


def test_without_a_file_nothing_happens(tmp_path: Path, url: str) -> None:
    missing = Shell(tmp_path).run("move", "bot.db", DATABASE_URL=url)

    assert (missing.status, missing.err) == (
        74,
        "bot.db finns inte. Ange filen, eller kontrollera SAMVERKANSBOT_DATA_DIR.\n",
    )


def test_where_something_is_kept_already_nothing_happens(shell: Shell, url: str) -> None:
    shell.run("load", "arena.toml", DATABASE_URL=url)

    refused = shell.run("move", DATABASE_URL=url)

    assert (refused.status, refused.err) == (
        74,
        "Databasen i PostgreSQL är inte tom (arena). Välj en annan, eller töm den först. "
        "Inget har flyttats.\n",
    )
    assert (shell.directory / "data" / "samverkansbot.db").exists()


def test_a_database_that_keeps_no_unicode_is_refused(shell: Shell, url: str) -> None:
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("CREATE DATABASE latin TEMPLATE template0 ENCODING 'LATIN1' LOCALE 'C'")
        latin = Database(url).url.set(database="latin").render_as_string(hide_password=False)

        refused = shell.run("move", DATABASE_URL=latin)

        connection.execute("DROP DATABASE latin WITH (FORCE)")
    assert (refused.status, refused.err) == (
        74,
        "Databasen i PostgreSQL har teckenkodningen LATIN1. Skapa den med UTF8. Inget har flyttats.\n",
    )
