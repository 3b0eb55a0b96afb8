"""What waited in a copy that was brought back: held, because it may have happened since the copy was made.

A message that was promised in it may have been sent, so its outcome is unknown (PROMISES P3); what fell
due meanwhile may have been done. Nothing of it happens until an operator says so.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, func, literal_column, select, update
from sqlalchemy.orm import Session

from bot.model.deadline import DeadlineKind
from bot.model.dispatch import OPEN_STATES, DispatchState
from bot.model.history import HistoryEntry
from storage import inbox, keepsakes, outbox, tables
from storage.inbox import RESTORED

HELD = "held"
# What a row says of itself that nobody lets go any more, not after another copy was brought back either.
LEFT = "restored, left as it is"
box, deadline, notice = tables.dispatch, tables.deadline, tables.notice
IS_HELD = (box.c.error == RESTORED) & (box.c.state == DispatchState.UNKNOWN)


@dataclass(frozen=True, kw_only=True)
class Due:
    """One thing that fell due; `starts` is the meeting's wall time."""

    arena: str
    starts: datetime
    kind: DeadlineKind
    due_at: datetime


@dataclass(frozen=True, kw_only=True)
class Holding:
    """What is held: messages and updates in number, and what fell due until now, the oldest first."""

    since: datetime
    messages: int
    never_twice: int
    updates: int
    notices: int
    due: list[Due]


def hold(session: Session, *, since: datetime, now: datetime) -> None:
    """Keep back all that waits, from a copy that was made at `since`."""
    open_ones = box.c.state.in_(OPEN_STATES)
    changes = {"state": DispatchState.UNKNOWN, "error": RESTORED, "lease_until": None}
    session.execute(update(box).where(open_ones).values(**changes))
    inbox.hold(session)
    keepsakes.write(session, HELD, since.isoformat())
    _record(session, "held after restore", now, since=since.isoformat())


def is_held(session: Session) -> bool:
    """Whether an operator has not said yet what is to become of it."""
    return bool(keepsakes.read(session, HELD))


def held(session: Session, now: datetime) -> Holding | None:
    """What is held, None where nothing is."""
    since = keepsakes.read(session, HELD)
    if not since:
        return None
    return Holding(
        since=datetime.fromisoformat(since),
        messages=_count(session, IS_HELD, box.c.twice_is_better),
        never_twice=_count(session, IS_HELD, ~box.c.twice_is_better),
        updates=inbox.count_held(session),
        notices=_count(session, *_waiting_notices(now)),
        due=_due(session, now),
    )


def let_go(session: Session, *, now: datetime) -> None:
    """It happens now: messages as copies that say that they may be one, what is due as late as it is."""
    again = {"state": DispatchState.PENDING, "error": None, "not_before": 0.0, "copies": box.c.copies + 1}
    session.execute(update(box).where(IS_HELD, box.c.twice_is_better).values(**again))
    outbox.give_up(session, IS_HELD, LEFT)
    inbox.let_go(session)
    keepsakes.write(session, HELD, "")
    _record(session, "let go after restore", now)


def drop(session: Session, *, now: datetime) -> None:
    """It has happened already: nothing of it is done again."""
    overdue = deadline.c.done_at.is_(None) & (deadline.c.due_at <= now)
    session.execute(update(deadline).where(overdue).values(done_at=now, outcome=RESTORED))
    session.execute(update(notice).where(*_waiting_notices(now)).values(gathered_at=now))
    outbox.give_up(session, IS_HELD, LEFT)
    inbox.leave(session, LEFT)
    keepsakes.write(session, HELD, "")
    _record(session, "left after restore", now)


def last_known(session: Session) -> datetime | None:
    """The newest moment that the database tells of."""
    newest: datetime | None = session.execute(select(func.max(tables.history.c.at))).scalar_one()
    return newest


def _record(session: Session, verb: str, now: datetime, **facts: str) -> None:
    entry = HistoryEntry(at=now, through="command line", verb=verb, thing="database", facts=facts)
    session.add(entry)


def _waiting_notices(now: datetime) -> tuple[ColumnElement[bool], ...]:
    return notice.c.gathered_at.is_(None), notice.c.due_at <= now


def _count(session: Session, *conditions: ColumnElement[bool]) -> int:
    return session.execute(select(func.count(literal_column("1"))).where(*conditions)).scalar_one()


def _due(session: Session, now: datetime) -> list[Due]:
    meeting, arena = tables.meeting.c, tables.arena.c
    query = (
        select(arena.short.label("arena"), meeting.starts, deadline.c.kind, deadline.c.due_at)
        .join_from(deadline, tables.meeting, meeting.id == deadline.c.meeting_id)
        .join(tables.arena, arena.id == deadline.c.arena_id)
        .where(deadline.c.done_at.is_(None), deadline.c.due_at <= now)
        .order_by(deadline.c.due_at, deadline.c.id)
    )
    return [Due(**row._mapping) for row in session.execute(query)]
