"""«Lyft»: an item goes on to arenas that this one prepares for (seed 000 «beredningsorgan till SVOM»)."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from bot.acts.items import next_open_meeting, record_item
from bot.acts.outcomes import arena_name
from bot.acts.preparing import accepted_of
from bot.acts.promises import preparers, tell_all, tell_chat, tell_person
from bot.acts.readiness import item_changed
from bot.model.dispatch import Button, DispatchKind
from bot.model.item import AgendaItem, Attachment, FileState, ItemState
from bot.model.lift import MOST_TARGETS, Lift
from bot.model.seat import Standing
from bot.permissions import may_prepare
from bot.ports import ArenaStore, Store
from bot.refusals import LiftAfterMeeting, LiftInCircle, NotYours
from bot.texts import say, say_parts


def lift_targets(store: Store, place: ArenaStore, item: AgendaItem, *, now: datetime) -> list[str]:
    """The arenas that the item can be lifted to: those prepared for that have not got it already.

    Where one is no more, its successor stands in its place.
    """
    if item.state in (ItemState.DECLINED, ItemState.WITHDRAWN):
        return []
    # What is open was lifted nowhere, or it would not be.
    lifts = [] if item.is_open else place.lifts_about(item)
    gone = {lift.to_arena_id for lift in lifts}
    living = dict.fromkeys(_living(store, arena_id, now) for arena_id in place.arena.prepares_for)
    return [arena_id for arena_id in living if arena_id not in gone | {place.arena.id}][:MOST_TARGETS]


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
    _leave(store, place, standing, item, now=now)
    lifts = [_keep_lift(store, place, standing, item, arena_id, now) for arena_id in to]
    _tell_proposer(store, place, standing, item, lifts)
    for lift in lifts:
        deliver_lift(store, place, lift, now=now)
    return lifts


def _refuse_a_circle(store: Store, place: ArenaStore, item: AgendaItem, to: Sequence[str]) -> None:
    """An item is the same matter as the one it was copied from, however many arenas ago."""
    here: ArenaStore | None = place
    while here:
        if here.arena.id in to:
            raise LiftInCircle(name=here.arena.short)
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


def _keep_lift(
    store: Store, place: ArenaStore, standing: Standing, item: AgendaItem, to: str, now: datetime
) -> Lift:
    lift = Lift(arena_id=place.arena.id, item=item, to_arena_id=to, lifted_at=now, lifted_by=standing.person)
    store.keep(lift)
    store.flush()
    record_item(store, item, "lifted", by=standing.person, now=now)
    return lift


def _tell_proposer(
    store: Store, place: ArenaStore, standing: Standing, item: AgendaItem, lifts: Sequence[Lift]
) -> None:
    if item.proposer is None or item.is_by(standing.person):
        return
    names = [arena_name(store, lift.to_arena_id) for lift in lifts]
    text = say("lifted_away", arena=place.arena, item=item, names=names)
    for lift in lifts[:1]:
        tell_person(store, place, item.proposer, text, key=f"lifted:{lift.id}", about=f"item:{item.id}")


def deliver_lift(store: Store, place: ArenaStore, lift: Lift, *, now: datetime) -> None:
    """Let the lift arrive; where nobody could be told of it, the lifter gets it all to forward."""
    there = store.within(lift.to_arena_id)
    if there:
        receive_lift(store, there, lift, now=now)
    if there is None or not preparers(there, now):
        _send_package(store, place, lift)


def receive_lift(store: Store, there: ArenaStore, lift: Lift, *, now: datetime) -> AgendaItem:
    """The item becomes an incoming one of this arena, of which no person of the other is known."""
    meeting = next_open_meeting(there, now)
    copy = AgendaItem(
        arena_id=there.arena.id,
        number=there.next_item_number(),
        title=lift.item.title,
        description=lift.item.description,
        proposed_at=now,
        meeting=meeting,
        is_late=bool(meeting and now > meeting.items_close_at),
    )
    store.keep(copy)
    lift.copy = copy
    for file in filter(lift.takes, lift.item.current_attachments):
        _give_file(copy, file)
    store.flush()
    record_item(store, copy, "lifted here", by=None, now=now)
    _tell_there(store, there, lift, copy, now=now)
    return copy


def _give_file(copy: AgendaItem, file: Attachment) -> None:
    copy.attach(
        Attachment(
            arena_id=copy.arena_id,
            name=file.name,
            size=file.size,
            source_file_id=file.source_file_id,
            state=FileState.STORED,
            sha256=file.sha256,
            added_at=file.added_at,
            added_by=file.added_by,
        )
    )


def _tell_there(store: Store, there: ArenaStore, lift: Lift, copy: AgendaItem, *, now: datetime) -> None:
    """In the preparers' own chat where there is one, else to each privately; silent at night."""
    name = arena_name(store, lift.arena_id)
    text = say("lifted_here", arena=there.arena, item=copy, name=name)
    button = Button(text="Öppna punkten", action="item", arena_id=there.arena.id, thing=copy.id)
    more: dict[str, Any] = {
        "key": f"liftedhere:{lift.id}",
        "buttons": [[button]],
        "about": f"item:{copy.id}",
        "silent": not 7 <= there.arena.local(now).hour < 20,
    }
    if chat := there.preparers_chat():
        tell_chat(store, there, chat, text, **more)
    else:
        tell_all(store, there, preparers(there, now), text, **more)


def _send_package(store: Store, place: ArenaStore, lift: Lift) -> None:
    """One text with everything, then the files."""
    name = arena_name(store, lift.to_arena_id)
    facts = {"arena": place.arena, "item": lift.item, "name": name, "is_there": lift.copy is not None}
    for part, text in enumerate(say_parts("lift_package", **facts)):
        tell_person(store, place, lift.lifted_by, text, key=f"package:{lift.id}:{part}")
    for file in filter(lift.takes, lift.item.current_attachments):
        _send_packed(store, place, lift, file)


def _send_packed(store: Store, place: ArenaStore, lift: Lift, file: Attachment) -> None:
    more: dict[str, Any] = {
        "kind": DispatchKind.DOCUMENT,
        "file_sha256": file.sha256,
        "file_name": file.name,
    }
    tell_person(store, place, lift.lifted_by, None, key=f"packed:{lift.id}:{file.id}", **more)


def pass_on_file(
    store: Store, place: ArenaStore, item: AgendaItem, file: Attachment, *, now: datetime
) -> None:
    """A file that was still on its way when its item was lifted follows, now that it is stored."""
    for lift in place.lifts_about(item):
        if lift.item is not item or not lift.takes(file):
            continue
        if lift.copy:
            _give_file(lift.copy, file)
        there = store.within(lift.to_arena_id)
        if there is None or not preparers(there, now):
            _send_packed(store, place, lift, file)


def receive_awaited(store: Store, there: ArenaStore, *, now: datetime) -> int:
    """What was lifted here before the arena was loaded comes in now; how many there were."""
    awaited = there.awaited_lifts()
    for lift in awaited:
        receive_lift(store, there, lift, now=now)
    return len(awaited)
