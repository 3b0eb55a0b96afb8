"""What a driver's error says: that the database is away for now, that its file is damaged, or neither."""

import sqlite3

from sqlalchemy.exc import DBAPIError, OperationalError

# https://www.sqlite.org/rescode.html: held by another, no room, or a file that cannot be reached or written.
SQLITE_AWAY = {
    sqlite3.SQLITE_BUSY,
    sqlite3.SQLITE_LOCKED,
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_READONLY,
}
SQLITE_DAMAGED = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}
PRIMARY = 0xFF
# Connection, resources, operator: https://www.postgresql.org/docs/current/errcodes-appendix.html
POSTGRESQL_AWAY = ("08", "53", "57P")
READ_ONLY = "25006"


def is_away(error: BaseException) -> bool:
    """Whether the same work may succeed later, with nothing changed but the database's own state."""
    if not isinstance(error, DBAPIError):
        return False
    if isinstance(error.orig, sqlite3.Error):
        return _code(error.orig) in SQLITE_AWAY
    if error.connection_invalidated:
        return True
    state: str | None = getattr(error.orig, "sqlstate", None)
    if state is None:
        # The driver has no state for a server that does not answer.
        return isinstance(error, OperationalError)
    return state.startswith(POSTGRESQL_AWAY) or state == READ_ONLY


def is_damaged(error: BaseException | None) -> bool:
    """Whether what SQLite found in its file cannot be; PostgreSQL looks after its own."""
    return isinstance(error, sqlite3.Error) and _code(error) in SQLITE_DAMAGED


def _code(error: sqlite3.Error) -> int:
    code: int = getattr(error, "sqlite_errorcode", 0)
    return code & PRIMARY
