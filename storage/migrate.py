"""Brings a database to this version's shape, and refuses one that is newer."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect, text

from storage.engine import Database

HERE = Path(__file__).parent / "migrations"
# Any number, the same in every replica: only one of them migrates at a time.
MIGRATION_LOCK = 4_710_821


class DatabaseTooNew(Exception):
    """The database was made by a later version of the program."""


class DatabaseOfAnother(Exception):
    """The database holds tables, and none of them says that the program made it."""


def migrate(database: Database) -> None:
    """Bring the database up to date. Raises DatabaseTooNew, DatabaseOfAnother."""
    with database.engine.begin() as connection:
        if not database.is_sqlite:
            connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": MIGRATION_LOCK})
        config = config_for(connection)
        current = current_revision(connection)
        scripts = ScriptDirectory.from_config(config)
        if current is None and inspect(connection).get_table_names():
            raise DatabaseOfAnother
        if current and current not in {script.revision for script in scripts.walk_revisions()}:
            raise DatabaseTooNew(current)
        if current != scripts.get_current_head():
            command.upgrade(config, "head")


def config_for(connection: Connection) -> Config:
    """Alembic's settings for this connection; nothing is read from a file."""
    config = Config()
    config.set_main_option("script_location", str(HERE).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config


def current_revision(connection: Connection) -> str | None:
    """The revision that the database stands at, None for an empty one."""
    return MigrationContext.configure(connection).get_current_revision()
