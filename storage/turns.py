"""What an arena's memory knows of whose turn it is, and what the sweep asks of all arenas' at once."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import Select, bindparam, select
from sqlalchemy.orm import Session, joinedload

from bot.model.seat import Role, RoleKind
from bot.model.turn import Turn
from storage import tables
from storage.arena_rows import ArenaRows, of

column = tables.turn.c
AT_ONCE = 100
NOW = bindparam("now", type_=column.ask_at.type)
# Asked by every sweep, put together once.
DUE = (
    select(column.arena_id, column.id)
    .where((column.ask_at <= NOW) | (column.tell_at <= NOW))
    .order_by(column.id)
)


def turns_due(session: Session, now: datetime) -> Sequence[tuple[str, int]]:
    """Arena and id of those of which somebody is to be asked, or told, by now; oldest first."""
    found = session.execute(DUE, {"now": now})
    return [(arena_id, number) for arena_id, number in found.fetchmany(AT_ONCE)]


class TurnQueries(ArenaRows):
    """See bot.ports.arena_store.ArenaStore for what each query promises."""

    def turn(self, turn_id: int) -> Turn | None:
        """One turn."""
        return self._session.scalars(self._turns().where(column.id == turn_id)).one_or_none()

    def turn_of(self, kind: RoleKind, begins: date) -> Turn | None:
        """The turn of that role on that day."""
        query = self._turns().where(column.kind == kind, column.begins == begins)
        return self._session.scalars(query).one_or_none()

    def turns_from(self, begins: date) -> list[Turn]:
        """Those of that day and later, by day and role."""
        return self._all(self._turns().where(column.begins >= begins).order_by(column.begins, column.kind))

    def _turns(self) -> Select[Turn]:
        role = joinedload(of(Turn).role)
        return self._mine(Turn).options(role.joinedload(of(Role).person), role.joinedload(of(Role).seat))
