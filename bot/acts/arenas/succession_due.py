"""An arena passes on by itself when its day begins, as it would by the operator's hand."""

from datetime import datetime, timedelta

from bot.acts.arenas.succession import succeed
from bot.acts.desk import Desk
from bot.ports.store import Store


def arenas_passing(store: Store, *, now: datetime) -> list[str]:
    """The ids of the arenas whose day has begun, each in its own zone, and which have not passed on yet."""
    # Nowhere is it more than a day later than in UTC.
    begun = store.arenas_to_pass((now + timedelta(days=1)).date())
    return [arena.id for arena in begun if arena.has_ended(arena.today(now))]


def pass_by_itself(store: Store, arena_id: str, *, now: datetime) -> None:
    """Let the arena pass to the one that takes over; nothing if somebody else has just done it."""
    place = store.within(arena_id)
    if place is None:
        return
    place.reserve()
    if arena_id not in arenas_passing(store, now=now):
        return
    arena, heir = place.arena, store.within(place.arena.succeeded_by or "")
    if heir and arena.ends:
        old, new = (Desk(store=store, place=each, now=now, through="clock") for each in (place, heir))
        succeed(old, new, arena.ends)
