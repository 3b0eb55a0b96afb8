"""Brings a database to this version's shape, and refuses one that is newer."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from sqlalchemy import Connection, inspect, text

from storage.engine import Database
from storage.revision import MIGRATIONS, current_revision, known_revisions

if TYPE_CHECKING:
    from alembic.config import Config

# Any number, the same in every replica: only one of them migrates at a time.
MIGRATION_LOCK = 4_710_821


class DatabaseTooNew(Exception):
    """The database was made by a later version of the program."""


class DatabaseOfAnother(Exception):
    """The database holds tables, and none of them says that the program made it."""


class LinkBroken(Exception):
    """A migration would have left rows that point to others which are not there."""


def migrate(database: Database) -> None:
    """Bring the database up to date. Raises DatabaseTooNew, DatabaseOfAnother, LinkBroken."""
    with database.engine.connect() as connection, _links_at_rest(connection), connection.begin():
        if not database.is_sqlite:
            connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": MIGRATION_LOCK})
        current, known = current_revision(connection), known_revisions()
        if current is None and inspect(connection).get_table_names():
            raise DatabaseOfAnother
        if current and current not in known:
            raise DatabaseTooNew(current)
        if current != known[-1]:
            _upgrade(connection)


@contextmanager
def _links_at_rest(connection: Connection) -> Iterator[None]:
    """SQLite changes a table by dropping it and making it anew, and would take what points to it along.

    Its own way around: https://www.sqlite.org/lang_altertable.html#otheralter. In a transaction it would
    have no effect.
    """
    if connection.dialect.name != "sqlite":
        yield
        return
    driver = connection.connection.cursor()
    driver.execute("PRAGMA foreign_keys = OFF")
    try:
        yield
    finally:
        driver.execute("PRAGMA foreign_keys = ON")


def config_for(connection: Connection) -> "Config":
    """Alembic's settings for this connection; nothing is read from a file."""
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config


def _upgrade(connection: Connection) -> None:
    from alembic import command

    command.upgrade(config_for(connection), "head")
    if connection.dialect.name == "sqlite" and connection.execute(text("PRAGMA foreign_key_check")).first():
        raise LinkBroken
