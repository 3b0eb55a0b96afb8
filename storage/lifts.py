"""Lifts as one arena sees them: its own that left, and those that came to it."""

from typing import Any

from sqlalchemy import Select, and_, or_, select
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
        left = and_(lift.arena_id == self._arena.id, lift.item_id == item.id)
        came = and_(lift.to_arena_id == self._arena.id, lift.copy_id == item.id)
        return self._lifts(select(Lift).where(or_(left, came)))

    def awaited_lifts(self) -> list[Lift]:
        """What was lifted here before the arena was, oldest first."""
        came = and_(lift.to_arena_id == self._arena.id, lift.copy_id.is_(None))
        return self._lifts(select(Lift).where(came))

    def _lifts(self, query: Select[Lift]) -> list[Lift]:
        # The mapped attributes exist at run time only: the model knows nothing of SQLAlchemy.
        mapped: Any = Lift
        whole = query.options(joinedload(mapped.item), joinedload(mapped.copy), joinedload(mapped.lifted_by))
        return list(self._session.scalars(whole.order_by(lift.id)).unique())
