"""«Skjut upp»: an item comes up at the next meeting instead, as incoming, or waits on the arena's list."""

import zlib
from collections.abc import Iterable
from datetime import datetime

from bot.acts.agendas.readiness import item_changed
from bot.acts.items.concerned import tell_concerned
from bot.acts.items.incoming import record_item
from bot.acts.sending.guests import tell_co_opted_of_item
from bot.model.history import Deed
from bot.model.item import AgendaItem, ItemState
from bot.model.meeting import Meeting, MeetingKind
from bot.model.person import Person
from bot.model.seat import Standing
from bot.model.standing_item import standing_at
from bot.permissions import may_prepare
from bot.ports.arena_store import ArenaStore
from bot.ports.store import Store
from bot.refusals import ChangedMeanwhile, ItemClosed, NotYours

HELD_OVER = "held over"
POSTPONED = "postponed"


def next_meeting_for(item: AgendaItem, coming: Iterable[Meeting]) -> Meeting | None:
    """The first of the coming meetings after the item's own that still takes items."""
    after = item.meeting.starts if item.meeting else None
    return next(
        (each for each in coming if _takes_items(each) and (after is None or each.starts > after)), None
    )


def _takes_items(meeting: Meeting) -> bool:
    return meeting.kind is not MeetingKind.PREPARATORY and not meeting.is_sent


def can_be_postponed(item: AgendaItem) -> bool:
    """Whether there is a meeting from which it can be taken: what is on an agenda stays once that is out."""
    return item.is_open and item.meeting is not None and (item.is_incoming or not item.meeting.is_sent)


def postpone_mark(item: AgendaItem, heir: Meeting | None) -> int:
    """What the button promised: that item as it was, to that date."""
    to = (heir.id, heir.generation) if heir else None
    return zlib.crc32(repr((item.revision, to)).encode())


def postpone_item(
    store: Store, place: ArenaStore, standing: Standing, item: AgendaItem, mark: int, *, now: datetime
) -> None:
    """Before the agenda is sent, and until it is decided; proposer and presenter are told to when.

    Raises NotYours, ItemClosed, and ChangedMeanwhile if the item or the date is not as the button said.
    """
    if not may_prepare(standing):
        raise NotYours
    heir = next_meeting_for(item, place.coming_meetings(now))
    if mark != postpone_mark(item, heir):
        raise ChangedMeanwhile(by=item.changed_by, item=item)
    if not can_be_postponed(item):
        raise ItemClosed(item=item)
    item_changed(store, item, by=standing.person)
    put_off(store, place, item, heir, by=standing.person, now=now)
    if item.is_open:
        tell_concerned(store, place, standing, item, "item_postponed", now=now)


def put_off(
    store: Store,
    place: ArenaStore,
    item: AgendaItem,
    heir: Meeting | None,
    *,
    by: Person | None,
    now: datetime,
    held_at: Meeting | None = None,
) -> None:
    """Let the item be incoming at that meeting; a standing one that stands there anyway ends here.

    `held_at` is the meeting at which it came up and was held over.
    """
    origin = item.meeting
    if item.standing_key and (heir is None or _stands_there(place, item, heir)):
        item.withdraw()
    else:
        item.postpone(heir)
        item.is_late = bool(heir and now > heir.items_close_at)
    item.changed_by = by
    store.flush()
    if origin and not origin.is_sent:
        _close_the_gap(place, origin)
    verb, facts = (HELD_OVER, {"meeting": held_at.id}) if held_at else (POSTPONED, {})
    record_item(store, item, verb, by=by, now=now, through="chat" if by else "clock", **facts)
    tell_co_opted_of_item(store, place, item)


def put_off_before(place: ArenaStore, items: Iterable[AgendaItem]) -> dict[int, Deed]:
    """By which deed each of these that is open still was postponed or held over last, by the item's id."""
    things = {f"item:{item.id}": item.id for item in items if item.is_open}
    found = place.last_deeds(things, (HELD_OVER, POSTPONED)) if things else {}
    return {things[thing]: deed for thing, deed in found.items()}


def _stands_there(place: ArenaStore, item: AgendaItem, heir: Meeting) -> bool:
    standing = {each.key for each in standing_at(heir, place.meetings())}
    return item.standing_key in standing | {each.standing_key for each in place.items_of(heir)}


def _close_the_gap(place: ArenaStore, origin: Meeting) -> None:
    accepted = [item for item in place.items_of(origin) if item.state is ItemState.ACCEPTED]
    for position, each in enumerate(accepted, start=1):
        each.position = position
