"""A command that meets the bot on the same row looks again; what the drivers say is told in Swedish."""

import sqlite3

import pytest
from sqlalchemy.exc import IntegrityError, OperationalError
from sqlalchemy.orm.exc import StaleDataError

from bot.ports.store import Store
from handlers.line.exits_known import database_line
from handlers.line.opening import committed
from storage.engine import Database
from tests.builders import an_arena


class Meeting:
    """A change that meets another's so many times before it gets through."""

    def __init__(self, times: int, error: Exception) -> None:
        self.left, self.error = times, error

    def __call__(self, store: Store) -> str:
        """Keep an arena, and stumble while there are others in the way."""
        store.keep(an_arena())
        store.flush()
        if self.left:
            self.left -= 1
            raise self.error
        return "done"


ERRORS = (StaleDataError("changed"), IntegrityError("INSERT", {}, Exception("twice")))


@pytest.mark.parametrize("error", ERRORS, ids=["changed", "made"])
def test_a_row_that_somebody_else_changed_is_looked_at_again(database: Database, error: Exception) -> None:
    assert committed(database, Meeting(2, error)) == "done"


@pytest.mark.parametrize("error", ERRORS, ids=["changed", "made"])
def test_a_row_that_is_always_changed_gives_up_and_keeps_nothing(
    database: Database, error: Exception
) -> None:
    with pytest.raises(type(error)):
        committed(database, Meeting(3, error))

    assert committed(database, lambda store: store.arenas()) == []


def test_a_dry_run_keeps_nothing(database: Database) -> None:
    assert committed(database, Meeting(0, ERRORS[0]), dry_run=True) == "done"
    assert committed(database, lambda store: store.arenas()) == []


@pytest.mark.parametrize(
    ("said", "begins"),
    [
        ("database is locked", "Databasen är upptagen"),
        ("attempt to write a readonly database", "Databasen går inte att skriva i"),
        ("unable to open database file", "Databasen går inte att öppna"),
        ("database disk image is malformed", "Databasfilen är skadad"),
        ("database or disk is full", "Disken är full"),
        ('FATAL: password authentication failed for user "bot"', "Databasen godtar inte"),
        ('FATAL: database "bot" does not exist', "Databasen eller användaren finns inte"),
        ("connection refused", "Databasen svarar inte"),
    ],
)
def test_what_a_driver_says_is_told_in_swedish_with_what_to_do(said: str, begins: str) -> None:
    line = database_line(OperationalError("SELECT 1", {}, sqlite3.OperationalError(said)))

    assert line.startswith(begins)
    assert said not in line
