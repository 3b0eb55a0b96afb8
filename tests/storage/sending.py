"""What the tests of the outbox do over and over: promise, claim, send, and look at the rows."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from bot.model.dispatch import Claimed, Dispatch
from storage import outbox, tables
from storage.engine import Database
from storage.store import unit_of_work
from storage.types import Epoch
from tests.builders import NOW

LONG_AGO = 1.0
BO, CILLA = 2002, 3003


def promise(database: Database, *dispatches: Dispatch) -> None:
    with unit_of_work(database) as store:
        for dispatch in dispatches:
            store.promise(dispatch)


def claim(database: Database, limit: int = 100) -> list[Claimed]:
    with database.session() as session:
        return outbox.claim(session, limit)


def claim_one(database: Database) -> Claimed:
    (claimed,) = claim(database)
    return claimed


def texts(claimed: list[Claimed]) -> list[str | None]:
    return [dispatch.text for dispatch in claimed]


def send(database: Database, claimed: Claimed, message_id: int | None = None) -> None:
    with database.session() as session:
        outbox.mark_sent(session, claimed, message_id, now=NOW)


def change(database: Database, **changes: Any) -> None:
    """Change every dispatch, as time or another worker would."""
    with database.session() as session:
        session.execute(update(tables.dispatch).values(**changes))


def column(database: Database, name: str) -> list[Any]:
    """That column of every dispatch, in the order of promising."""
    query = select(tables.dispatch.c[name]).order_by(tables.dispatch.c.id)
    with database.session() as session:
        return list(session.scalars(query))


def anything_open(database: Database) -> bool:
    with database.session() as session:
        return outbox.seconds_to_next(session) is not None


@dataclass(frozen=True)
class Wait:
    """A wait as seen from outside: it began somewhere between two looks at the database's clock."""

    shortest: float
    longest: float

    def __contains__(self, seconds: float) -> bool:
        # SQLite's clock counts in milliseconds.
        return self.shortest - 0.002 <= seconds <= self.longest + 0.002


def wait_after(database: Database, act: Callable[[Session], object]) -> Wait:
    """How long the next dispatch must wait once that is done, however slow the machine is meanwhile."""
    with database.session() as session:
        before = _clock(session)
        act(session)
        wait = outbox.seconds_to_next(session)
        assert wait is not None
        return Wait(shortest=wait, longest=wait + _clock(session) - before)


def _clock(session: Session) -> float:
    return session.execute(select(Epoch())).scalar_one()
