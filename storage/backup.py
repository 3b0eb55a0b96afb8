"""A whole copy of a SQLite database, made beside whoever uses it, and such a copy brought back.

SQLite's own VACUUM INTO makes the copy: one consistent moment, while others read and write
(https://www.sqlite.org/lang_vacuum.html#vacuuminto).
"""

import os
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from datetime import datetime
from pathlib import Path

from sqlalchemy import make_url

from storage.engine import Database
from storage.holding import hold
from storage.migrate import migrate

# Under which a copy keeps when it was made.
MADE_AT = "backed_up_at"
# What SQLite keeps beside a file, and takes for that file's own whatever lies there.
BESIDE = ("-wal", "-shm", "-journal")


class NoCopy(Exception):
    """The file is no copy of the program's database, or a damaged one."""


class InTheWay(Exception):
    """Something lies where the copy is to be; that path is its argument."""


def back_up(source: Path, copy: Path, *, now: datetime) -> None:
    """Make the copy; whoever finds it finds it whole. Raises InTheWay, OSError, sqlite3.Error."""
    _must_be_free(copy)
    with _beside(copy) as unfinished:
        _vacuum(source, unfinished)
        with closing(sqlite3.connect(unfinished)) as connection, connection:
            connection.execute(
                "INSERT OR REPLACE INTO setting (name, value) VALUES (?, ?)", (MADE_AT, now.isoformat())
            )
        _put_in_place(unfinished, copy)


def bring_back(copy: Path, place: Path, *, now: datetime) -> datetime:
    """Put the copy where there is no database yet, at this version, with whatever waited in it held.

    Gives back when the copy was made. Raises InTheWay, NoCopy, storage.migrate.DatabaseTooNew, OSError.
    """
    _must_be_free(place)
    made_at = _made_at(copy)
    with _beside(place) as unfinished:
        _vacuum(copy, unfinished)
        database = Database(f"sqlite:///{unfinished}")
        try:
            migrate(database)
            with database.session() as session:
                hold(session, since=made_at, now=now)
        finally:
            database.close()
        _put_in_place(unfinished, place)
    return made_at


def path_of(url: str) -> Path | None:
    """The file of a SQLite database, None for another database."""
    found = make_url(url)
    if found.get_backend_name() != "sqlite" or found.database in (None, "", ":memory:"):
        return None
    return Path(found.database)


def _made_at(copy: Path) -> datetime:
    try:
        with closing(sqlite3.connect(f"{copy.resolve().as_uri()}?mode=ro", uri=True)) as connection:
            whole = [row[0] for row in connection.execute("PRAGMA integrity_check(1)")]
            kept = connection.execute("SELECT value FROM setting WHERE name = ?", (MADE_AT,)).fetchone()
    except sqlite3.Error:
        raise NoCopy from None
    if whole != ["ok"] or kept is None:
        raise NoCopy
    return datetime.fromisoformat(kept[0])


def _must_be_free(path: Path) -> None:
    """A log that a lost database left would be read into the new one, and undo it."""
    for each in (path, *(Path(f"{path}{end}") for end in BESIDE)):
        if each.exists():
            raise InTheWay(each)


def _vacuum(source: Path, target: Path) -> None:
    with closing(sqlite3.connect(source, isolation_level=None, timeout=60)) as connection:
        connection.execute("VACUUM INTO ?", (str(target),))


@contextmanager
def _beside(path: Path) -> Iterator[Path]:
    """An empty file in the same directory that nobody else may read; gone afterwards."""
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    os.close(handle)
    try:
        yield Path(name)
    finally:
        for end in ("", *BESIDE):
            with suppress(FileNotFoundError):
                os.unlink(name + end)


def _put_in_place(unfinished: Path, path: Path) -> None:
    """Whole on the disk before it has its name; never over something else."""
    with unfinished.open("rb") as file:
        os.fsync(file.fileno())
    _name(unfinished, path)
    directory = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(directory)
    finally:
        os.close(directory)


def _name(unfinished: Path, path: Path) -> None:
    try:
        os.link(unfinished, path)
    except FileExistsError:
        raise InTheWay(path) from None
    except OSError:
        # Network shares without hard links: looked at a moment ago, which is the best there is.
        _must_be_free(path)
        os.rename(unfinished, path)
