"""What an arena's memory knows of changes of holder, and what the sweep asks of all arenas' at once."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, bindparam, select
from sqlalchemy.orm import Session, joinedload

from bot.model.person import Person
from bot.model.replacement import OPEN_STATES, Replacement, ReplacementState
from bot.model.seat import Seat
from storage import tables
from storage.arena_rows import ArenaRows, of

column = tables.replacement.c
IS_TO_COME = (column.state == ReplacementState.REGISTERED) & column.changed_at.is_(None)
AT_ONCE = 100
# What every sweep asks, put together once.
CHANGING = (
    select(column.arena_id)
    .where(IS_TO_COME, column.begins <= bindparam("day", type_=column.begins.type))
    .distinct()
    .order_by(column.arena_id)
)
NOW = bindparam("now", type_=column.ask_at.type)
WAITING = (
    select(column.arena_id, column.id)
    .where((column.remind_at <= NOW) | (column.ask_at <= NOW))
    .order_by(column.id)
)


def arenas_with_changes(session: Session, day: date) -> Sequence[str]:
    """The ids of the arenas where something registered for that day or an earlier one has not happened."""
    return session.scalars(CHANGING, {"day": day}).all()


def replacements_to_remind(session: Session, now: datetime) -> Sequence[tuple[str, int]]:
    """Arena and id of those that wait for somebody who is to be reminded by now, oldest first."""
    found = session.execute(WAITING, {"now": now})
    return [(arena_id, number) for arena_id, number in found.fetchmany(AT_ONCE)]


class ReplacementQueries(ArenaRows):
    """See bot.ports.arena_store.ArenaStore for what each query promises."""

    def replacement(self, replacement_id: int) -> Replacement | None:
        """One change of holder."""
        return self._session.scalars(self._changes(column.id == replacement_id)).one_or_none()

    def replacements_under_way(self) -> list[Replacement]:
        """Those that wait to be registered, or for their day, by day."""
        return self._all(self._changes(column.state.in_(OPEN_STATES) | IS_TO_COME))

    def replacements_due(self, today: date) -> list[Replacement]:
        """Those whose day has come and that have not happened yet, by day."""
        return self._all(self._changes(IS_TO_COME, column.begins <= today))

    def replacements_to_tell(self, now: datetime) -> list[Replacement]:
        """Those that have happened and that the group is to be told of by now, by day."""
        is_done = column.state == ReplacementState.REGISTERED
        return self._all(self._changes(is_done, column.changed_at.is_not(None), column.remind_at <= now))

    def replacements_of(self, seat: Seat) -> list[Replacement]:
        """All of that seat that were not withdrawn, by day."""
        is_standing = column.state != ReplacementState.WITHDRAWN
        return self._all(self._changes(column.seat_id == seat.id, is_standing))

    def last_replacement_of(self, leaver: Person) -> Replacement | None:
        """The one by which that person left, or leaves, last."""
        is_done = column.state == ReplacementState.REGISTERED
        found: list[Replacement] = self._all(self._changes(is_done, column.leaver_id == leaver.id))
        return found[-1] if found else None

    def _changes(self, *which: Any) -> Select[Replacement]:
        people = ("leaver", "newcomer", "reported_by", "registered_by")
        loaded = [joinedload(getattr(of(Replacement), name)) for name in ("seat", *people)]
        query = self._mine(Replacement).where(*which).options(*loaded)
        return query.order_by(column.begins, column.id)
