"""What one arena asks of its memory when it passes to another, or comes back."""

from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import Select, bindparam, select, update
from sqlalchemy.orm import Session, selectinload

from bot.model.arena import Arena
from bot.model.dispatch import OPEN_STATES
from bot.model.item import AgendaItem, ItemState
from bot.model.joining import Chat
from bot.model.seat import Tenure
from bot.model.succession import PASSED
from storage import tables
from storage.arena_rows import ArenaRows
from storage.reserving import reserve


def arenas_to_pass(session: Session, day: date) -> list[Arena]:
    """Arenas that end by that day and have not passed on to their heir, if it is there and outlives them."""
    return list(session.scalars(_to_pass(), {"day": day}))


@cache
def _to_pass() -> Select[Arena]:
    """Asked by every sweep, put together once."""
    arena, heir = tables.arena.c, tables.arena.alias("heir").c
    outlives = heir.ends.is_(None) | (heir.ends > arena.ends)
    has_heir = select(heir.id).where(heir.id == arena.succeeded_by, heir.id != arena.id, outlives).exists()
    has_ended = arena.ends <= bindparam("day", type_=arena.ends.type)
    is_due = has_ended, arena.settings[PASSED].as_string().is_(None)
    return select(Arena).where(*is_due, has_heir).order_by(arena.ends, arena.id)


class HandoverQueries(ArenaRows):
    """The part of an arena's memory that is about succession."""

    def reserve(self) -> None:
        """The arena as it stands now; whoever else reserves it waits for this unit of work."""
        reserve(self._session, self._arena)

    def open_items(self) -> list[AgendaItem]:
        """All that may still come up at a meeting, by number."""
        item = tables.item.c
        is_open = item.state.in_([ItemState.INCOMING, ItemState.ACCEPTED])
        query = select(AgendaItem).where(item.arena_id == self._arena.id, is_open).order_by(item.number)
        # The mapped attributes exist at run time only: the model knows nothing of SQLAlchemy.
        mapped: Any = AgendaItem
        return list(self._session.scalars(query.options(selectinload(mapped.attachments))))

    def pass_dispatches(self, subject: str, to: str) -> None:
        """What is promised for that and not sent yet is the other arena's: there the right to it is."""
        box = tables.dispatch.c
        waits = box.arena_id == self._arena.id, box.subject == subject, box.state.in_(OPEN_STATES)
        self._session.execute(update(tables.dispatch).where(*waits).values(arena_id=to))

    def tenure(self, tenure_id: int) -> Tenure | None:
        """One tenure."""
        tenure = tables.tenure.c
        query = select(Tenure).where(tenure.arena_id == self._arena.id, tenure.id == tenure_id)
        return self._session.scalars(query).one_or_none()

    def living_chat(self, chat_id: int) -> Chat | None:
        """One bound chat that is not lost, by our own id."""
        found = self.chat(chat_id)
        return found if found and found.lost_at is None else None

    def chat(self, chat_id: int) -> Chat | None:
        """The same, lost or not."""
        column = tables.chat.c
        mine = (column.arena_id == self._arena.id, column.id == chat_id)
        return self._session.scalars(select(Chat).where(*mine)).one_or_none()
