"""«Slå ihop»: two items become one, decided by those who prepare."""

from datetime import datetime
from typing import Any

from bot.acts.agendas.readiness import item_changed
from bot.acts.desk import Desk
from bot.acts.items.concerned import tell_concerned
from bot.acts.items.incoming import record_item
from bot.acts.sending.guests import pass_to_item
from bot.model.item import AgendaItem, ItemState
from bot.model.seat import Standing
from bot.permissions import may_prepare
from bot.ports.arena_store import ArenaStore
from bot.ports.store import Store
from bot.refusals import ItemClosed, NothingToMergeWith, NotYours
from bot.texts import plain, say


def items_to_merge_with(place: ArenaStore, item: AgendaItem) -> list[AgendaItem]:
    """The other open items of the same meeting, or of the arena's list. Raises NothingToMergeWith."""
    beside = place.items_of(item.meeting) if item.meeting else place.waiting_items()
    others = [each for each in beside if each.is_open and each is not item]
    if not others:
        raise NothingToMergeWith(item=item)
    return others


def merge(
    store: Store, place: ArenaStore, standing: Standing, item: AgendaItem, into: AgendaItem, *, now: datetime
) -> None:
    """The item's words and files go over to the other one; proposers and presenters of both are told, once.

    Raises NotYours, ItemClosed, NothingToMergeWith.
    """
    if not may_prepare(standing):
        raise NotYours
    for each in (item, into):
        if not each.is_open or (each.meeting and each.meeting.is_sent):
            raise ItemClosed(item=each)
    if into not in items_to_merge_with(place, item):
        raise NothingToMergeWith(item=item)
    was_in_draft = item.state is ItemState.ACCEPTED
    into.absorb(item)
    item.withdraw(reason=plain(say("merged_into", item=into)))
    for each in (item, into):
        each.changed_by = standing.person
        item_changed(store, each, by=standing.person, was_in_draft=was_in_draft and each is item)
    store.flush()
    record_item(store, item, "merged", by=standing.person, now=now, other=into.id)
    record_item(store, into, "merged into this", by=standing.person, now=now, other=item.id)
    more: dict[str, Any] = {"now": now, "by": standing.person}
    told = tell_concerned(store, place, standing, item, "item_merged", into=into, **more)
    more |= {"apart_from": told, "as_guest": True}
    tell_concerned(store, place, standing, into, "item_grown", absorbed=item, **more)
    pass_to_item(Desk(store=store, place=place, now=now, through="chat", by=standing.person), item, into)
