"""A lifted item arrives: as an incoming one there, or as a package for whoever lifted it to forward."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from bot.acts.items.incoming import next_open_meeting, record_item
from bot.acts.items.lift_outcomes import arena_name
from bot.acts.sending.promises import LADDER, preparers, responsible, tell_all, tell_preparers
from bot.model.dispatch import Button, DispatchKind
from bot.model.item import AgendaItem, Attachment, FileState
from bot.model.lift import Lift
from bot.model.person import Person
from bot.model.seat import RoleKind
from bot.ports.arena_store import ArenaStore
from bot.ports.store import Store
from bot.texts import say, say_parts
from bot.texts.splitting import LONGEST_CAPTION, length


def deliver_lift(store: Store, place: ArenaStore, lift: Lift, *, now: datetime) -> None:
    """Let the lift arrive: whoever prepares there is told, through whichever arena they have joined; where
    nobody who does can be told, the lifter gets it all to forward."""
    there = store.within(lift.to_arena_id)
    if there:
        receive_lift(store, there, lift, now=now)
    if there is None or not preparers(there, now):
        _send_package(store, place, lift, now=now)


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
    record_item(store, copy, "lifted here", by=None, now=now, arena=lift.arena_id)
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
    name = arena_name(store, lift.arena_id)
    text = say("lifted_here", arena=there.arena, item=copy, name=name)
    more: dict[str, Any] = {
        "key": f"liftedhere:{lift.id}",
        "buttons": [[Button(text="Öppna ärendet", action="item", arena_id=there.arena.id, thing=copy.id)]],
        "about": f"item:{copy.id}",
    }
    tell_preparers(store, there, text, now=now, **more)


def _send_package(store: Store, place: ArenaStore, lift: Lift, *, now: datetime) -> None:
    """Forwarded as it stands: the words and the file in one message, or the words and then the files."""
    people, files = _addressees(place, lift, now), lift.item.current_attachments
    parts = say_parts("lift_package", **_package_facts(store, place, lift, now))
    words = parts[0] if len(files) == 1 and lift.takes(files[0]) and _fits_below(parts) else None
    for part, text in enumerate([] if words else parts):
        about = f"item:{lift.item.id}"
        tell_all(store, place, people, text, key=f"package:{lift.id}:{part}", about=about)
    for file in filter(lift.takes, files):
        _send_packed(store, place, lift, file, text=words, now=now)


def _fits_below(parts: Sequence[str]) -> bool:
    return len(parts) == 1 and length(parts[0]) <= LONGEST_CAPTION


def _package_facts(store: Store, place: ArenaStore, lift: Lift, now: datetime) -> dict[str, Any]:
    there = store.within(lift.to_arena_id)
    return {
        "arena": place.arena,
        "item": lift.item,
        "name": arena_name(store, lift.to_arena_id),
        "is_there": lift.copy is not None,
        "written_to": _written_to(there, now) if there else [],
    }


def _written_to(there: ArenaStore, now: datetime) -> list[tuple[RoleKind, Person]]:
    """Secretary and chair there, else whoever prepares: nobody of them can be reached in Telegram."""
    today = there.arena.today(now)
    held = [(kind, person) for kind in LADDER for person in there.holders(kind, today)]
    leading = [each for each in held if each[0] is not RoleKind.PREPARER]
    return leading or held


def _addressees(place: ArenaStore, lift: Lift, now: datetime) -> list[Person]:
    """The lifter; in a sparsam arena the secretary, as with everything else that is forwarded."""
    return responsible(place, now) if place.arena.is_sparse else [lift.lifted_by]


def _send_packed(
    store: Store,
    place: ArenaStore,
    lift: Lift,
    file: Attachment,
    *,
    text: str | None = None,
    now: datetime,
) -> None:
    more: dict[str, Any] = {
        "kind": DispatchKind.DOCUMENT,
        "file_sha256": file.sha256,
        "file_name": file.name,
        "about": f"item:{lift.item.id}",
    }
    tell_all(store, place, _addressees(place, lift, now), text, key=f"packed:{lift.id}:{file.id}", **more)


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
            _send_packed(store, place, lift, file, now=now)


def receive_awaited(store: Store, there: ArenaStore, *, now: datetime) -> int:
    """What was lifted here before the arena was loaded comes in now; how many there were."""
    awaited = there.awaited_lifts()
    for lift in awaited:
        receive_lift(store, there, lift, now=now)
    return len(awaited)
