"""One database, SQLite or PostgreSQL: opens units of work and runs them off the event loop."""

import asyncio
import logging
import secrets
import sqlite3
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from random import uniform
from time import sleep
from typing import Any, ParamSpec, TypeVar

from sqlalchemy import URL, Engine, create_engine, event, make_url, text
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError
from sqlalchemy.orm import Session

import storage.mapping  # noqa: F401 (importing it ties the model to the tables)
from storage import wakeups

log = logging.getLogger(__name__)
P = ParamSpec("P")
T = TypeVar("T")
BUSY_SECONDS = 15
# Of different lengths, so that those who met do not meet again.
SWITCH_PAUSES = [uniform(0.01, 0.1) for _ in range(50)]  # noqa: S311 (no secret)
# PostgreSQL answers several units of work at once; more than this only queues on two cores.
POSTGRESQL_THREADS = 8
# Whoever does not answer any more is noticed within half a minute; in libpq's words, which a URL may set too.
NOTICED_SOON = {
    "connect_timeout": 5,
    "keepalives_idle": 10,
    "keepalives_interval": 5,
    "keepalives_count": 3,
    "tcp_user_timeout": 20_000,
}
# https://www.postgresql.org/docs/current/errcodes-appendix.html: the connection broke, the server stops or
# starts, or it takes no more connections.
AWAY = ("08", "57P", "53300")
# A process that stands still in a transaction holds its locks: PostgreSQL ends it then, and others go on.
IDLE_SECONDS = 15
AWAY_PAUSE = 0.5
# What a connection is asked for that is to look at one moment: by SQLite's own BEGIN, or by PostgreSQL.
ONLY_READS = "only_reads"
ONE_MOMENT = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}


def is_away(error: BaseException) -> bool:
    """Whether PostgreSQL could not be asked at all, and will answer again; a SQLite file is never away."""
    if not isinstance(error, DBAPIError):
        return False
    code = getattr(error.orig, "sqlstate", "none of PostgreSQL's")
    if code is None:
        # Broken off or refused before the server could say anything.
        return isinstance(error, OperationalError | InterfaceError)
    return error.connection_invalidated or code.startswith(AWAY)


class Database:
    """A database by its URL. `run` takes a function off the loop; one function is one unit of work.

    `mark` tells this process from the other replicas.
    """

    def __init__(self, url: str) -> None:
        self.url = make_url(url)
        self.is_sqlite = self.url.get_backend_name() == "sqlite"
        self.engine = _open_sqlite(self.url) if self.is_sqlite else _open_postgresql(self.url)
        self.mark = secrets.token_hex(8)
        self._about = {} if self.is_sqlite else {wakeups.MARK: self.mark}
        self._is_away = False
        # SQLite has one writer: a single thread is its queue, and costs no waiting for locks.
        self._threads = ThreadPoolExecutor(
            max_workers=1 if self.is_sqlite else POSTGRESQL_THREADS, thread_name_prefix="storage"
        )

    @property
    def address(self) -> str:
        """The URL as libpq reads it, with the password; for PostgreSQL alone."""
        url = self.url.set(drivername="postgresql").update_query_dict(patience_of(self.url))
        return url.render_as_string(hide_password=False)

    @contextmanager
    def session(self) -> Iterator[Session]:
        """One transaction: committed at the end, rolled back on any exception."""
        with Session(self.engine, expire_on_commit=False, info=self._about) as session, session.begin():
            yield session

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """One moment of all that is kept, beside whoever writes; what is changed in it is not kept."""
        with Session(self.engine, expire_on_commit=False) as session:
            session.connection(execution_options={ONLY_READS: True} if self.is_sqlite else ONE_MOMENT)
            if not self.is_sqlite:
                # It holds up nobody, and whoever exports takes their time.
                session.execute(text("SET LOCAL idle_in_transaction_session_timeout = 0"))
            yield session

    async def run(self, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run a blocking function in a storage thread, and again for as long as PostgreSQL is away.

        A commit whose answer was lost may have happened: what is run so must bear to be run twice, as it
        has to bear a kill.
        """
        while True:
            try:
                done = await self.once(function, *args, **kwargs)
            except DBAPIError as error:
                if not is_away(error):
                    raise
                self._note(is_away=True)
                await asyncio.sleep(AWAY_PAUSE)
            else:
                self._note(is_away=False)
                return done

    async def once(self, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run a blocking function in a storage thread, for those who would rather hear that it is away."""
        call = partial(function, *args, **kwargs)
        return await asyncio.get_running_loop().run_in_executor(self._threads, call)

    def _note(self, *, is_away: bool) -> None:
        if is_away and not self._is_away:
            log.warning("the database does not answer, trying until it does")
        elif self._is_away and not is_away:
            log.warning("the database answers again")
        self._is_away = is_away

    def close(self) -> None:
        """Finish what runs and let the files go."""
        self._threads.shutdown(wait=True)
        self.engine.dispose()


def _open_postgresql(url: URL) -> Engine:
    engine = create_engine(
        url.set(drivername="postgresql+psycopg").update_query_dict(patience_of(url)),
        pool_size=POSTGRESQL_THREADS,
        pool_pre_ping=True,
        hide_parameters=True,
    )

    @event.listens_for(engine, "connect")
    def prepare(connection: DBAPIConnection, _record: object) -> None:
        connection.cursor().execute(f"SET idle_in_transaction_session_timeout = '{IDLE_SECONDS}s'")
        connection.commit()

    return engine


def patience_of(url: URL) -> dict[str, str]:
    """How soon a PostgreSQL that has vanished is noticed, as far as the URL does not say."""
    return {name: f"{value}" for name, value in NOTICED_SOON.items() if name not in url.query}


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
