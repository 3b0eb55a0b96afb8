"""Who is known to be in which group: seen there, told by Telegram, or asked for."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Row, delete, select
from sqlalchemy.orm import Session

from bot.model.deadline import DeadlineKind
from bot.model.joining import ChatKind
from storage import tables
from storage.upsert import insert_or_ignore

seen = tables.presence
AT_ONCE = 50


def note(session: Session, chat_id: int, telegram_id: int, *, is_in: bool) -> None:
    """Remember whether the account is in the group."""
    if known(session, chat_id, telegram_id) is is_in:
        return
    session.execute(delete(seen).where(seen.c.chat_id == chat_id, seen.c.telegram_id == telegram_id))
    row = {"chat_id": chat_id, "telegram_id": telegram_id, "is_in": is_in}
    session.execute(insert_or_ignore(session, seen, [row]))


def known(session: Session, chat_id: int, telegram_id: int) -> bool | None:
    """Whether the account is in the group; None if nobody knows."""
    query = select(seen.c.is_in).where(seen.c.chat_id == chat_id, seen.c.telegram_id == telegram_id)
    return session.execute(query).scalar_one_or_none()


def unknown(session: Session) -> Sequence[Row[int, int]]:
    """Group and account of people on a roster of whom nobody knows whether they are in its group."""
    chat, person = tables.chat, tables.person
    on_roster = select(tables.tenure.c.arena_id, tables.tenure.c.person_id).union(
        select(tables.role.c.arena_id, tables.role.c.person_id).where(tables.role.c.person_id.is_not(None))
    )
    roster = on_roster.subquery()
    is_known = select(seen.c.chat_id).where(
        seen.c.chat_id == chat.c.chat_id, seen.c.telegram_id == person.c.telegram_id
    )
    query = (
        select(chat.c.chat_id, person.c.telegram_id)
        .join(roster, roster.c.arena_id == chat.c.arena_id)
        .join(person, person.c.id == roster.c.person_id)
        .where(chat.c.kind == ChatKind.GROUP, chat.c.lost_at.is_(None))
        .where(person.c.telegram_id.is_not(None), ~is_known.exists())
        .limit(AT_ONCE)
    )
    return session.execute(query).all()


def forget(session: Session, chat_id: int) -> None:
    """Of nobody is it known any more whether they are in the group."""
    session.execute(delete(seen).where(seen.c.chat_id == chat_id))


def awaiting_agendas(session: Session, until: datetime) -> Sequence[int]:
    """The groups to which an agenda goes by then."""
    chat, deadline = tables.chat.c, tables.deadline.c
    is_due = deadline.done_at.is_(None) & (deadline.due_at <= until) & (deadline.kind == DeadlineKind.AGENDA)
    alive = (chat.kind == ChatKind.GROUP) & chat.lost_at.is_(None)
    due = select(deadline.arena_id).where(is_due)
    return session.scalars(select(chat.chat_id).where(alive, chat.arena_id.in_(due))).all()


def groups(session: Session) -> Sequence[Row[int, str]]:
    """Every arena's own group that is bound and alive, with the arena."""
    chat = tables.chat.c
    alive = select(chat.chat_id, chat.arena_id).where(chat.kind == ChatKind.GROUP, chat.lost_at.is_(None))
    return session.execute(alive).all()


def everybody_in(session: Session, chat_id: int) -> frozenset[int]:
    """The accounts that are known to be in the group."""
    query = select(seen.c.telegram_id).where(seen.c.chat_id == chat_id, seen.c.is_in)
    return frozenset(session.scalars(query))
