"""One database, SQLite or PostgreSQL: opens units of work and runs them off the event loop."""

import asyncio
import sqlite3
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from random import uniform
from time import sleep
from typing import Any, ParamSpec, TypeVar

from sqlalchemy import Engine, create_engine, event, make_url
from sqlalchemy.orm import Session

import storage.mapping  # noqa: F401 (importing it ties the model to the tables)
from storage import written

P = ParamSpec("P")
T = TypeVar("T")
BUSY_SECONDS = 15
# Of different lengths, so that those who met do not meet again.
SWITCH_PAUSES = [uniform(0.01, 0.1) for _ in range(50)]  # noqa: S311 (no secret)
# PostgreSQL answers several units of work at once; more than this only queues on two cores.
POSTGRESQL_THREADS = 8
# What a connection is asked for that is to look at one moment: by SQLite's own BEGIN, or by PostgreSQL.
ONLY_READS = "only_reads"
ONE_MOMENT = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}


class Database:
    """A database by its URL. `run` takes a function off the loop; one function is one unit of work."""

    def __init__(self, url: str) -> None:
        self.url = make_url(url)
        self.is_sqlite = self.url.get_backend_name() == "sqlite"
        self.engine = _open_sqlite(self.url) if self.is_sqlite else _open_postgresql(self.url)
        written.watch(self.engine)
        # SQLite has one writer: a single thread is its queue, and costs no waiting for locks.
        self._threads = ThreadPoolExecutor(
            max_workers=1 if self.is_sqlite else POSTGRESQL_THREADS, thread_name_prefix="storage"
        )

    @contextmanager
    def session(self) -> Iterator[Session]:
        """One transaction: committed at the end, rolled back on any exception."""
        with Session(self.engine, expire_on_commit=False) as session, session.begin():
            yield session

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """One moment of all that is kept, beside whoever writes; what is changed in it is not kept."""
        with Session(self.engine, expire_on_commit=False) as session:
            session.connection(execution_options={ONLY_READS: True} if self.is_sqlite else ONE_MOMENT)
            yield session

    async def run(self, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run a blocking function in a storage thread."""
        call = partial(function, *args, **kwargs)
        return await asyncio.get_running_loop().run_in_executor(self._threads, call)

    def close(self) -> None:
        """Finish what runs and let the files go."""
        self._threads.shutdown(wait=True)
        self.engine.dispose()


def _open_postgresql(url: Any) -> Engine:
    return create_engine(
        url.set(drivername="postgresql+psycopg"),
        pool_size=POSTGRESQL_THREADS,
        pool_pre_ping=True,
        hide_parameters=True,
    )


def _open_sqlite(url: Any) -> Engine:
    engine = create_engine(url, connect_args={"timeout": BUSY_SECONDS}, hide_parameters=True)

    @event.listens_for(engine, "connect")
    def prepare(connection: sqlite3.Connection, _record: object) -> None:
        # The driver's own deferred BEGIN lost three of four concurrent writes: begin by hand, below.
        connection.isolation_level = None
        _write_ahead(connection)
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA foreign_keys = ON")

    @event.listens_for(engine, "begin")
    def begin(connection: Any) -> None:
        only_reads = connection.get_execution_options().get(ONLY_READS, False)
        connection.exec_driver_sql("BEGIN" if only_reads else "BEGIN IMMEDIATE")

    return engine


def _write_ahead(connection: sqlite3.Connection) -> None:
    """Let readers and the writer work side by side; the file keeps it.

    Of two that switch a new file at the same moment, SQLite refuses one at once, whatever its patience.
    """
    for pause in SWITCH_PAUSES:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError as refused:
            if refused.sqlite_errorcode != sqlite3.SQLITE_BUSY:
                raise
            sleep(pause)
    connection.execute("PRAGMA journal_mode = WAL")
