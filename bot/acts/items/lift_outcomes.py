"""The way back of a lift: only what became of the item there, and the reason, is told where it came from."""

from datetime import datetime

from bot.acts.items.incoming import record_item
from bot.acts.sending.promises import tell_all
from bot.model.item import AgendaItem, ItemState
from bot.model.lift import Lift, ShownLift, name_of
from bot.model.succession import number_before
from bot.ports.arena_store import ArenaStore
from bot.ports.store import Store
from bot.texts import say

VERBS = {
    ItemState.ACCEPTED: "accepted there",
    ItemState.DECLINED: "declined there",
    ItemState.TREATED: "treated there",
    ItemState.LIFTED: "lifted on there",
    ItemState.WITHDRAWN: "withdrawn there",
}


def tell_outcome(store: Store, place: ArenaStore, item: AgendaItem, *, now: datetime) -> None:
    """Whoever proposed and whoever lifted an item learn what this arena made of it; once for each state."""
    for lift in place.lifts_about(item):
        if lift.copy is item and item.state in VERBS and (origin := store.within(lift.arena_id)):
            record_item(store, lift.item, VERBS[item.state], by=None, now=now, arena=place.arena.id)
            _tell(store, origin, lift, place.arena.short)


def _tell(store: Store, origin: ArenaStore, lift: Lift, name: str) -> None:
    if lift.copy is None:
        return
    shown = ShownLift(name=name, is_here=False, state=lift.copy.state, reason=lift.copy.reason)
    text = say("lift_outcome", arena=origin.arena, item=lift.item, lift=shown)
    people = {person.id: person for person in (lift.item.proposer, lift.lifted_by) if person}
    key = f"outcome:{lift.id}:{lift.copy.state}:{lift.copy.revision}"
    tell_all(store, origin, people.values(), text, key=key, about=f"item:{lift.item.id}")


def shown_lifts(store: Store, place: ArenaStore, item: AgendaItem) -> list[ShownLift]:
    """What the item's card here says of its lifts."""
    return [
        *_taken_over(store, place, item),
        *(_shown(store, place, lift) for lift in place.lifts_about(item)),
    ]


def _taken_over(store: Store, place: ArenaStore, item: AgendaItem) -> list[ShownLift]:
    before = number_before(place.arena, item)
    return [
        ShownLift(name=arena_name(store, arena_id), is_here=True, number_there=number)
        for arena_id, number in ([before] if before else [])
    ]


def _shown(store: Store, place: ArenaStore, lift: Lift) -> ShownLift:
    if lift.to_arena_id == place.arena.id:
        return ShownLift(name=arena_name(store, lift.arena_id), is_here=True)
    copy = lift.copy
    return ShownLift(
        name=arena_name(store, lift.to_arena_id),
        is_here=False,
        state=copy.state if copy else None,
        # A reason is asked for when an item is declined; another state's would be left over.
        reason=copy.reason if copy and copy.state is ItemState.DECLINED else None,
    )


def arena_name(store: Store, arena_id: str) -> str:
    """The arena's short name, or what can be made of its id while it is not loaded."""
    place = store.within(arena_id)
    return place.arena.short if place else name_of(arena_id)
