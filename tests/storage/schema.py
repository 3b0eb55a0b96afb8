"""What a database says of itself, whatever the program thinks of it."""

from sqlalchemy import Connection, MetaData, Table

from storage.engine import Database
from storage.revision import current_revision

VERSION = "alembic_version"


def revision(database: Database) -> str | None:
    """The one that it was brought to; None for one without tables."""
    with database.engine.begin() as connection:
        return current_revision(connection)


def tables_of(connection: Connection) -> list[Table]:
    """The tables as they are there now, but that of the revision."""
    shape = MetaData()
    shape.reflect(connection)
    return [table for table in shape.sorted_tables if table.name != VERSION]
