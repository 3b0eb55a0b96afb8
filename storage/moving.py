"""Everything of a SQLite database into an empty PostgreSQL: in one transaction, read back and compared.

Ids, keys and seals stay as they are, so that whoever goes on from there goes on from the same moment.
"""

import hashlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import reduce
from typing import Any

from sqlalchemy import Connection, Row, Table, func, insert, select, text
from sqlalchemy.exc import IntegrityError, StatementError
from sqlalchemy.orm import Session
from sqlalchemy.schema import AddConstraint, DropConstraint

from storage import sealing, tables
from storage.engine import Database
from storage.migrate import migrate

ROWS_AT_ONCE = 500
# Files of up to twenty megabytes.
WEIGHTY = {"blob"}
Progress = Callable[[int], None]


class Unmovable(Exception):
    """It cannot be moved; a table's name, or what is wrong with the target, is its argument."""


class NotEmpty(Unmovable):
    """Something is kept in the target already."""


class WrongEncoding(Unmovable):
    """The target keeps no Unicode."""


class DoesNotFit(Unmovable):
    """A row that the target refuses."""


class NotTheSame(Unmovable):
    """What was read back is not what was written."""


@dataclass(frozen=True)
class Content:
    """How many rows a table has, and a sum over all of them that does not depend on their order."""

    rows: int = 0
    digest: int = 0

    def together_with(self, some: Sequence[Row[Any]]) -> "Content":
        """With these rows, too."""
        return Content(self.rows + len(some), self.digest + sum(map(_digest, some)))


def count(source: Session) -> int:
    """How many rows there are to move."""
    return sum(_count(source.connection(), table) for table in tables.metadata.sorted_tables)


def move(source: Session, target: Database, told: Progress) -> dict[str, int]:
    """Move everything that `source`, a transaction that lets nobody else write, sees; rows by table.

    `told` is called with the number of rows that were moved since the last time. Raises Unmovable,
    storage.migrate.DatabaseOfAnother, DatabaseTooNew; nothing is kept then.
    """
    _must_keep_unicode(target)
    migrate(target)
    broken = sealing.broken_seals(source)
    with target.session() as into:
        connection = into.connection()
        # The source may take its time.
        connection.execute(text("SET LOCAL idle_in_transaction_session_timeout = 0"))
        _must_be_empty(connection)
        with _links_at_rest(connection):
            moved = {table: _copy(source, connection, table, told) for table in tables.metadata.sorted_tables}
        for table, content in moved.items():
            _go_on_after(connection, table)
            if _content(connection, table) != content:
                raise NotTheSame(table.name)
        if sealing.broken_seals(into) != broken:
            raise NotTheSame(tables.seal.name)
    return {table.name: content.rows for table, content in moved.items()}


def _must_keep_unicode(target: Database) -> None:
    with target.engine.connect() as connection:
        encoding = connection.execute(text("SHOW server_encoding")).scalar_one()
    if encoding != "UTF8":
        raise WrongEncoding(encoding)


def _must_be_empty(connection: Connection) -> None:
    for table in tables.metadata.sorted_tables:
        # Nobody begins to work in it before this transaction is over.
        connection.execute(text(f"LOCK TABLE {table.name} IN ACCESS EXCLUSIVE MODE"))
        if connection.execute(select(table).limit(1)).first():
            raise NotEmpty(table.name)


@contextmanager
def _links_at_rest(connection: Connection) -> Iterator[None]:
    """Rows come in any order; all that points to others is looked at in the end, table by table."""
    links = [link for table in tables.metadata.sorted_tables for link in table.foreign_key_constraints]
    for link in links:
        connection.execute(DropConstraint(link))
    yield
    for link in links:
        try:
            connection.execute(AddConstraint(link, isolate_from_table=False))
        except IntegrityError:
            raise DoesNotFit(link.table.name) from None


def _copy(source: Session, target: Connection, table: Table, told: Progress) -> Content:
    content = Content()
    for some in _portions(source.connection(), table):
        try:
            target.execute(insert(table), [dict(row._mapping) for row in some])
        except StatementError:
            raise DoesNotFit(table.name) from None
        content = content.together_with(some)
        told(len(some))
    return content


def _content(connection: Connection, table: Table) -> Content:
    return reduce(Content.together_with, _portions(connection, table), Content())


def _portions(connection: Connection, table: Table) -> Iterator[Sequence[Row[Any]]]:
    at_once = {"yield_per": 1 if table.name in WEIGHTY else ROWS_AT_ONCE}
    return connection.execute(select(table), execution_options=at_once).partitions()


def _digest(row: Row[Any]) -> int:
    whole = hashlib.sha256()
    for value in row:
        whole.update(value if isinstance(value, bytes) else repr(value).encode())
        whole.update(b"\0")
    return int.from_bytes(whole.digest())


def _count(connection: Connection, table: Table) -> int:
    return connection.execute(select(func.count()).select_from(table)).scalar_one()


def _go_on_after(connection: Connection, table: Table) -> None:
    """The next row gets the number after the highest one."""
    column = table.autoincrement_column
    if column is not None:
        counter = func.pg_get_serial_sequence(table.name, column.name)
        connection.execute(select(func.setval(counter, func.max(column))))
