"""Who has other commands than everybody: those with a role or co-opted today, and the preparers' chats."""

from collections import defaultdict
from collections.abc import Mapping, Sequence, Set
from datetime import date

from sqlalchemy import ColumnElement, Table, or_, select
from sqlalchemy.orm import Session

from bot.model.joining import ChatKind
from bot.model.seat import RoleKind
from storage import tables
from storage.co_options import co_opted_on


def roles_by_account(session: Session, day: date) -> Mapping[int, Set[RoleKind]]:
    """The roles that each Telegram account has on that day, its own or its seat's, in whatever arena."""
    role, tenure, person = tables.role, tables.tenure, tables.person
    held = role.outerjoin(tenure, (tenure.c.seat_id == role.c.seat_id) & _lasts(tenure, day)).join(
        person, or_(person.c.id == role.c.person_id, person.c.id == tenure.c.person_id)
    )
    reachable = person.c.telegram_id.is_not(None) & person.c.unreachable_since.is_(None)
    query = select(person.c.telegram_id, role.c.kind).select_from(held).where(_lasts(role, day), reachable)
    found: dict[int, set[RoleKind]] = defaultdict(set)
    for account, kind in session.execute(query):
        found[account].add(kind)
    return found


def co_opted_accounts(session: Session, day: date) -> Sequence[int]:
    """The Telegram accounts of those who are co-opted on that day and have no place in any arena."""
    person, tenure, role = tables.person.c, tables.tenure, tables.role
    seated = select(tenure.c.person_id).where(_lasts(tenure, day))
    with_role = select(role.c.person_id).where(_lasts(role, day), role.c.person_id.is_not(None))
    query = select(person.telegram_id).where(
        person.id.in_(co_opted_on(day)),
        person.id.not_in(seated.union(with_role)),
        person.telegram_id.is_not(None),
        person.unreachable_since.is_(None),
    )
    return list(session.scalars(query))


def preparers_chats(session: Session) -> list[int]:
    """Every chat of preparers that is bound and alive, as Telegram numbers it."""
    chat = tables.chat.c
    alive = select(chat.chat_id).where(chat.kind == ChatKind.PREPARERS, chat.lost_at.is_(None))
    return list(session.scalars(alive))


def _lasts(table: Table, day: date) -> ColumnElement[bool]:
    begins, ends = table.c.begins, table.c.ends
    return or_(begins.is_(None), begins <= day) & or_(ends.is_(None), ends > day)
