"""The arena that a command is about, by the id that was typed."""

from bot.ports.arena_store import ArenaStore
from bot.ports.store import Store
from handlers.line.exits import Stop


class UnknownArena(Stop):
    """No arena has the id."""


def place_of(store: Store, arena_id: str) -> ArenaStore:
    """The arena's memory. Raises UnknownArena, which names those that there are."""
    place = store.within(arena_id)
    if place is None:
        known = ", ".join(arena.id for arena in store.arenas())
        there = f"De som är inlästa: {known}." if known else "Läs in en med samverkansbot load."
        raise UnknownArena(f"Det finns ingen arena med id {arena_id}. {there}")
    return place
