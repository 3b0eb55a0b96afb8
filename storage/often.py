"""Queries that every update asks: put together once, which costs as much as asking, and filled in later."""

from functools import cache

from sqlalchemy import ColumnElement, Delete, Integer, Select, bindparam, delete, select, update

from bot.model.arena import Arena
from bot.model.dialogue import Dialogue
from bot.model.dispatch import Dispatch
from bot.model.item import OPEN_STATES
from bot.model.meeting import Meeting, MeetingKind, MeetingState
from bot.model.person import Person
from storage import tables

item, meeting, dialogue, deadline = (
    table.c for table in (tables.item, tables.meeting, tables.dialogue, tables.deadline)
)
# Deadlines that are not done by `now`, the oldest first.
DUE = (
    select(deadline.id)
    .where(deadline.done_at.is_(None), deadline.due_at <= bindparam("now", type_=deadline.due_at.type))
    .order_by(deadline.due_at, deadline.id)
)
# Of one arena, by its own counter.
NEXT_NUMBER = (
    update(tables.arena)
    .where(tables.arena.c.id == bindparam("numbered_in"))
    .values(items_numbered=tables.arena.c.items_numbered + 1)
    .returning(tables.arena.c.items_numbered)
)
# Of open items without a meeting, or at one of those `meetings`.
OPEN_TITLES = (
    select(item.id, item.title)
    .where(
        item.arena_id == bindparam("arena_id"),
        item.meeting_id.is_(None) | item.meeting_id.in_(bindparam("meetings", expanding=True)),
        item.state.in_(OPEN_STATES),
    )
    .order_by(item.number)
)


@cache
def coming() -> Select[Meeting]:
    """The arena's planned meetings `since` a wall time, by date, but for the preparatory ones."""
    return _since(meeting.state == MeetingState.PLANNED, meeting.kind != MeetingKind.PREPARATORY)


@cache
def scheduled() -> Select[Meeting]:
    """All that are not cancelled, `since` a wall time, by date."""
    return _since(meeting.state != MeetingState.CANCELLED)


@cache
def ahead() -> Select[Meeting]:
    """Cancelled ones too."""
    return _since()


def _since(*which: ColumnElement[bool]) -> Select[Meeting]:
    mine, ahead = meeting.arena_id == bindparam("arena_id"), meeting.starts > bindparam("since")
    return select(Meeting).where(mine, ahead, *which).order_by(meeting.starts, meeting.id)


@cache
def with_account() -> Select[Person]:
    """Whoever has that `account`."""
    return select(Person).where(tables.person.c.telegram_id == bindparam("account"))


@cache
def arenas_ever_of() -> Select[Arena]:
    """Those where that person (`person_id`) ever had a place, by short name."""
    # A role without a person is its seat holder's, so that tenures and own roles name every arena.
    held = (tables.tenure.c, tables.role.c)
    by_tenure, by_role = (
        select(table.arena_id).where(table.person_id == bindparam("person_id", type_=Integer))
        for table in held
    )
    query = select(Arena).where(tables.arena.c.id.in_(by_tenure.union(by_role)))
    return query.order_by(tables.arena.c.short)


@cache
def promised() -> Select[Dispatch]:
    """The promise of that `key`."""
    return select(Dispatch).where(tables.dispatch.c.dedupe_key == bindparam("key"))


@cache
def question() -> Select[Dialogue]:
    """What an `account` was asked, `in_chat` and `in_slot`."""
    return select(Dialogue).where(*_theirs())


@cache
def no_question() -> Delete:
    """The same, forgotten."""
    return delete(Dialogue).where(*_theirs())


def _theirs() -> tuple[ColumnElement[bool], ...]:
    return (
        dialogue.chat_id == bindparam("in_chat"),
        dialogue.telegram_id == bindparam("account"),
        dialogue.slot == bindparam("in_slot"),
    )
