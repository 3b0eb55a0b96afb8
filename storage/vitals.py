"""What waits in the database, and for how long: what health and metrics are told by."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum, auto

from sqlalchemy import exists, func, select
from sqlalchemy.orm import Session

from bot.model.deadline import PUNCTUAL, DeadlineKind
from storage import holding, inbox, outbox, tables
from storage.types import Epoch

A_DAY = timedelta(days=1)
# Seconds after which somebody should look.
OLDEST_DISPATCH = 900.0
OLDEST_UPDATE = 300.0
OLDEST_EVENT = 1800.0
box, deadline, mailbox = tables.dispatch, tables.deadline, tables.mailbox


class Late(Enum):
    """What somebody should look at."""

    AGENDA = auto()
    DISPATCH = auto()
    UPDATE = auto()
    EVENT = auto()


@dataclass(frozen=True, kw_only=True)
class Vitals:
    """Numbers of what waits; ages in seconds, 0 where nothing does.

    `late_agendas` should have gone out by now, `agendas_due` are to go out within a day, `oldest_event` is
    how long an event has been behind in Outlook, `shut_mailboxes` could not be reached last.
    """

    oldest_dispatch: float
    open_dispatches: int
    oldest_update: float
    waiting_updates: int
    set_aside_updates: int
    late_agendas: int
    agendas_due: int
    oldest_event: float
    shut_mailboxes: int
    is_held: bool

    @property
    def late(self) -> set[Late]:
        """What waits longer than it should."""
        is_late = {
            Late.AGENDA: self.late_agendas > 0,
            Late.DISPATCH: self.oldest_dispatch > OLDEST_DISPATCH,
            Late.UPDATE: self.oldest_update > OLDEST_UPDATE,
            Late.EVENT: self.oldest_event > OLDEST_EVENT,
        }
        return {each for each, holds in is_late.items() if holds}


def vitals(session: Session, now: datetime) -> Vitals:
    """As things are now; each is a look into an index of what waits alone."""
    oldest, count = session.execute(
        select(func.min(box.c.promised_at), func.count(box.c.id)).where(outbox.IS_OPEN)
    ).one()
    return Vitals(
        oldest_dispatch=_age(session, oldest),
        open_dispatches=count,
        oldest_update=inbox.oldest_waiting(session, now),
        waiting_updates=inbox.count_waiting(session),
        set_aside_updates=inbox.count_set_aside(session),
        late_agendas=_agendas(session, now, before=now - PUNCTUAL - timedelta(minutes=5)),
        agendas_due=_agendas(session, now, before=now + A_DAY),
        oldest_event=_oldest_event(session, now),
        shut_mailboxes=_shut_mailboxes(session),
        is_held=holding.is_held(session),
    )


def _age(session: Session, promised_at: float | None) -> float:
    if promised_at is None:
        return 0.0
    age: float = session.execute(select(Epoch() - promised_at)).scalar_one()
    return max(0.0, age)


def _agendas(session: Session, now: datetime, *, before: datetime) -> int:
    """Those that are still to go out, due by then, and of use."""
    due = (
        deadline.c.kind == DeadlineKind.AGENDA,
        deadline.c.done_at.is_(None),
        deadline.c.due_at <= before,
    )
    useful = deadline.c.useful_until > now
    return session.execute(select(func.count(deadline.c.id)).where(*due, useful)).scalar_one()


def _oldest_event(session: Session, now: datetime) -> float:
    due_at: datetime | None = session.execute(select(func.min(tables.calendar_link.c.due_at))).scalar_one()
    return max(0.0, (now - due_at).total_seconds()) if due_at else 0.0


def _shut_mailboxes(session: Session) -> int:
    """Of those that an arena names, or where an event is still to be seen to: others are asked no more."""
    arena, link = tables.arena.c, tables.calendar_link.c
    is_named = exists().where(func.lower(arena.calendar) == func.lower(mailbox.c.address))
    is_needed = exists().where(link.mailbox == mailbox.c.address, link.due_at.is_not(None))
    shut = mailbox.c.problem.is_not(None) & (is_named | is_needed)
    return session.execute(select(func.count()).where(shut)).scalar_one()
