"""Lifts as one arena sees them: its own that left, and those that came to it."""

from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Integer, Select, String, and_, bindparam, or_, select
from sqlalchemy.orm import joinedload

from bot.model.item import AgendaItem
from bot.model.lift import Lift
from storage import tables
from storage.arena_rows import ArenaRows

lift = tables.lift.c


class LiftQueries(ArenaRows):
    """The part of an arena's memory that is about lifts; nothing is found that does not touch the arena."""

    def lifts_about(self, item: AgendaItem) -> list[Lift]:
        """Where this arena's item was lifted to, and from where it came, oldest first."""
        ours = {"arena_id": self._arena.id, "item_id": item.id}
        return list(self._session.scalars(about_one(), ours))

    def awaited_lifts(self) -> list[Lift]:
        """What was lifted here before the arena was, oldest first."""
        came = and_(lift.to_arena_id == self._arena.id, lift.copy_id.is_(None))
        return list(self._session.scalars(_whole(came)))


@cache
def about_one() -> Select[Lift]:
    """Of one item (`item_id`) of the arena (`arena_id`); asked for with each card that is shown."""
    arena_id, item_id = bindparam("arena_id", type_=String), bindparam("item_id", type_=Integer)
    left = and_(lift.arena_id == arena_id, lift.item_id == item_id)
    came = and_(lift.to_arena_id == arena_id, lift.copy_id == item_id)
    return _whole(or_(left, came))


def _whole(which: ColumnElement[bool]) -> Select[Lift]:
    # The mapped attributes exist at run time only: the model knows nothing of SQLAlchemy.
    mapped: Any = Lift
    together = (joinedload(mapped.item), joinedload(mapped.copy), joinedload(mapped.lifted_by))
    return select(Lift).where(which).options(*together).order_by(lift.id)
