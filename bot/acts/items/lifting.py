"""«Lyft»: an item goes on to arenas that this one prepares for (seed 000 «beredningsorgan till SVOM»)."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from bot.acts.agendas.preparing import accepted_of
from bot.acts.agendas.readiness import item_changed
from bot.acts.items.arriving import deliver_lift
from bot.acts.items.concerned import concerned_by, right_to_hear
from bot.acts.items.incoming import record_item
from bot.acts.items.lift_outcomes import arena_name, tell_outcome
from bot.acts.items.outcomes import OF_USE
from bot.acts.sending.guests import tell_co_opted_of_item
from bot.acts.sending.notices import note
from bot.acts.sending.promises import tell_person
from bot.model.item import AgendaItem, ItemState
from bot.model.lift import MOST_TARGETS, Lift
from bot.model.seat import Standing
from bot.permissions import may_prepare
from bot.ports.arena_store import ArenaStore
from bot.ports.store import Store
from bot.refusals import LiftAfterMeeting, LiftInCircle, NotYours
from bot.texts import say


def lift_targets(store: Store, place: ArenaStore, item: AgendaItem, *, now: datetime) -> list[str]:
    """The arenas that the item can be lifted to: those prepared for that have not had it already.

    Where one is no more, its successor stands in its place.
    """
    if item.state in (ItemState.DECLINED, ItemState.WITHDRAWN):
        return []
    living = dict.fromkeys(_living(store, arena_id, now) for arena_id in place.arena.prepares_for)
    if not living:
        return []
    gone = {lift.to_arena_id for lift in place.lifts_about(item)}
    gone |= {each.arena.id for each in _had_it(store, place, item)}
    return [arena_id for arena_id in living if arena_id not in gone][:MOST_TARGETS]


def _living(store: Store, arena_id: str, now: datetime) -> str:
    """The arena, or the last of those that took over one after the other."""
    seen: set[str] = set()
    while arena_id not in seen:
        seen.add(arena_id)
        there = store.within(arena_id)
        arena = there.arena if there else None
        if arena is None or arena.succeeded_by is None or not arena.has_ended(arena.today(now)):
            return arena_id
        arena_id = arena.succeeded_by
    return arena_id


def lift_item(
    store: Store,
    place: ArenaStore,
    standing: Standing,
    item: AgendaItem,
    to: Sequence[str],
    *,
    now: datetime,
) -> list[Lift]:
    """Lift the item as it is; it is then lifted, or treated and lifted where its meeting has been.

    Title, text and files cross. Raises NotYours, ItemClosed, LiftInCircle, LiftAfterMeeting.
    """
    if not may_prepare(standing):
        raise NotYours
    _refuse_a_circle(store, place, item, to)
    before, was_treated = item.state, item.state is ItemState.TREATED
    _leave(store, place, standing, item, now=now)
    if item.state is not before:
        tell_outcome(store, place, item, now=now)
    lifts = [_keep_lift(store, place, standing, item, arena_id, now) for arena_id in to]
    _tell_concerned(store, place, standing, item, lifts, now=now, was_treated=was_treated)
    for lift in lifts:
        deliver_lift(store, place, lift, now=now)
    return lifts


def _refuse_a_circle(store: Store, place: ArenaStore, item: AgendaItem, to: Sequence[str]) -> None:
    """No button offers one; the way that an item came may have been learnt since the button was made."""
    for had_it in _had_it(store, place, item):
        if had_it.arena.id in to:
            raise LiftInCircle(name=had_it.arena.short)


def _had_it(store: Store, place: ArenaStore, item: AgendaItem) -> Iterator[ArenaStore]:
    """This arena and those it came from: an item is the same matter as the one it was copied from."""
    here: ArenaStore | None = place
    while here:
        yield here
        came = next((lift for lift in here.lifts_about(item) if lift.copy is item), None)
        if came is None:
            return
        here, item = store.within(came.arena_id), came.item


def _leave(store: Store, place: ArenaStore, standing: Standing, item: AgendaItem, *, now: datetime) -> None:
    meeting, was_in_draft = item.meeting, item.state is ItemState.ACCEPTED
    is_on_agenda = bool(meeting and meeting.is_sent and was_in_draft)
    if meeting and is_on_agenda and not meeting.is_over(now):
        raise LiftAfterMeeting(item=item)
    item.lift(is_treated=is_on_agenda)
    item.changed_by = standing.person
    item_changed(store, item, by=standing.person, was_in_draft=was_in_draft)
    store.flush()
    if meeting and was_in_draft and not is_on_agenda:
        for position, each in enumerate(accepted_of(place, meeting), start=1):
            each.position = position
    if not is_on_agenda:
        tell_co_opted_of_item(store, place, item)


def _keep_lift(
    store: Store, place: ArenaStore, standing: Standing, item: AgendaItem, to: str, now: datetime
) -> Lift:
    lift = Lift(arena_id=place.arena.id, item=item, to_arena_id=to, lifted_at=now, lifted_by=standing.person)
    store.keep(lift)
    store.flush()
    record_item(store, item, "lifted", by=standing.person, now=now, arena=to)
    return lift


def _tell_concerned(
    store: Store,
    place: ArenaStore,
    standing: Standing,
    item: AgendaItem,
    lifts: Sequence[Lift],
    *,
    now: datetime,
    was_treated: bool,
) -> None:
    """Of all its arenas at once. What comes back goes to the proposer alone."""
    facts = {
        "item": item,
        "names": [arena_name(store, lift.to_arena_id) for lift in lifts],
        "was_treated": was_treated,
    }
    key = f"lifted:{lifts[0].id}" if lifts else ""
    for person in concerned_by(item, apart_from=[standing.person]) if lifts else ():
        subject = right_to_hear(place, item, person, now)
        if subject is None:
            continue
        text = say("lifted_away", arena=place.arena, is_proposer=item.is_by(person), **facts)
        if was_treated:
            # That it was treated is told in the morning, and the two belong together.
            until = now + OF_USE
            note(store, place, [person], text, key=key, since=now, useful_until=until, subject=subject)
        else:
            tell_person(store, place, person, text, key=key, subject=subject, about=f"item:{item.id}")
