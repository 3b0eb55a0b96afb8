"""One `run` process per SQLite file: two would answer everything twice."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from sqlalchemy import make_url

from handlers.line.exits import BUSY, DATABASE, Stop


class AlreadyRunning(Stop):
    """Another process has the file."""

    status = BUSY


class NoLock(Stop):
    """The file beside the database cannot be made."""

    status = DATABASE


@contextmanager
def single_run(database_url: str) -> Iterator[None]:
    """Hold the lock beside the SQLite file until the process ends. Raises AlreadyRunning."""
    url = make_url(database_url)
    if url.get_backend_name() != "sqlite" or url.database in (None, "", ":memory:"):
        yield
        return
    with _file_beside(url.database) as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            line = f"Boten körs redan med databasen {url.database}. Stoppa den först."
            raise AlreadyRunning(line) from None
        yield


def _file_beside(database: str) -> TextIO:
    try:
        return Path(f"{database}.lock").open("a")
    except OSError:
        line = f"Det går inte att skriva bredvid databasen {database}. Kontrollera rättigheterna."
        raise NoLock(line) from None
