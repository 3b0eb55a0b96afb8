"""Who has more commands than outsiders: whoever has a place or is co-opted today, and preparers' chats."""

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence, Set
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, Table, or_, select
from sqlalchemy.orm import Session

from bot.model.arena import Arena
from bot.model.joining import ChatKind
from bot.model.seat import RoleKind
from storage import keepsakes, tables
from storage.co_options import co_opted_on

KEPT = "menus of {}"


def roles_by_account(session: Session, now: datetime) -> Mapping[int, Set[RoleKind]]:
    """The roles that each Telegram account has today, its own or its seat's, in whatever arena that goes
    on: in each it is the day of its own zone, so that a role that passes at midnight takes its menu along.

    None for whoever has a seat and no role; who has neither is not there.
    """
    found: dict[int, set[RoleKind]] = defaultdict(set)
    for day, there in _living(session, now).items():
        for account, kind in session.execute(_roles_on(day, there)):
            found[account] |= {kind} if kind else set()
    return found


def _living(session: Session, now: datetime) -> Mapping[date, Sequence[str]]:
    """The arenas that go on, by what day it is there."""
    arenas: dict[date, list[str]] = defaultdict(list)
    for arena in session.scalars(select(Arena)):
        if not arena.has_ended(arena.today(now)):
            arenas[arena.today(now)].append(arena.id)
    return arenas


def _roles_on(day: date, arena_ids: Sequence[str]) -> Select[Any]:
    role, tenure, person = tables.role, tables.tenure, tables.person
    seats = select(tables.seat.c.id).where(_lasts(tables.seat, day, arena_ids))
    has_seat = (
        (tenure.c.person_id == person.c.id) & _lasts(tenure, day, arena_ids) & tenure.c.seat_id.in_(seats)
    )
    is_theirs = or_(role.c.person_id == person.c.id, role.c.seat_id == tenure.c.seat_id)
    held = person.outerjoin(tenure, has_seat).outerjoin(role, is_theirs & _lasts(role, day, arena_ids))
    reachable = person.c.telegram_id.is_not(None) & person.c.unreachable_since.is_(None)
    is_someone = or_(tenure.c.id.is_not(None), role.c.id.is_not(None))
    return select(person.c.telegram_id, role.c.kind).select_from(held).where(reachable, is_someone)


def co_opted_accounts(session: Session, now: datetime) -> Set[int]:
    """The Telegram accounts of those who are co-opted to something today, in an arena that goes on."""
    person = tables.person.c
    reachable = person.telegram_id.is_not(None) & person.unreachable_since.is_(None)
    found: set[int] = set()
    for day, there in _living(session, now).items():
        invited = co_opted_on(day).where(tables.co_option.c.arena_id.in_(there))
        query = select(person.telegram_id).where(person.id.in_(invited), reachable)
        found.update(session.scalars(query))
    return found


def preparers_chats(session: Session, now: datetime) -> list[int]:
    """Every chat of preparers that is bound and alive, of arenas that have not ended."""
    chat = tables.chat.c
    living = [arena_id for there in _living(session, now).values() for arena_id in there]
    alive = select(chat.chat_id).where(chat.arena_id.in_(living), chat.lost_at.is_(None))
    return list(session.scalars(alive.where(chat.kind == ChatKind.PREPARERS)))


def shown(session: Session, bot_id: int) -> dict[str, str]:
    """A mark of each menu that Telegram was told of by that bot: of each kind of chat, and of each chat with
    one of its own."""
    marks: dict[str, str] = json.loads(keepsakes.read(session, KEPT.format(bot_id)) or "{}")
    return marks


def keep_shown(session: Session, bot_id: int, marks: Mapping[str, str]) -> None:
    """Keep them, instead of those that were kept before."""
    keepsakes.write(session, KEPT.format(bot_id), json.dumps(marks, sort_keys=True))


def _lasts(table: Table, day: date, arena_ids: Sequence[str]) -> ColumnElement[bool]:
    begins, ends = table.c.begins, table.c.ends
    is_there = table.c.arena_id.in_(arena_ids)
    return is_there & or_(begins.is_(None), begins <= day) & or_(ends.is_(None), ends > day)
