"""How every query of one arena begins: with the arena's id, so that no other arena can be read."""

from typing import Any, TypeVar

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, joinedload, selectinload

from bot.model.arena import Arena
from bot.model.item import AgendaItem

T = TypeVar("T")


class ArenaRows:
    """One arena's rows within one unit of work."""

    def __init__(self, session: Session, arena: Arena) -> None:
        self._session = session
        self._arena = arena

    @property
    def arena(self) -> Arena:
        """The arena itself."""
        return self._arena

    def _mine(self, thing: type[T]) -> Select[T]:
        owner: Any = thing
        return select(thing).where(owner.arena_id == self._arena.id)

    def _all(self, query: Select[T]) -> list[T]:
        return list(self._session.scalars(query).unique())

    def _one(self, thing: type[T], thing_id: int) -> T | None:
        owner: Any = thing
        return self._session.scalars(self._mine(thing).where(owner.id == thing_id)).one_or_none()

    def _items(self) -> Select[AgendaItem]:
        item = of(AgendaItem)
        return self._mine(AgendaItem).options(
            joinedload(item.proposer),
            joinedload(item.presenter),
            joinedload(item.seat),
            selectinload(item.attachments),
        )


def of(thing: type) -> Any:
    """The class with its mapped attributes, which exist at run time only: the model knows no SQLAlchemy."""
    return thing
