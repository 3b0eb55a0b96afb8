"""Wakes other replicas in the moment of a commit, by PostgreSQL's LISTEN and NOTIFY, and counts them.

A call is a hint and never the truth: whoever missed it looks all the same, in its time. Several in one
transaction are one, and what is rolled back calls nobody. https://www.postgresql.org/docs/current/sql-notify.html
"""

import asyncio
import logging
from collections.abc import Callable
from enum import StrEnum
from typing import TYPE_CHECKING

from sqlalchemy import event
from sqlalchemy.orm import Session, object_session

import storage.mapping  # noqa: F401 (an event needs its class mapped)
from bot.model.deadline import Deadline
from bot.model.dispatch import Dispatch
from bot.model.notice import Notice

if TYPE_CHECKING:
    from psycopg import AsyncConnection

    from storage.engine import Database

log = logging.getLogger(__name__)
CHANNEL = "samverkansbot"
PAUSE = 1.0
# What a session holds of it: who calls, where there is anybody to call, and what for.
MARK, CALLS = "mark", "calls"
COUNT_SECONDS = 5.0
# What PostgreSQL calls the session in which a replica listens.
LISTENER = "samverkansbot listens"
LISTENERS = (
    "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND application_name = %s"
)
# It takes no parameters; what is put in are words of ours.
NOTIFY = f"NOTIFY {CHANNEL}, '{{}} {{}}'"


class Call(StrEnum):
    """What there is to look at: updates that wait, messages that were promised, something that may be due,
    a lease that is free, one replica more."""

    INBOX = "inbox"
    OUTBOX = "outbox"
    SWEEP = "sweep"
    LEASE = "lease"
    REPLICA = "replica"


def call(session: Session, what: Call) -> None:
    """Wake those of the other replicas who see to that, if and when this is committed."""
    session.info.setdefault(CALLS, set()).add(what)


@event.listens_for(Dispatch, "after_insert")
def _promised(_mapper: object, _connection: object, dispatch: Dispatch) -> None:
    _call_with(dispatch, Call.OUTBOX)


@event.listens_for(Deadline, "after_insert")
@event.listens_for(Deadline, "after_update")
@event.listens_for(Notice, "after_insert")
def _planned(_mapper: object, _connection: object, thing: object) -> None:
    _call_with(thing, Call.SWEEP)


def _call_with(thing: object, what: Call) -> None:
    if session := object_session(thing):
        call(session, what)


@event.listens_for(Session, "before_commit")
def _send(session: Session) -> None:
    """Hand the calls to PostgreSQL, the last thing before the commit."""
    mark = session.info.get(MARK)
    if mark is None or session.in_nested_transaction():
        return
    # What is written by the flush may call too.
    session.flush()
    for what in sorted(session.info.pop(CALLS, ())):
        session.connection().exec_driver_sql(NOTIFY.format(what, mark))


async def listen(database: "Database", heard: Callable[[Call], None], counted: Callable[[int], None]) -> None:
    """Tell of what other replicas call, and how many there are, until cancelled.

    After a loss of all that may be called, for it may have been missed.
    """
    from psycopg import AsyncConnection, Error  # Not for those who have SQLite.

    while True:
        try:
            async with await AsyncConnection.connect(
                database.address, autocommit=True, application_name=LISTENER
            ) as connection:
                await connection.execute(f"LISTEN {CHANNEL}")
                await connection.execute(NOTIFY.format(Call.REPLICA, database.mark).encode())
                log.info("listening to the other replicas")
                for what in Call:
                    heard(what)
                while True:
                    await _hear(connection, database.mark, heard, counted)
        except Error as error:
            log.warning("other replicas are not heard: %s", type(error).__name__)
        await asyncio.sleep(PAUSE)


async def _hear(
    connection: "AsyncConnection", mark: str, heard: Callable[[Call], None], counted: Callable[[int], None]
) -> None:
    """For a while; then they are counted anew."""
    replicas = await _replicas(connection)
    counted(replicas)
    async for notify in connection.notifies(timeout=COUNT_SECONDS):
        said, _, caller = notify.payload.partition(" ")
        if caller == mark or said not in set(Call):
            continue
        if said == Call.REPLICA:
            replicas += 1
            counted(replicas)
        heard(Call(said))


async def _replicas(connection: "AsyncConnection") -> int:
    """How many listen; PostgreSQL drops the session of a process that was killed at once."""
    row = await (await connection.execute(LISTENERS, (LISTENER,))).fetchone()
    return max(1, row[0] if row else 1)
