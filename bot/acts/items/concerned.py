"""Whoever proposed or presents an item is told each step of its way (PRODUCT.md, An item's way)."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from bot.acts.sending.promises import tell_person
from bot.acts.sending.rights import is_to_come
from bot.model.item import AgendaItem
from bot.model.notice import COMING
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


def right_to_hear(
    place: ArenaStore, item: AgendaItem, person: Person, now: datetime, *, as_guest: bool = False
) -> str | None:
    """What a message about their item is promised for: somebody's who is somebody here, or is to be.

    None for anybody else. `as_guest`: to whoever is invited to the item, too.
    """
    today = place.arena.today(now)
    if place.standing(person, today).is_someone:
        return f"item:{item.id}"
    invited = [each for each in place.co_options_to([item]) if each.person is person]
    if invited:
        return invited[0].subject if as_guest else None
    return f"{COMING}:{item.id}" if is_to_come(place, person, today) else None


def tell_concerned(
    store: Store,
    place: ArenaStore,
    standing: Standing,
    item: AgendaItem,
    text_name: str,
    *,
    now: datetime,
    apart_from: Iterable[Person] = (),
    as_guest: bool = False,
    **facts: Any,
) -> list[Person]:
    """Tell the proposer and the presenter, but for whoever did it, what became of their item; who was told.

    Nobody is told twice: `apart_from` have heard of it already, and a presenter who is invited to the item
    hears most of it as all do who are; `as_guest` where they do not.
    """
    told = []
    for person in concerned_by(item, apart_from=(standing.person, *apart_from)):
        if subject := right_to_hear(place, item, person, now, as_guest=as_guest):
            told.append(person)
            is_proposer = item.is_by(person)
            text = say(text_name, arena=place.arena, item=item, is_proposer=is_proposer, **facts)
            key, about = f"{text_name}:{item.id}:{item.revision}", f"item:{item.id}"
            tell_person(store, place, person, text, key=key, subject=subject, about=about)
    return told
