"""Who has more commands than everybody: those with a role today, and the chats of the preparers."""

from collections import defaultdict
from collections.abc import Mapping, Set
from datetime import date

from sqlalchemy import ColumnElement, Table, or_, select
from sqlalchemy.orm import Session

from bot.model.joining import ChatKind
from bot.model.seat import RoleKind
from storage import tables


def roles_by_account(session: Session, day: date) -> Mapping[int, Set[RoleKind]]:
    """The roles that each Telegram account has on that day, its own or its seat's, in whatever arena."""
    role, tenure, person = tables.role, tables.tenure, tables.person
    seats = select(tables.seat.c.id).where(_lasts(tables.seat, day))
    is_held = (tenure.c.seat_id == role.c.seat_id) & _lasts(tenure, day) & tenure.c.seat_id.in_(seats)
    held = role.outerjoin(tenure, is_held).join(
        person, or_(person.c.id == role.c.person_id, person.c.id == tenure.c.person_id)
    )
    reachable = person.c.telegram_id.is_not(None) & person.c.unreachable_since.is_(None)
    query = select(person.c.telegram_id, role.c.kind).select_from(held).where(_lasts(role, day), reachable)
    found: dict[int, set[RoleKind]] = defaultdict(set)
    for account, kind in session.execute(query):
        found[account].add(kind)
    return found


def preparers_chats(session: Session) -> list[int]:
    """Every chat of preparers that is bound and alive, as Telegram numbers it."""
    chat = tables.chat.c
    alive = select(chat.chat_id).where(chat.kind == ChatKind.PREPARERS, chat.lost_at.is_(None))
    return list(session.scalars(alive))


def _lasts(table: Table, day: date) -> ColumnElement[bool]:
    begins, ends = table.c.begins, table.c.ends
    return or_(begins.is_(None), begins <= day) & or_(ends.is_(None), ends > day)
