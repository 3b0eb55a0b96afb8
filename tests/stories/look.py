"""A look into the bot's database from outside, which never waits for the bot nor makes it wait."""

from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Row,
    Select,
    Table,
    bindparam,
    create_engine,
    func,
    make_url,
    or_,
    select,
    update,
)

from storage import tables
from storage.fetchlist import AWAITING
from storage.outbox import is_open
from storage.types import Epoch

WATCHED = (
    *(tables.inbox, tables.dispatch, tables.attachment, tables.deadline, tables.notice, tables.turn),
    *(tables.calendar_link, tables.mailbox),
)


def _unfinished(*, in_outlook: bool) -> Select[Any]:
    inbox, dispatch, file, due, notice, turn, link, box = (table.c for table in WATCHED)
    now = bindparam("now", type_=due.due_at.type)
    in_hand = or_(link.due_at <= now, link.lease_until.is_not(None))
    resting = select(box.address).where(box.wait_until > now)
    waiting = (
        select(inbox.id).where(inbox.state == "waiting").exists(),
        select(dispatch.id).where(is_open(tables.dispatch)).exists(),
        select(file.id).where(file.state == AWAITING).exists(),
        select(due.id).where(due.done_at.is_(None), due.due_at <= now).exists(),
        select(notice.id).where(notice.gathered_at.is_(None), notice.due_at <= now).exists(),
        select(turn.id).where(or_(turn.ask_at <= now, turn.tell_at <= now)).exists(),
    )
    events = select(link.id).where(in_hand, link.mailbox.not_in(resting)).exists()
    return select(or_(*waiting, events) if in_outlook else or_(*waiting))


# One statement sees one moment: between two, what was due becomes a message. It is asked again and again.
UNFINISHED, UNFINISHED_IN_OUTLOOK = _unfinished(in_outlook=False), _unfinished(in_outlook=True)
SAYS_NO = "BEGIN SELECT RAISE(ABORT, 'refused'); END"


class Look:
    """Reads what stands there now; each question is a transaction of its own."""

    def __init__(self, url: str) -> None:
        parsed = make_url(url)
        driver = "sqlite" if parsed.get_backend_name() == "sqlite" else "postgresql+psycopg"
        options: dict[str, Any] = {"connect_args": {"timeout": 15}} if driver == "sqlite" else {}
        kept = {"isolation_level": "AUTOCOMMIT", "pool_pre_ping": True}
        self._engine = create_engine(parsed.set(drivername=driver), **kept, **options)

    def close(self) -> None:
        """Let the files go."""
        self._engine.dispose()

    def rows(self, table: Table, *conditions: Any) -> list[Row[Any]]:
        """The rows of a table, oldest first."""
        with self._engine.connect() as connection:
            query = select(table).where(*conditions).order_by(*table.primary_key.columns)
            return list(connection.execute(query))

    def count(self, table: Table, *conditions: Any) -> int:
        """How many rows there are."""
        with self._engine.connect() as connection:
            return connection.execute(select(func.count()).select_from(table).where(*conditions)).scalar_one()

    def one(self, query: Select[Any]) -> Any:
        """The one value that a query asks for."""
        with self._engine.connect() as connection:
            return connection.execute(query).scalar_one()

    def first(self, query: Select[Any]) -> Row[Any]:
        """The one row that a query asks for."""
        with self._engine.connect() as connection:
            return connection.execute(query).one()

    def refuse_publications(self) -> None:
        """Let the database refuse to keep an agenda, in words that name what it was to keep."""
        if self._engine.name == "sqlite":
            self._execute(f"CREATE TRIGGER refused BEFORE INSERT ON publication {SAYS_NO}")
        else:
            self._execute("ALTER TABLE publication ADD CONSTRAINT refused CHECK (id IS NULL)")

    def allow_publications(self) -> None:
        """It works again."""
        if self._engine.name == "sqlite":
            self._execute("DROP TRIGGER refused")
        else:
            self._execute("ALTER TABLE publication DROP CONSTRAINT refused")

    def _execute(self, statement: str) -> None:
        with self._engine.connect() as connection:
            connection.exec_driver_sql(statement)

    def unfinished(self, now: datetime) -> bool:
        """Whether an update, a message, a file or something due waits."""
        return bool(self._asked(UNFINISHED, now))

    def unfinished_in_outlook(self, now: datetime) -> bool:
        """Whether any of that does, or an event, but for one in a mailbox that rests."""
        return bool(self._asked(UNFINISHED_IN_OUTLOOK, now))

    def _asked(self, query: Select[Any], now: datetime) -> Any:
        with self._engine.connect() as connection:
            return connection.execute(query, {"now": now}).scalar_one()

    @property
    def chats_in_hand(self) -> set[int]:
        """The chats of those messages that somebody has claimed and not closed."""
        return {row.chat_id for row in self.rows(tables.dispatch, tables.dispatch.c.lease_until.is_not(None))}

    def end_pauses(self) -> int:
        """What failed and waits is tried again now; how many messages and files that is."""
        with self._engine.connect() as connection:
            dispatch, file = tables.dispatch, tables.attachment
            waiting = ((dispatch, is_open(dispatch)), (file, file.c.state == AWAITING))
            return sum(_end_pauses(connection, table, waits) for table, waits in waiting)

    def compare_later(self, at: datetime) -> None:
        """No mailbox is compared before that, nor asked what changed."""
        with self._engine.connect() as connection:
            connection.execute(update(tables.mailbox).values(look_at=at, hint_at=at))

    def end_leases(self, *of: Table) -> None:
        """Every lease has run out, or every one in those tables."""
        with self._engine.connect() as connection:
            for table in of or (tables.dispatch, tables.attachment, tables.calendar_link, tables.lease):
                held = table.c.lease_until.is_not(None)
                connection.execute(update(table).where(held).values(lease_until=1.0))


def _end_pauses(connection: Connection, table: Table, waits: ColumnElement[bool]) -> int:
    """Nothing is written, and nobody waits for a lock, where nothing waits."""
    paused = waits, table.c.not_before > Epoch()
    if connection.execute(select(table.c.id).where(*paused).limit(1)).first() is None:
        return 0
    return connection.execute(update(table).where(*paused).values(not_before=0.0)).rowcount
