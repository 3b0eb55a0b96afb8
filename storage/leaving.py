"""Who has no place in any arena any more, and everything by which they could be reached."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Select, Table, and_, bindparam, delete, func, or_, select, update
from sqlalchemy.orm import Session

from bot.model.dispatch import MEMBER, OPEN_STATES
from bot.model.item import OPEN_STATES as OPEN_ITEMS
from bot.model.person import GRACE, Person
from bot.model.replacement import OPEN_STATES as OPEN_REPORTS
from bot.model.veil import names_address, veiled
from storage import tables as t
from storage.co_options import co_opted_on

AT_ONCE = 100
# So long after a meeting its minutes may still come.
MINUTES_TAKE = timedelta(days=60)
NOBODY = 0


def people_to_let_go(session: Session, now: datetime) -> Sequence[int]:
    """See bot.ports.store.Store.people_to_let_go; the first on the roster first."""
    return session.scalars(_to_let_go(now.date()), {"graced": now - GRACE}).all()


@lru_cache(maxsize=1)
def _to_let_go(day: date) -> Select[int]:
    """Put together once a day, which takes longer than asking; `graced` is the end of the last grace."""
    column, placed = t.person.c, _has_place(day)
    is_linked = or_(column.email.is_not(None), column.telegram_id.is_not(None))
    has_come_back = column.left_at.is_not(None) & placed
    has_left = column.left_at.is_(None) & ~placed
    is_over = column.left_at <= bindparam("graced", type_=column.left_at.type)
    is_due = is_over & ~placed & ~_is_inside(day)
    query = select(column.id).where(is_linked, or_(has_come_back, has_left, is_due))
    return query.order_by(column.id).limit(AT_ONCE)


def has_place(session: Session, person: Person, day: date) -> bool:
    """Whether the person has a seat or a role on that day or later, of an arena that goes on, is
    co-opted to something, or presents something or did so of late."""
    query = select(t.person.c.id).where(t.person.c.id == person.id, _has_place(day))
    return session.scalars(query).one_or_none() is not None


def _has_place(day: date) -> ColumnElement[bool]:
    seats = select(t.seat.c.id).where(_lasts(t.seat, day))
    has_seat = _held(t.tenure, day).where(t.tenure.c.seat_id.in_(seats))
    is_invited = t.person.c.id.in_(co_opted_on(day))
    return or_(has_seat.exists(), _held(t.role, day).exists(), is_invited, _presents(day))


def _presents(day: date) -> ColumnElement[bool]:
    """Whether they are to present something, or did so of late: its minutes go to them too."""
    item, starts = t.item.c, t.meeting.c.starts
    first, last = (datetime.combine(each, time()) for each in (day - MINUTES_TAKE, day + timedelta(days=1)))
    is_fresh = or_(item.state.in_(OPEN_ITEMS), (starts >= first) & (starts < last))
    join = t.item.outerjoin(t.meeting, t.meeting.c.id == item.meeting_id)
    theirs = item.presenter_id == t.person.c.id, item.arena_id.in_(_living(day))
    return select(item.id).select_from(join).where(*theirs, is_fresh).exists()


def _held(table: Table, day: date) -> Select[Any]:
    column = table.c
    # What was taken back before it began has no day at all.
    is_real = or_(column.begins.is_(None), column.ends.is_(None), column.begins < column.ends)
    is_theirs = column.person_id == t.person.c.id
    return select(column.id).where(is_theirs, is_real, _lasts(table, day), column.arena_id.in_(_living(day)))


def _is_inside(day: date) -> ColumnElement[bool]:
    """Whether they are known to be in a group of ours, out of which somebody has yet to take them."""
    is_there = and_(t.presence.c.telegram_id == t.person.c.telegram_id, t.presence.c.is_in)
    ours = t.chat.c.lost_at.is_(None), t.chat.c.arena_id.in_(_living(day))
    join = t.presence.join(t.chat, t.chat.c.chat_id == t.presence.c.chat_id)
    return select(t.chat.c.id).select_from(join).where(is_there, *ours).exists()


def _living(day: date) -> Select[Any]:
    return select(t.arena.c.id).where(_lasts(t.arena, day))


def _lasts(table: Table, day: date) -> ColumnElement[bool]:
    return or_(table.c.ends.is_(None), table.c.ends > day)


def unlink(session: Session, person: Person) -> None:
    """Take away account and address wherever they stand by themselves; what went out stays as it was sent."""
    if person.telegram_id is not None:
        _forget_account(session, person.telegram_id)
    links = update(t.invitation).where(t.invitation.c.person_id == person.id)
    session.execute(links.values(replaced=True, waits_for=None, instead_of=None))
    # Not deleted: whoever comes back would be given the same address again, which others may know.
    works = update(t.feed).where(t.feed.c.person_id == person.id, t.feed.c.revoked_at.is_(None))
    session.execute(works.values(revoked_at=func.coalesce(person.left_at, t.feed.c.made_at)))
    # An open report names somebody who is to come, even if they have been here before.
    report = t.replacement.c
    is_theirs = report.email == person.email, report.state.not_in(OPEN_REPORTS)
    session.execute(update(t.replacement).where(*is_theirs).values(email=None))
    if person.email is not None:
        _veil_in_files(session, person.email)
    person.unlink()


def _veil_in_files(session: Session, address: str) -> None:
    file = t.arena_file
    for row in session.execute(select(file.c.arena_id, file.c.facts)).all():
        if names_address(row.facts, address):
            mine = update(file).where(file.c.arena_id == row.arena_id)
            session.execute(mine.values(facts=veiled(row.facts, [address])))


def _forget_account(session: Session, account: int) -> None:
    for table in (t.presence, t.dialogue):
        session.execute(delete(table).where(table.c.telegram_id == account))
    items = update(t.item).where(t.item.c.source_chat_id == account)
    session.execute(items.values(source_chat_id=None, source_message_id=None))
    box = t.dispatch
    sent = update(box).where(box.c.chat_id == account, box.c.state.not_in(OPEN_STATES))
    session.execute(sent.values(chat_id=NOBODY, lane=f"c{NOBODY}"))
    removals = update(box).where(box.c.subject == f"{MEMBER}:{account}")
    session.execute(removals.values(subject=f"{MEMBER}:{NOBODY}"))
