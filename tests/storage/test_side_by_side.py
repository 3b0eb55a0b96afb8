"""The code of the revision before goes on working beside the new one: migrations add, and take away later."""

from datetime import UTC, date, datetime, time
from typing import Any

import pytest
from alembic import command
from sqlalchemy import (
    Boolean,
    Column,
    Connection,
    Date,
    DateTime,
    LargeBinary,
    Numeric,
    String,
    Table,
    Time,
    delete,
    insert,
    select,
    text,
    update,
)

from storage.engine import Database
from storage.migrate import config_for
from storage.revision import known_revisions
from tests.storage.schema import tables_of

# From the first release on; what came before nobody has run beside anything.
FROM = "0015"
STEPS = [
    (old, new) for old, new in zip(known_revisions(), known_revisions()[1:], strict=False) if old >= FROM
]


def brought_to(connection: Connection, revision: str) -> None:
    command.upgrade(config_for(connection), revision)


def without_links(connection: Connection) -> None:
    """What rows point to is not what this is about."""
    is_sqlite = connection.dialect.name == "sqlite"
    connection.execute(
        text(
            "PRAGMA defer_foreign_keys = ON" if is_sqlite else "SET LOCAL session_replication_role = replica"
        )
    )


def a_value(column: Column[Any]) -> Any:
    """Something that this column takes."""
    match column.type:
        case Boolean():
            return True
        case DateTime():
            return datetime(2027, 1, 11, tzinfo=UTC if column.type.timezone else None)
        case Date():
            return date(2027, 1, 11)
        case Time():
            return time(13)
        case LargeBinary():
            return b"a"
        case String():
            return "a"
        case Numeric():
            return 1.0
        case _ if "JSON" in type(column.type).__name__:
            return {}
    return 1


def written_as(table: Table, connection: Connection) -> None:
    """What code that knows the table so does: write a row, read it, change it, remove it."""
    row = {column.name: a_value(column) for column in table.columns}
    connection.execute(insert(table), row)
    assert len(connection.execute(select(table)).all()) == 1
    connection.execute(update(table).values(row))
    assert connection.execute(delete(table)).rowcount == 1


@pytest.mark.parametrize(("old", "new"), STEPS)
def test_what_the_revision_before_writes_is_still_taken(empty_url: str, old: str, new: str) -> None:
    database = Database(empty_url)
    with database.engine.begin() as connection:
        brought_to(connection, old)
        known = tables_of(connection)
        brought_to(connection, new)
        without_links(connection)

        for table in known:
            written_as(table, connection)
        connection.rollback()
    database.close()

    assert len(known) > 30
