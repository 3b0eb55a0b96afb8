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
from threading import Timer
from time import sleep
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar

from sqlalchemy import URL, Engine, ExceptionContext, create_engine, event, make_url, text
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session, sessionmaker

import storage.mapping  # noqa: F401 (importing it ties the model to the tables)
from storage import reserving, wakeups, written
from storage.outage import is_away, is_damaged

if TYPE_CHECKING:
    from psycopg import Connection

log = logging.getLogger(__name__)
P = ParamSpec("P")
T = TypeVar("T")
# Of a stop, which has twenty in all; whoever is at work tries again.
BUSY_SECONDS = 5
CLOSE_SECONDS = 2.0
# Between two looks whether a database that is away is back.
OUTAGE_PAUSE = 1.0
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
# A process that stands still in a transaction holds its locks: PostgreSQL ends it then, and others go on.
IDLE_SECONDS = 15
# What a connection is asked for that is to look at one moment: by SQLite's own BEGIN, or by PostgreSQL.
ONLY_READS = "only_reads"
ONE_MOMENT = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}


class Database:
    """A database by its URL. `run` takes a function off the loop; one function is one unit of work.

    `mark` tells this process from the other replicas.
    """

    def __init__(self, url: str) -> None:
        self.url = make_url(url)
        self.is_sqlite = self.url.get_backend_name() == "sqlite"
        self.engine = _open_sqlite(self.url) if self.is_sqlite else _open_postgresql(self.url)
        self.mark = secrets.token_hex(8)
        about = {} if self.is_sqlite else {wakeups.MARK: self.mark}
        self._sessions = sessionmaker(expire_on_commit=False, info=about)
        if not self.is_sqlite:
            reserving.watch(self._sessions)
        written.watch(self.engine)
        # SQLite has one writer: a single thread is its queue, and costs no waiting for locks.
        self._threads = ThreadPoolExecutor(
            max_workers=1 if self.is_sqlite else POSTGRESQL_THREADS, thread_name_prefix="storage"
        )
        self._at_work: set[Connection[Any]] = set()
        if not self.is_sqlite:
            event.listen(self.engine, "checkout", lambda connection, *_: self._at_work.add(connection))
            event.listen(self.engine, "checkin", lambda connection, *_: self._at_work.discard(connection))
        self._outlasts, self._waiting, self.is_damaged = False, 0, False
        event.listen(self.engine, "handle_error", self._look_for_damage)

    @property
    def address(self) -> str:
        """The URL as libpq reads it, with the password; for PostgreSQL alone."""
        url = self.url.set(drivername="postgresql").update_query_dict(patience_of(self.url))
        return url.render_as_string(hide_password=False)

    @contextmanager
    def session(self) -> Iterator[Session]:
        """One transaction: committed at the end, rolled back on any exception."""
        with self._sessions(bind=self.engine) as session, session.begin():
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
        """Run a blocking function, one unit of work, in a storage thread, and after `outlast` until the
        database is there.

        A commit whose answer was lost may have happened: what is run so must bear to be run twice, as it
        has to bear a kill.
        """
        try:
            return await self.once(function, *args, **kwargs)
        except DBAPIError as error:
            if not (self._outlasts and is_away(error)):
                raise
        with self._outage():
            return await self._tried_until_back(partial(function, *args, **kwargs))

    async def once(self, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run a blocking function in a storage thread, for those who would rather hear that it is away."""
        call = partial(function, *args, **kwargs)
        return await asyncio.get_running_loop().run_in_executor(self._threads, call)

    async def _tried_until_back(self, call: Callable[[], T]) -> T:
        while True:
            await asyncio.sleep(OUTAGE_PAUSE)
            try:
                return await self.once(call)
            except DBAPIError as error:
                if not is_away(error):
                    raise

    @contextmanager
    def _outage(self) -> Iterator[None]:
        if not self.is_away:
            log.error("the database is away; what is to be done waits for it")
        self._waiting += 1
        try:
            yield
        finally:
            self._waiting -= 1
            if not self.is_away:
                log.warning("the database is back")

    @property
    def is_away(self) -> bool:
        """Whether something that could not be done now waits for the database."""
        return self._waiting > 0

    def outlast(self) -> None:
        """From now on an outage ends nothing: what is to be done waits for the database to come back."""
        self._outlasts = True

    def _look_for_damage(self, context: ExceptionContext) -> None:
        if is_damaged(context.original_exception) and not self.is_damaged:
            self.is_damaged = True
            if self._outlasts:
                log.critical("the database file is damaged; samverkansbot check tells what to do")

    def close(self) -> None:
        """Finish what runs and let the files go; a PostgreSQL that gives no answer is not waited for."""
        giving_up = Timer(CLOSE_SECONDS, self._give_up)
        giving_up.start()
        self._threads.shutdown(wait=True, cancel_futures=True)
        giving_up.cancel()
        self.engine.dispose()

    def _give_up(self) -> None:
        """What is still asked is rolled back, as if the process had been killed."""
        for connection in tuple(self._at_work):
            connection.cancel_safe(timeout=1.0)


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
