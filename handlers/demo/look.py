"""A look into the bot's database from outside, which neither waits for the bot nor makes it wait."""

from datetime import datetime, time
from pathlib import Path
from typing import Any

from sqlalchemy import ColumnElement, Row, Table, create_engine, func, select

from bot.model.dispatch import OPEN_STATES
from bot.model.item import FileState
from bot.model.replacement import ReplacementState
from handlers.demo.days import ZONE
from storage import lookout, tables


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
        """When the next thing is due that has not been done: what the page lists, a notice, or a change of
        holder."""
        notice, change = tables.notice.c, tables.replacement.c
        first = [
            self._first_due(),
            self._first(notice.due_at, notice.gathered_at.is_(None)),
            self._first(change.remind_at),
            self._first(change.ask_at),
        ]
        if day := self._first(change.begins, *self._is_coming()):
            first.append(datetime.combine(day, time(), ZONE))
        return min((each for each in first if each), default=None)

    def _first_due(self) -> datetime | None:
        with self._engine.connect() as connection:
            return next((each.due_at for each in lookout.things_due(connection, 1)), None)

    def outlook_read_at(self) -> datetime | None:
        """When the next mailbox is compared with what is known of it."""
        with self._engine.connect() as connection:
            return lookout.outlook_read_at(connection)

    def _outlook_is_unread(self, now: datetime) -> bool:
        """Whether a mailbox is to be compared, or one is being written to."""
        read_at = self.outlook_read_at()
        return read_at is not None and read_at <= now

    def _is_coming(self) -> tuple[Any, ...]:
        change = tables.replacement.c
        return change.state == ReplacementState.REGISTERED, change.changed_at.is_(None)

    def _first(self, column: ColumnElement[Any], *conditions: Any) -> Any:
        with self._engine.connect() as connection:
            return connection.execute(select(func.min(column)).where(*conditions)).scalar_one()

    def unsent(self) -> list[Row[Any]]:
        """What is promised and not sent yet, or not known to be."""
        return self.rows(tables.dispatch, tables.dispatch.c.state.in_(OPEN_STATES))

    def is_quiet(self, now: datetime) -> bool:
        """Whether everything that came in is handled, everything promised sent, everything due done."""
        notice, today = tables.notice.c, now.astimezone(ZONE).date()
        due_at = self._first_due()
        return not (
            self.rows(tables.inbox, tables.inbox.c.state == "waiting")
            or self.rows(tables.attachment, tables.attachment.c.state == FileState.AWAITING)
            or (due_at and due_at <= now)
            or self.rows(tables.notice, notice.gathered_at.is_(None), notice.due_at <= now)
            or self.rows(tables.replacement, *self._is_coming(), tables.replacement.c.begins <= today)
            or self._outlook_is_unread(now)
            or self.unsent()
        )
