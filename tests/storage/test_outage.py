"""What a driver says decides whether to wait for the database, or that something is wrong."""

import asyncio
import sqlite3
from collections.abc import Callable
from typing import Any

import psycopg
import pytest
from sqlalchemy import TextClause, text
from sqlalchemy.exc import DBAPIError, OperationalError

from handlers.line.exits_known import database_line
from storage import engine
from storage.engine import Database
from storage.outage import is_away
from tests.databases import on_postgresql, on_sqlite
from tests.stories.process import wait_until


def _sqlite(code: int) -> DBAPIError:
    error = sqlite3.OperationalError("said by the driver")
    error.sqlite_errorcode = code
    return OperationalError("SELECT 1", {}, error)


def _postgresql(kind: type[psycopg.Error], *, broken: bool = False) -> Exception:
    said = kind("said by the driver")
    return DBAPIError.instance("SELECT 1", {}, said, psycopg.Error, connection_invalidated=broken)


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        (_sqlite(sqlite3.SQLITE_BUSY), True),
        (_sqlite(sqlite3.SQLITE_BUSY_SNAPSHOT), True),
        (_sqlite(sqlite3.SQLITE_FULL), True),
        (_sqlite(sqlite3.SQLITE_IOERR_WRITE), True),
        (_sqlite(sqlite3.SQLITE_READONLY), True),
        (_sqlite(sqlite3.SQLITE_CORRUPT), False),
        (_sqlite(sqlite3.SQLITE_NOTADB), False),
        (_sqlite(sqlite3.SQLITE_ERROR), False),
        (_postgresql(psycopg.errors.AdminShutdown), True),
        (_postgresql(psycopg.errors.CrashShutdown), True),
        (_postgresql(psycopg.errors.CannotConnectNow), True),
        (_postgresql(psycopg.errors.ConnectionFailure), True),
        (_postgresql(psycopg.errors.DiskFull), True),
        (_postgresql(psycopg.errors.TooManyConnections), True),
        (_postgresql(psycopg.errors.ReadOnlySqlTransaction), True),
        (_postgresql(psycopg.errors.UniqueViolation), False),
        (_postgresql(psycopg.errors.DeadlockDetected), False),
        (_postgresql(psycopg.errors.UndefinedTable), False),
        (_postgresql(psycopg.OperationalError), True),
        (_postgresql(psycopg.errors.IdleInTransactionSessionTimeout, broken=True), True),
        (_postgresql(psycopg.InterfaceError, broken=True), True),
        (ValueError("anything else"), False),
    ],
)
def test_only_what_passes_by_itself_is_waited_for(error: Exception, expected: bool) -> None:
    assert is_away(error) is expected


@on_sqlite
def test_a_disk_that_is_full_is_known_by_what_sqlite_says(database: Database) -> None:
    with database.engine.begin() as connection:
        connection.execute(text("PRAGMA max_page_count = 1"))
        with pytest.raises(DBAPIError) as refused:
            connection.execute(text("CREATE TABLE more AS SELECT zeroblob(9999999)"))

    assert is_away(refused.value)


@on_sqlite
def test_a_file_that_may_only_be_read_is_waited_for_and_named(database: Database) -> None:
    read_only = Database(f"sqlite:///file:{database.url.database}?mode=ro&uri=true")

    with pytest.raises(DBAPIError) as refused, read_only.session() as session:
        session.execute(text("DELETE FROM arena"))

    assert is_away(refused.value)
    assert database_line(refused.value).startswith("Databasen går inte att skriva i.")
    read_only.close()


@on_postgresql
def test_a_session_that_was_ended_from_outside_is_an_outage(database: Database) -> None:
    with pytest.raises(DBAPIError) as refused, database.engine.begin() as connection:
        connection.execute(text("SELECT pg_terminate_backend(pg_backend_pid())"))

    assert is_away(refused.value)


GONE = text("SELECT NOT EXISTS (SELECT FROM pg_stat_activity WHERE pid = :pid)")


@on_postgresql
def test_a_transaction_that_ended_because_the_process_stood_still_is_an_outage(database: Database) -> None:
    def stand_still() -> None:
        with database.session() as session:
            session.execute(text("SET LOCAL idle_in_transaction_session_timeout = 1"))
            pid = session.execute(text("SELECT pg_backend_pid()")).scalar_one()
            wait_until(lambda: _asked(database, GONE, pid=pid), "PostgreSQL to end it")
            session.execute(text("SELECT 1"))

    with pytest.raises(DBAPIError) as refused:
        stand_still()

    assert is_away(refused.value)


@on_postgresql
def test_who_stands_still_in_a_transaction_is_ended_and_who_reads_for_long_is_not(database: Database) -> None:
    limit = text("SELECT current_setting('idle_in_transaction_session_timeout')")

    with database.session() as session, database.reading() as look:
        found = session.execute(limit).scalar_one(), look.execute(limit).scalar_one()

    assert found == (f"{engine.IDLE_SECONDS}s", "0")


def _asked(database: Database, question: TextClause, **facts: object) -> Any:
    with database.session() as session:
        return session.execute(question, facts).scalar_one()


def _fails(times: int, error: Exception) -> Callable[[], int]:
    tries = iter(range(times))

    def work() -> int:
        for _ in tries:
            raise error
        return 1

    return work


def test_an_outage_is_outlasted_once_the_bot_is_at_work(
    database: Database, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(engine, "OUTAGE_PAUSE", 0.01)
    with pytest.raises(OperationalError):
        asyncio.run(database.run(_fails(1, _sqlite(sqlite3.SQLITE_BUSY))))
    database.outlast()

    assert asyncio.run(database.run(_fails(3, _sqlite(sqlite3.SQLITE_FULL)))) == 1
    assert [record.message.split(";")[0] for record in caplog.records] == [
        "the database is away",
        "the database is back",
    ]


def test_what_is_wrong_is_told_at_once_and_after_an_outage_too(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "OUTAGE_PAUSE", 0.01)
    database.outlast()
    answers = iter([_sqlite(sqlite3.SQLITE_FULL), _sqlite(sqlite3.SQLITE_CORRUPT)])

    def work() -> None:
        raise next(answers)

    with pytest.raises(OperationalError):
        asyncio.run(database.run(work))
    assert not database.is_away
