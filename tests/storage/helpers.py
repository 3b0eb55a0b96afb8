"""Several at once: threads that start together, processes that start together, waiting for a lock."""

import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from threading import Barrier
from time import monotonic, sleep
from typing import TypeVar

from sqlalchemy import text

from storage.engine import Database

T = TypeVar("T")
PATIENCE = 20.0


def at_once(calls: Sequence[Callable[[], T]]) -> list[T]:
    """What the calls give back when all start at the same moment, each in a thread of its own."""
    gate = Barrier(len(calls))

    def start(call: Callable[[], T]) -> T:
        gate.wait(PATIENCE)
        return call()

    with ThreadPoolExecutor(len(calls)) as threads:
        return list(threads.map(start, calls))


@contextmanager
def aside(call: Callable[[], T]) -> Iterator[Future[T]]:
    """The call in a thread of its own while the block runs."""
    with ThreadPoolExecutor(1) as thread:
        yield thread.submit(call)


def wait_until_blocked(database: Database, unless: Future[T] | None = None) -> None:
    """Come back once a transaction of this PostgreSQL database waits for another's lock, or that one ends."""
    waiting = text(
        "SELECT count(*) FROM pg_stat_activity"
        " WHERE datname = current_database() AND wait_event_type = 'Lock'"
    )
    end = monotonic() + PATIENCE
    while monotonic() < end:
        if unless and unless.done():
            return
        with database.session() as session:
            if session.execute(waiting).scalar_one():
                return
        sleep(0.01)
    raise AssertionError("nobody waits for a lock")


def processes_at_once(script: str, *arguments: str, count: int) -> list[int]:
    """The exit codes of Python processes that run the script with everything imported at the same moment.

    The script calls `ready()` after its imports.
    """
    gate = "import sys\ndef ready():\n    print('ready', flush=True); sys.stdin.readline()\n"
    command = [sys.executable, "-c", gate + script, *arguments]
    started = [
        subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        for _ in range(count)
    ]
    for process in started:
        assert process.stdout is not None
        process.stdout.readline()
    for process in started:
        assert process.stdin is not None
        process.stdin.write("go\n")
        process.stdin.flush()
    for process in started:
        process.communicate(timeout=PATIENCE)
    return [process.returncode for process in started]
