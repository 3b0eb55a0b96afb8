"""Whoever proposed or presents an item is told each step of its way (PRODUCT.md, An item's way)."""

from collections.abc import Iterable
from typing import Any

from bot.acts.sending.promises import tell_person
from bot.model.item import AgendaItem
from bot.model.person import Person
from bot.model.seat import Standing
from bot.ports.arena_store import ArenaStore
from bot.ports.store import Store
from bot.texts import say


def concerned_by(item: AgendaItem, *, apart_from: Iterable[Person | None] = ()) -> list[Person]:
    """The proposer and the presenter, each once, but for those."""
    concerned = {person.id: person for person in (item.proposer, item.presenter) if person}
    others = {person.id for person in apart_from if person}
    return [person for person_id, person in concerned.items() if person_id not in others]


def tell_concerned(
    store: Store,
    place: ArenaStore,
    standing: Standing,
    item: AgendaItem,
    text_name: str,
    *,
    apart_from: Iterable[Person] = (),
    **facts: Any,
) -> list[Person]:
    """Tell the proposer and the presenter, but for whoever did it, what became of their item; who was told.

    Nobody is told twice: `apart_from` have heard of it already.
    """
    concerned = concerned_by(item, apart_from=(standing.person, *apart_from))
    for person in concerned:
        is_proposer = item.is_by(person)
        text = say(text_name, arena=place.arena, item=item, is_proposer=is_proposer, **facts)
        key = f"{text_name}:{item.id}:{item.revision}"
        tell_person(store, place, person, text, key=key, about=f"item:{item.id}")
    return concerned
