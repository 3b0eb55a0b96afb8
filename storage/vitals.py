"""What waits in the database, and for how long: what health and metrics are told by."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum, auto
from math import inf

from sqlalchemy import exists, func, select
from sqlalchemy.orm import Session

from bot.model.deadline import PUNCTUAL, DeadlineKind
from bot.model.dispatch import DispatchKind
from storage import holding, inbox, outbox, tables
from storage.types import Epoch

A_DAY = timedelta(days=1)
# Seconds after which somebody should look.
OLDEST_DISPATCH = 900.0
OLDEST_UPDATE = 300.0
OLDEST_EVENT = 1800.0
box, deadline, mailbox = tables.dispatch, tables.deadline, tables.mailbox
# A file that is still to be made waits for no other message of its chat, and mail has no such rate.
_TAKES_TURNS = (box.c.kind != DispatchKind.MAIL) & ~outbox.waits_for_file(box)
_LANE = (box.c.chat_id, box.c.lane, _TAKES_TURNS)
_AGE = Epoch() - func.min(box.c.promised_at)
LANES = (
    select(box.c.chat_id, box.c.lane, _TAKES_TURNS.label("takes_turns"), _AGE.label("age"))
    .where(outbox.IS_OPEN, box.c.promised_at.is_not(None))
    .group_by(*_LANE)
    .order_by(_AGE.desc())
)


class Late(Enum):
    """What somebody should look at."""

    AGENDA = auto()
    DISPATCH = auto()
    UPDATE = auto()
    EVENT = auto()


@dataclass(frozen=True, kw_only=True)
class Vitals:
    """Numbers of what waits; ages in seconds, 0 where nothing does.

    `oldest_dispatch` counts from when its chat last got something: one chat takes a message a second, and
    whoever asks more than that waits behind their own answers. `late_agendas` should have gone out by now,
    `agendas_due` are to go out within a day, `oldest_event` is how long an event has been behind in
    Outlook, `shut_mailboxes` could not be reached last.
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
    return Vitals(
        oldest_dispatch=_oldest_dispatch(session, now),
        open_dispatches=session.execute(select(func.count(box.c.id)).where(outbox.IS_OPEN)).scalar_one(),
        oldest_update=inbox.oldest_waiting(session, now),
        waiting_updates=inbox.count_waiting(session),
        set_aside_updates=inbox.count_set_aside(session),
        late_agendas=_agendas(session, now, before=now - PUNCTUAL - timedelta(minutes=5)),
        agendas_due=_agendas(session, now, before=now + A_DAY),
        oldest_event=_oldest_event(session, now),
        shut_mailboxes=_shut_mailboxes(session),
        is_held=holding.is_held(session),
    )


def _oldest_dispatch(session: Session, now: datetime) -> float:
    """How long something has waited, and its chat has got nothing."""
    longest = 0.0
    # Those that have waited longest come first: hardly ever is more than one chat looked at.
    for lane in session.execute(LANES):
        if lane.age <= longest:
            break
        idle = _since_arrival(session, lane.chat_id, lane.lane, now) if lane.takes_turns else lane.age
        longest = max(longest, min(lane.age, idle))
    return longest


def _since_arrival(session: Session, chat_id: int, lane: str, now: datetime) -> float:
    of_it = (box.c.chat_id == chat_id, box.c.lane == lane, box.c.arrived_at <= now)
    last: datetime | None = session.execute(select(func.max(box.c.arrived_at)).where(*of_it)).scalar_one()
    return (now - last).total_seconds() if last else inf


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
