"""Who is co-opted to one arena's meetings and items; always with the arena's id."""

from collections.abc import Collection
from datetime import date, datetime, time
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import Session, joinedload

from bot.model.arena import Arena
from bot.model.co_option import COMES_UP, CoOption
from bot.model.item import AgendaItem
from bot.model.meeting import Meeting
from bot.model.person import Person
from storage import tables
from storage.arena_rows import ArenaRows, of

co_option, item, held = tables.co_option.c, tables.item.c, tables.meeting.c
# An item that has gone to another arena takes nobody along.
THEIR_ITEM = and_(item.id == co_option.item_id, item.arena_id == co_option.arena_id)
THEIR_MEETING = held.id == func.coalesce(co_option.meeting_id, item.meeting_id)
HAS_ITS_THING = or_(co_option.item_id.is_(None), item.id.is_not(None))


class CoOptionQueries(ArenaRows):
    """See bot.ports.arena_store.ArenaStore for what each query promises."""

    def co_option(self, co_option_id: int) -> CoOption | None:
        """One co-option, whether in force or not."""
        return self._one(CoOption, co_option_id)

    def co_options_from(self, day: date) -> list[CoOption]:
        """Those in force on that day, in the order in which they were made."""
        return self._co_options(_lasts(day))

    def co_options_of(self, meeting: Meeting) -> list[CoOption]:
        """Those to the meeting or to an item of it, but for what was taken back."""
        return self._co_options(co_option.withdrawn_at.is_(None), held.id == meeting.id)

    def co_options_ever_of(self, meeting: Meeting) -> list[CoOption]:
        """The same with what was taken back."""
        return self._co_options(held.id == meeting.id)

    def co_options_to(self, items: Collection[AgendaItem]) -> list[CoOption]:
        """Those to one of these items, but for what was taken back."""
        is_theirs = co_option.item_id.in_([each.id for each in items])
        return self._co_options(co_option.withdrawn_at.is_(None), is_theirs)

    def co_opted(self, person: Person, day: date) -> list[CoOption]:
        """What that person is co-opted to on that day."""
        return self._co_options(_lasts(day), co_option.person_id == person.id)

    def _co_options(self, *which: ColumnElement[bool]) -> list[CoOption]:
        thing = of(CoOption)
        query = _with_things(self._mine(CoOption)).where(HAS_ITS_THING, *which)
        together = (joinedload(thing.person), joinedload(thing.meeting), joinedload(thing.item))
        return self._all(query.options(*together).order_by(co_option.id))


def _with_things(query: Select[Any]) -> Select[Any]:
    return query.outerjoin(tables.item, THEIR_ITEM).outerjoin(tables.meeting, THEIR_MEETING)


def _lasts(day: date) -> ColumnElement[bool]:
    is_ahead = or_(held.id.is_(None), held.starts >= datetime.combine(day, time()))
    has_its_item = or_(co_option.item_id.is_(None), item.state.in_(COMES_UP))
    return and_(co_option.withdrawn_at.is_(None), is_ahead, has_its_item)


def co_opted_on(day: date) -> Select[tuple[int]]:
    """The ids of those who are co-opted to anything in any arena on that day."""
    query = _with_things(select(co_option.person_id).select_from(tables.co_option))
    return query.where(HAS_ITS_THING, _lasts(day))


def co_opting_arenas(session: Session, person: Person) -> list[Arena]:
    """The arenas that have ever invited the person to something and not taken it back, by short name."""
    query = select(co_option.arena_id)
    theirs = query.where(co_option.person_id == person.id, co_option.withdrawn_at.is_(None))
    arenas = select(Arena).where(tables.arena.c.id.in_(theirs)).order_by(tables.arena.c.short)
    return list(session.scalars(arenas))
