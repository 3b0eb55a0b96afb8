"""One arena open for change: by whom, through what and when, so that each change writes its own history."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from bot.model.person import Person
from bot.ports.arena_store import ArenaStore
from bot.ports.store import Store


@dataclass(frozen=True, kw_only=True)
class Desk:
    """What every registering act needs; `by` is None for the operator at the command line."""

    store: Store
    place: ArenaStore
    now: datetime
    through: str
    by: Person | None = None

    @property
    def today(self) -> date:
        """The calendar day in the arena."""
        return self.place.arena.today(self.now)

    @property
    def is_night(self) -> bool:
        """Whether nobody in the arena should be woken."""
        return self.place.arena.is_night(self.now)

    def record(self, verb: str, thing: str, **facts: Any) -> None:
        """One line of history: never a name or an address, which must be possible to erase."""
        self.store.record(
            verb,
            thing,
            now=self.now,
            arena_id=self.place.arena.id,
            person=self.by,
            through=self.through,
            **facts,
        )
