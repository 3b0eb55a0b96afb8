"""Whoever has no place in any arena any more is let go: a week later only their name is left."""

from datetime import datetime

from bot.model.person import GRACE
from bot.ports.store import Store


def let_go(store: Store, person_id: int, *, now: datetime) -> None:
    """Note that they have left, or have come back; after the week of grace unlink account and address."""
    person = store.take_person(person_id)
    if person is None:
        return
    if store.has_place(person, now.date()):
        person.left_at = None
    elif person.left_at is None:
        person.left_at = now
    elif person.left_at + GRACE <= now:
        store.unlink(person)
        thing = f"person:{person.id}"
        store.record("person unlinked", thing, now=now, arena_id=None, person=None, through="clock")
