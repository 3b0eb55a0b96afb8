"""What one arena asks of its memory when it passes to another, or comes back."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from bot.model.item import AgendaItem, ItemState
from bot.model.joining import Chat
from bot.model.seat import Tenure
from storage import tables
from storage.arena_rows import ArenaRows


class HandoverQueries(ArenaRows):
    """The part of an arena's memory that is about succession."""

    def open_items(self) -> list[AgendaItem]:
        """All that may still come up at a meeting, by number."""
        item = tables.item.c
        is_open = item.state.in_([ItemState.INCOMING, ItemState.ACCEPTED])
        query = select(AgendaItem).where(item.arena_id == self._arena.id, is_open).order_by(item.number)
        # The mapped attributes exist at run time only: the model knows nothing of SQLAlchemy.
        mapped: Any = AgendaItem
        return list(self._session.scalars(query.options(selectinload(mapped.attachments))))

    def tenure(self, tenure_id: int) -> Tenure | None:
        """One tenure."""
        tenure = tables.tenure.c
        query = select(Tenure).where(tenure.arena_id == self._arena.id, tenure.id == tenure_id)
        return self._session.scalars(query).one_or_none()

    def living_chat(self, chat_id: int) -> Chat | None:
        """One bound chat that is not lost, by our own id."""
        chat = tables.chat.c
        mine = (chat.arena_id == self._arena.id, chat.id == chat_id, chat.lost_at.is_(None))
        return self._session.scalars(select(Chat).where(*mine)).one_or_none()
