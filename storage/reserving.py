"""Whoever changes what an arena sends has the arena's row first, and finds its meetings as they read them.

Where units of work run side by side, what the clock sends and what a person changes in the same moment come
one after the other so; whoever was second begins anew from what stands then (PROMISES P5). SQLite has one
writer from its BEGIN on, and needs none of this.
"""

from collections.abc import Set
from typing import Any

from sqlalchemy import Select, event, select
from sqlalchemy.orm import Session, sessionmaker
from sqlalchemy.orm.attributes import flag_modified, get_history
from sqlalchemy.orm.exc import StaleDataError

from bot.model.arena import Arena
from bot.model.co_option import CoOption
from bot.model.deadline import Deadline
from bot.model.item import AgendaItem, Attachment
from bot.model.meeting import Meeting
from bot.model.publication import Publication
from bot.model.seat import Role, Tenure
from storage import tables

RESERVED = "arenas_reserved"
# What goes out, when, and to whom.
SENDING = (Meeting, AgendaItem, Attachment, Deadline, CoOption, Tenure, Role)
# Rows that refer to the arena may be added meanwhile: only its key must stay.
LOCK: Any = {"key_share": True}
arena, meeting = tables.arena.c, tables.meeting.c


class Overtaken(StaleDataError):
    """A meeting of those arenas was changed since it was read."""

    def __init__(self, arena_ids: Set[str]) -> None:
        super().__init__(f"a meeting of {', '.join(sorted(arena_ids))} was changed since it was read")
        self.arena_ids = arena_ids


def watch(sessions: sessionmaker[Session]) -> None:
    """Their units of work reserve the arenas in which they change what is sent. A flush raises
    Overtaken where somebody else was first."""
    event.listen(sessions, "before_flush", _before_flush)
    event.listen(sessions, "after_soft_rollback", _forget)


def reserve(session: Session, place: Arena) -> None:
    """Have the arena as it stands now, to the end. Raises Overtaken where somebody else was first."""
    session.refresh(place, with_for_update=LOCK)
    if _is_shared(session) and place.id not in _reserved(session):
        _reserved(session).add(place.id)
        _must_be_as_read(session, {place.id})


def reserve_first(session: Session, arena_ids: Set[str]) -> None:
    """Have those arenas before anything of them is read, so that nobody can be first."""
    if arena_ids:
        session.execute(_locked(arena.id.in_(arena_ids)))
        _reserved(session).update(arena_ids)


def reserve_for(session: Session, deadline_id: int) -> None:
    """The same of the arena in which something is due."""
    if _is_shared(session):
        theirs = select(tables.deadline.c.arena_id).where(tables.deadline.c.id == deadline_id)
        _reserved(session).update(session.scalars(_locked(arena.id == theirs.scalar_subquery())))


def _is_shared(session: Session) -> bool:
    return session.get_bind().dialect.name != "sqlite"


def _reserved(session: Session) -> set[str]:
    reserved: set[str] = session.info.setdefault(RESERVED, set())
    return reserved


def _locked(which: Any) -> Select[tuple[str]]:
    # In one order, so that nobody waits in a circle.
    return select(arena.id).where(which).order_by(arena.id).with_for_update(**LOCK)


def _before_flush(session: Session, _context: Any, _some: Any) -> None:
    changed = [each for each in (*session.new, *session.dirty, *session.deleted) if isinstance(each, SENDING)]
    wanted = {_arena_of(each) for each in changed} - _reserved(session)
    if wanted:
        reserve_first(session, wanted)
        _must_be_as_read(session, wanted)
    for each in _news(session):
        _raise_revision(each.meeting)


def _forget(session: Session, _transaction: Any) -> None:
    # A savepoint that is rolled back lets the locks go that were taken since.
    session.info.pop(RESERVED, None)


def _arena_of(thing: Any) -> str:
    arena_id: str = thing.arena.id if isinstance(thing, Meeting) else thing.arena_id
    return arena_id


def _must_be_as_read(session: Session, arena_ids: Set[str]) -> None:
    # What has expired has no revision here, and is read anew anyway.
    known = [vars(each) for each in session.identity_map.values() if isinstance(each, Meeting)]
    read = {row["id"]: row["revision"] for row in known if row.get("arena_id") in arena_ids}
    query = select(meeting.id, meeting.revision).where(meeting.id.in_(read))
    if read and {row.id: row.revision for row in session.execute(query)} != read:
        raise Overtaken(arena_ids)


def _news(session: Session) -> list[Publication | Deadline]:
    """What goes out, and what is done of all that was due: nothing of it stands in the meeting's own row."""
    sent = [each for each in session.new if isinstance(each, Publication)]
    due = [each for each in session.dirty if isinstance(each, Deadline)]
    return [*sent, *(each for each in due if any(get_history(each, "done_at").added or ()))]


def _raise_revision(changed: Meeting) -> None:
    if changed.key:
        flag_modified(changed, "key")
