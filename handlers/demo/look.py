"""A look into the bot's database from outside, which neither waits for the bot nor makes it wait."""

from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Row, Table, create_engine, func, select

from bot.model.dispatch import OPEN_STATES
from bot.model.item import FileState
from storage import tables


class Look:
    """Reads what stands there now; each question is a transaction of its own."""

    def __init__(self, file: Path) -> None:
        self._engine = create_engine(f"sqlite:///{file}", isolation_level="AUTOCOMMIT")

    def close(self) -> None:
        """Let the file go."""
        self._engine.dispose()

    def rows(self, table: Table, *conditions: Any) -> list[Row[Any]]:
        """The rows of a table, oldest first."""
        with self._engine.connect() as connection:
            return list(
                connection.execute(select(table).where(*conditions).order_by(*table.primary_key.columns))
            )

    def next_due(self) -> datetime | None:
        """When the next thing is due that has not been done."""
        due = tables.deadline.c
        with self._engine.connect() as connection:
            found: datetime | None = connection.execute(
                select(func.min(due.due_at)).where(due.done_at.is_(None))
            ).scalar_one()
        return found

    def unsent(self) -> list[Row[Any]]:
        """What is promised and not sent yet, or not known to be."""
        return self.rows(tables.dispatch, tables.dispatch.c.state.in_(OPEN_STATES))

    def is_quiet(self, now: datetime) -> bool:
        """Whether everything that came in is handled, everything promised sent, everything due done."""
        due, notice = tables.deadline.c, tables.notice.c
        return not (
            self.rows(tables.inbox, tables.inbox.c.state == "waiting")
            or self.rows(tables.attachment, tables.attachment.c.state == FileState.AWAITING)
            or self.rows(tables.deadline, due.done_at.is_(None), due.due_at <= now)
            or self.rows(tables.notice, notice.gathered_at.is_(None), notice.due_at <= now)
            or self.unsent()
        )
