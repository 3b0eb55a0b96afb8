"""Who has more commands than everybody: those with a role today, and the chats of the preparers."""

from collections import defaultdict
from collections.abc import Mapping, Sequence, Set
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, Table, or_, select
from sqlalchemy.orm import Session

from bot.model.arena import Arena
from bot.model.joining import ChatKind
from bot.model.seat import RoleKind
from storage import tables


def roles_by_account(session: Session, now: datetime) -> Mapping[int, Set[RoleKind]]:
    """The roles that each Telegram account has today, its own or its seat's, in whatever arena: in each it is
    the day of its own zone, so that a role that passes at midnight takes its menu along."""
    arenas: dict[date, list[str]] = defaultdict(list)
    for arena in session.scalars(select(Arena)):
        arenas[arena.today(now)].append(arena.id)
    found: dict[int, set[RoleKind]] = defaultdict(set)
    for day, there in arenas.items():
        for account, kind in session.execute(_roles_on(day, there)):
            found[account].add(kind)
    return found


def _roles_on(day: date, arena_ids: Sequence[str]) -> Select[Any]:
    role, tenure, person = tables.role, tables.tenure, tables.person
    held = role.outerjoin(tenure, (tenure.c.seat_id == role.c.seat_id) & _lasts(tenure, day)).join(
        person, or_(person.c.id == role.c.person_id, person.c.id == tenure.c.person_id)
    )
    reachable = person.c.telegram_id.is_not(None) & person.c.unreachable_since.is_(None)
    is_there = role.c.arena_id.in_(arena_ids)
    query = select(person.c.telegram_id, role.c.kind).select_from(held)
    return query.where(_lasts(role, day), is_there, reachable)


def preparers_chats(session: Session) -> list[int]:
    """Every chat of preparers that is bound and alive, as Telegram numbers it."""
    chat = tables.chat.c
    alive = select(chat.chat_id).where(chat.kind == ChatKind.PREPARERS, chat.lost_at.is_(None))
    return list(session.scalars(alive))


def _lasts(table: Table, day: date) -> ColumnElement[bool]:
    begins, ends = table.c.begins, table.c.ends
    return or_(begins.is_(None), begins <= day) & or_(ends.is_(None), ends > day)
