"""What Telegram delivered: kept before it is confirmed, handled once, in order per chat.

Handling does no network, so that the claim is the row's own lock in the transaction of the effect:
a killed process rolls back both, and nothing has to expire (PROMISES P1, P2).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, bindparam, func, literal_column, select, update
from sqlalchemy.orm import Session, aliased

from storage import tables, wakeups
from storage.types import Epoch
from storage.upsert import insert_or_ignore

MOST_TRIES = 5
# So many may wait in a chat as in any other: an album, or what a few people press at once.
MOST_CALM = 20
SET_ASIDE_KEPT = timedelta(days=7)
# The error of an update that is held because the database was brought back (storage.holding).
RESTORED = "restored"
box = tables.inbox
# Written out in each query, because a partial index is found by the words of its condition.
WAITING: ColumnElement[str] = literal_column("'waiting'")
IS_SET_ASIDE = box.c.state == literal_column("'set_aside'")
IS_HELD = IS_SET_ASIDE & (box.c.error == RESTORED)


@dataclass(frozen=True, kw_only=True)
class Arrived:
    """One update as delivered; `payload` is None for what was not meant for the bot (only its id is kept)."""

    update_id: int
    lane: int
    payload: str | None


@dataclass(frozen=True, kw_only=True)
class Waiting:
    """One update to be handled; `tries` failed before."""

    id: int
    lane: int
    payload: str
    tries: int


def take_in(session: Session, bot_id: int, arrived: Sequence[Arrived], now: datetime) -> None:
    """Keep the updates; those delivered before are passed over by their key."""
    rows = [_row(bot_id, update_, now) for update_ in arrived]
    if rows:
        session.execute(insert_or_ignore(session, box, rows))
        wakeups.call(session, wakeups.Call.INBOX)


def _row(bot_id: int, arrived: Arrived, now: datetime) -> dict[str, Any]:
    return {
        "bot_id": bot_id,
        "update_id": arrived.update_id,
        "lane": arrived.lane,
        "payload": arrived.payload,
        "received_at": now,
        "state": "waiting" if arrived.payload else "ignored",
    }


CROWDED = (
    select(box.c.lane).where(box.c.state == WAITING).group_by(box.c.lane).having(func.count() > MOST_CALM)
)


def _next(*these: ColumnElement[bool]) -> Select[Any]:
    first = aliased(box)
    first_of_its_chat = select(func.min(first.c.id)).where(
        first.c.lane == box.c.lane, first.c.state == WAITING
    )
    return (
        select(box.c.id, box.c.lane, box.c.payload, box.c.tries)
        .where(box.c.state == WAITING, box.c.not_before <= Epoch(), *these)
        .where(box.c.id == first_of_its_chat.scalar_subquery())
        .order_by(box.c.id)
        .limit(1)
        .with_for_update(skip_locked=True)
    )


# Asked with each update, and so put together once.
NEXT = _next()
NEXT_CALM = _next(box.c.lane.not_in(bindparam("crowded", expanding=True)))
HANDLED = update(box).where(box.c.id == bindparam("handled_id")).values(state="handled", payload=None)


def next_waiting(session: Session) -> Waiting | None:
    """The oldest update that no other transaction holds and whose chat has none before it.

    A chat in which more wait than people write comes after all others, so that nobody waits for a flood.
    """
    crowded = session.scalars(CROWDED).all()
    calm = session.execute(NEXT_CALM, {"crowded": crowded}).first() if crowded else None
    row = calm or session.execute(NEXT).first()
    return Waiting(**row._asdict()) if row else None


def mark_handled(session: Session, waiting: Waiting) -> None:
    """Close it in the effect's own transaction; what people wrote is not kept."""
    session.execute(HANDLED, {"handled_id": waiting.id})


def stumble(session: Session, waiting: Waiting, error: str) -> bool:
    """Count a failed try and wait a little; after five set it aside. Says whether it was set aside."""
    tries = waiting.tries + 1
    is_last = tries >= MOST_TRIES
    changes = {
        "tries": tries,
        "error": error[:300],
        "state": "set_aside" if is_last else "waiting",
        "not_before": Epoch() + 0.2 * 2**tries,
    }
    # Between the failure and this line another replica may have taken it, and succeeded.
    same_try = (box.c.id == waiting.id) & (box.c.state == "waiting") & (box.c.tries == waiting.tries)
    counted = session.execute(update(box).where(same_try).values(**changes).returning(box.c.id))
    return counted.one_or_none() is not None and is_last


def run_again(session: Session, inbox_id: int) -> bool:
    """Give a set-aside update its tries back; False if there is none of that number."""
    again = update(box).where(box.c.id == inbox_id, box.c.state == "set_aside", box.c.payload.is_not(None))
    opened = again.values(state="waiting", tries=0, not_before=0).returning(box.c.id)
    return session.execute(opened).one_or_none() is not None


def forget_set_aside(session: Session, now: datetime) -> None:
    """Remove what people wrote from updates that have been set aside for seven days, but held ones."""
    old = IS_SET_ASIDE & (box.c.received_at < now - SET_ASIDE_KEPT) & box.c.error.is_distinct_from(RESTORED)
    session.execute(update(box).where(old, box.c.payload.is_not(None)).values(payload=None))


def hold(session: Session) -> None:
    """Set aside all that waits, until somebody says what is to become of it (storage.holding)."""
    held = {"state": "set_aside", "error": RESTORED}
    session.execute(update(box).where(box.c.state == WAITING).values(**held))


def let_go(session: Session) -> None:
    """What was held waits again, as if it had just come."""
    again = {"state": "waiting", "error": None, "tries": 0, "not_before": 0.0}
    session.execute(update(box).where(IS_HELD).values(**again))


def leave(session: Session, error: str) -> None:
    """What was held is not handled any more, and its words are not kept."""
    session.execute(update(box).where(IS_HELD).values(payload=None, error=error))


def count_held(session: Session) -> int:
    """How many updates are held."""
    return session.execute(select(func.count()).where(IS_HELD)).scalar_one()


def oldest_waiting(session: Session, now: datetime) -> float:
    """For how many seconds the oldest update has waited, 0 where none does."""
    query = select(box.c.received_at).where(box.c.state == WAITING).order_by(box.c.id).limit(1)
    received_at: datetime | None = session.execute(query).scalar_one_or_none()
    return max(0.0, (now - received_at).total_seconds()) if received_at else 0.0


def count_set_aside(session: Session) -> int:
    """How many updates could not be handled, and still have their words."""
    return session.execute(select(func.count()).where(IS_SET_ASIDE, box.c.payload.is_not(None))).scalar_one()


def count_waiting(session: Session) -> int:
    """How many updates wait."""
    return session.execute(select(func.count()).where(box.c.state == WAITING)).scalar_one()
