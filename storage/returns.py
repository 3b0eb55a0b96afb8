"""Mails that went out lately, and until when each mailbox was asked for those that came back."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import literal_column, select
from sqlalchemy.orm import Session

from bot.model.dispatch import Dispatch, DispatchKind, DispatchState
from storage import keepsakes, tables

box = tables.dispatch.c


def mailing_arenas(session: Session, since: datetime) -> Sequence[tuple[str, str]]:
    """Id and mailbox of each arena from whose mailbox something went out since then."""
    arena = tables.arena.c
    query = (
        select(arena.id, arena.calendar)
        .join(tables.dispatch, box.arena_id == arena.id)
        .where(*_mailed(since), arena.calendar.is_not(None), arena.calendar != "")
        .distinct()
    )
    return [(row.id, row.calendar) for row in session.execute(query.order_by(arena.id))]


def mailed(session: Session, arena_id: str, since: datetime) -> Sequence[Dispatch]:
    """What the arena has sent by mail since then, the newest first."""
    query = select(Dispatch).where(*_mailed(since), box.arena_id == arena_id)
    return session.scalars(query.order_by(box.id.desc())).all()


def _mailed(since: datetime) -> tuple[Any, ...]:
    # Written out in the query, because a partial index is found by the words of its condition.
    is_mail = box.kind == literal_column(f"'{DispatchKind.MAIL.value}'")
    return is_mail, box.arrived_at >= since, box.state == DispatchState.SENT


def asked_until(session: Session, mailbox: str) -> datetime | None:
    """The instant of the last one that was seen there."""
    kept = keepsakes.read(session, _name(mailbox))
    return datetime.fromisoformat(kept) if kept else None


def keep_asked_until(session: Session, mailbox: str, at: datetime) -> None:
    """What came until then is never asked for again."""
    keepsakes.write(session, _name(mailbox), at.isoformat())


def _name(mailbox: str) -> str:
    return f"returns:{mailbox.casefold()}"
