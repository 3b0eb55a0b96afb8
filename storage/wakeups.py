"""Wakes other replicas in the moment of a commit, by PostgreSQL's LISTEN and NOTIFY.

A call is a hint and never the truth: whoever missed it looks all the same, in its time. Several in one
transaction are one, and what is rolled back calls nobody. https://www.postgresql.org/docs/current/sql-notify.html
"""

import asyncio
import logging
from collections.abc import Callable
from enum import StrEnum
from typing import TYPE_CHECKING

from sqlalchemy import event, text
from sqlalchemy.orm import Session, object_session

import storage.mapping  # noqa: F401 (an event needs its class mapped)
from bot.model.dispatch import Dispatch

if TYPE_CHECKING:
    from storage.engine import Database

log = logging.getLogger(__name__)
CHANNEL = "samverkansbot"
PAUSE = 1.0
CALLS = "calls"
NOTIFY = text("SELECT pg_notify(:channel, :payload)")


class Call(StrEnum):
    """What there is to look at: updates that wait, messages that were promised, a lease that is free."""

    INBOX = "inbox"
    OUTBOX = "outbox"
    LEASE = "lease"


def call(session: Session, what: Call) -> None:
    """Wake those of the other replicas who see to that, if and when this is committed."""
    session.info.setdefault(CALLS, set()).add(what)


@event.listens_for(Dispatch, "after_insert")
def _promised(_mapper: object, _connection: object, dispatch: Dispatch) -> None:
    session = object_session(dispatch)
    if session is not None:
        call(session, Call.OUTBOX)


def send(session: Session, mark: str) -> None:
    """Hand the calls to PostgreSQL, the last thing before the commit; `mark` says who calls."""
    if session.get_bind().dialect.name == "sqlite":
        return
    # What is written by the flush may call too.
    session.flush()
    for what in sorted(session.info.pop(CALLS, ())):
        session.execute(NOTIFY, {"channel": CHANNEL, "payload": f"{what} {mark}"})


async def listen(database: "Database", heard: Callable[[Call], None]) -> None:
    """Tell of what other replicas call, until cancelled; after a loss of all, for it may have been missed."""
    from psycopg import AsyncConnection, Error  # Not for those who have SQLite.

    while True:
        try:
            async with await AsyncConnection.connect(database.address, autocommit=True) as connection:
                await connection.execute(f"LISTEN {CHANNEL}")
                for what in Call:
                    heard(what)
                log.info("listening to the other replicas")
                async for notify in connection.notifies():
                    said, _, mark = notify.payload.partition(" ")
                    if mark != database.mark and said in set(Call):
                        heard(Call(said))
        except Error as error:
            log.warning("other replicas are not heard: %s", type(error).__name__)
        await asyncio.sleep(PAUSE)
