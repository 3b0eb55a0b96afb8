"""Mails that went out lately, and until when each mailbox was asked for those that came back."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import literal_column, select
from sqlalchemy.orm import Session

from bot.model.dispatch import Dispatch, DispatchKind, DispatchState
from storage import keepsakes, tables

box = tables.dispatch.c


def mailing_arenas(session: Session, since: datetime) -> Sequence[str]:
    """The id of each arena that has sent something by mail since then."""
    query = select(box.arena_id).where(*_mailed(since), box.arena_id.is_not(None)).distinct()
    return session.scalars(query.order_by(box.arena_id)).all()


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


def move_on(session: Session, mailbox: str, at: datetime) -> datetime | None:
    """What came until then is never asked for again; gives back until when that was so before."""
    kept = keepsakes.replaced(session, _name(mailbox), at.isoformat())
    return datetime.fromisoformat(kept) if kept else None


def _name(mailbox: str) -> str:
    return f"returns:{mailbox.casefold()}"
