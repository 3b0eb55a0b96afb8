"""Who has more commands than everybody: those with a role today, and the chats of the preparers."""

import json
from collections import defaultdict
from collections.abc import Mapping, Set
from datetime import date

from sqlalchemy import ColumnElement, Table, or_, select
from sqlalchemy.orm import Session

from bot.model.joining import ChatKind
from bot.model.seat import RoleKind
from storage import keepsakes, tables

KEPT = "chats with a menu of their own"


def roles_by_account(session: Session, day: date) -> Mapping[int, Set[RoleKind]]:
    """The roles that each Telegram account has on that day, its own or its seat's, in whatever arena that has
    not ended."""
    role, tenure, person = tables.role, tables.tenure, tables.person
    held = role.outerjoin(tenure, (tenure.c.seat_id == role.c.seat_id) & _lasts(tenure, day)).join(
        person, or_(person.c.id == role.c.person_id, person.c.id == tenure.c.person_id)
    )
    reachable = person.c.telegram_id.is_not(None) & person.c.unreachable_since.is_(None)
    query = select(person.c.telegram_id, role.c.kind).select_from(
        held.join(tables.arena, tables.arena.c.id == role.c.arena_id)
    )
    query = query.where(_lasts(role, day), reachable, _is_living(day))
    found: dict[int, set[RoleKind]] = defaultdict(set)
    for account, kind in session.execute(query):
        found[account].add(kind)
    return found


def preparers_chats(session: Session, day: date) -> list[int]:
    """Every chat of preparers that is bound and alive, of arenas that have not ended."""
    chat = tables.chat.c
    alive = select(chat.chat_id).join(tables.arena).where(_is_living(day))
    return list(session.scalars(alive.where(chat.kind == ChatKind.PREPARERS, chat.lost_at.is_(None))))


def chats_with_own(session: Session) -> frozenset[int]:
    """The chats that Telegram may know a menu of their own for."""
    return frozenset(json.loads(keepsakes.read(session, KEPT) or "[]"))


def keep_chats_with_own(session: Session, chats: Set[int]) -> None:
    """Keep them, instead of those that were kept before."""
    keepsakes.write(session, KEPT, json.dumps(sorted(chats)))


def _is_living(day: date) -> ColumnElement[bool]:
    ends = tables.arena.c.ends
    return or_(ends.is_(None), ends > day)


def _lasts(table: Table, day: date) -> ColumnElement[bool]:
    begins, ends = table.c.begins, table.c.ends
    return or_(begins.is_(None), begins <= day) & or_(ends.is_(None), ends > day)
