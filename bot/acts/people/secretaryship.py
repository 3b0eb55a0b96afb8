"""Whether an arena has a secretary, and who is asked where it has none."""

from datetime import date, datetime

from bot.acts.sending.promises import LADDER, responsible
from bot.model.seat import RoleKind
from bot.ports.arena_store import ArenaStore
from bot.ports.store import Store


def has_secretary(store: Store, arena_id: str, *, now: datetime) -> bool:
    """Whether somebody is secretary there today, reachable or not."""
    place = store.within(arena_id)
    return place is not None and _is_held(place, now)


def asked_instead(store: Store, arena_id: str, *, now: datetime) -> list[str] | None:
    """The names of those who are asked instead of a secretary, none if nobody can be reached.

    None where there is a secretary, or no arena any more.
    """
    place = store.within(arena_id)
    if place is None or place.arena.has_ended(place.arena.today(now)) or _is_held(place, now):
        return None
    return [person.name for person in responsible(place, now)]


def first_asked(place: ArenaStore, day: date) -> RoleKind | None:
    """The role that is asked first there on that day: secretary, else chair, else preparers."""
    return next((kind for kind in LADDER if place.holders(kind, day)), None)


def _is_held(place: ArenaStore, now: datetime) -> bool:
    return bool(place.holders(RoleKind.SECRETARY, place.arena.today(now)))
