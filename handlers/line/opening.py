"""The database as the command line opens it: brought up to date, and changed in one transaction."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import TypeVar

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm.exc import StaleDataError

from bot.ports.store import Store
from handlers.clock import Clock
from handlers.settings import Settings
from storage.engine import Database
from storage.migrate import migrate
from storage.store import in_turn

T = TypeVar("T")
TRIES = 3


class _NotKept(Exception):
    """Ends the transaction without a trace."""


@contextmanager
def opened(settings: Settings) -> Iterator[tuple[Database, Clock]]:
    """The database at this version, and the clock. Raises DatabaseTooNew."""
    database = Database(settings.database)
    try:
        migrate(database)
        yield database, Clock(settings.clock_shift_file)
    finally:
        database.close()


def committed(database: Database, change: Callable[[Store], T], *, dry_run: bool = False) -> T:
    """What the change gave back, once it is committed; in a dry run, once it is taken back."""
    for _ in range(TRIES - 1):
        try:
            return _once(database, change, dry_run)
        except (StaleDataError, IntegrityError):
            # The bot changed the same row while this ran beside it: look again at what stands now.
            continue
    return _once(database, change, dry_run)


def _once(database: Database, change: Callable[[Store], T], dry_run: bool) -> T:
    done: list[T] = []

    def act(store: Store) -> None:
        done[:] = [change(store)]
        if dry_run:
            store.flush()
            raise _NotKept

    with suppress(_NotKept):
        in_turn(database, act)
    return done[0]
