"""A migration in a process of its own, which dies in the middle of it."""

import os
import signal
from itertools import count
from typing import Any

from sqlalchemy import event

from storage.engine import Database
from storage.migrate import migrate

# What reads or only says how to go on leaves no trace.
CHANGES = ("ALTER", "CREATE", "DELETE", "DROP", "INSERT", "UPDATE")


def migrate_until(url: str, last: int) -> None:
    """Migrate; the power is cut before the change of this number, if there are so many."""
    database, numbers = Database(url), count(1)

    @event.listens_for(database.engine, "before_cursor_execute")
    def look(_connection: object, _cursor: object, statement: str, *_more: Any) -> None:
        if statement.lstrip().startswith(CHANGES) and next(numbers) == last:
            os.kill(os.getpid(), signal.SIGKILL)

    migrate(database)
    database.close()
