"""Standing items: on each agenda once, and kept at the year's first or last meeting as dates change."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from bot.acts.agendas.readiness import item_changed
from bot.acts.items.incoming import record_item
from bot.model.item import AgendaItem, ItemState
from bot.model.meeting import Meeting
from bot.model.standing_item import StandingItem, When, standing_at, standing_of, stands_at
from bot.ports.arena_store import ArenaStore
from bot.ports.store import Store


def ensure_standing(
    store: Store, place: ArenaStore, meeting: Meeting, *, now: datetime, through: str
) -> None:
    """Put what stands on this meeting's agenda there, before what members propose; once, whoever asks first.

    A standing item that was withdrawn stays so. A sent agenda is left as it is. That the agenda was called
    ready is not undone: everybody knows that they stand there.
    """
    if meeting.is_sent or not standing_of(place.arena):
        return
    wanted = standing_at(meeting, place.meetings())
    items = place.items_of(meeting)
    known = {item.standing_key for item in items}
    new = [
        _new_item(store, place, meeting, each, now=now, through=through)
        for each in wanted
        if each.key not in known
    ]
    if new:
        _place_first(items, new)
        store.flush()


def _new_item(
    store: Store, place: ArenaStore, meeting: Meeting, standing: StandingItem, *, now: datetime, through: str
) -> AgendaItem:
    item = AgendaItem(
        arena_id=place.arena.id,
        number=place.next_item_number(),
        title=standing.title,
        kind=standing.kind,
        minutes=standing.minutes,
        standing_key=standing.key,
        meeting=meeting,
        proposed_at=now,
        state=ItemState.ACCEPTED,
    )
    store.keep(item)
    store.flush()
    record_item(store, item, "standing", by=None, now=now, through=through)
    return item


def _place_first(items: Iterable[AgendaItem], new: Sequence[AgendaItem]) -> None:
    """After the standing items that are there, before all others."""
    accepted = [item for item in items if item.state is ItemState.ACCEPTED]
    after = max((at for at, item in enumerate(accepted, start=1) if item.standing_key), default=0)
    for position, item in enumerate([*accepted[:after], *new, *accepted[after:]], start=1):
        item.position = position


def follow_the_year(store: Store, place: ArenaStore, *, now: datetime, through: str) -> None:
    """A date was added, moved or cancelled: what stands at the year's first or last meeting follows it.

    Only between meetings whose agendas are not sent; an item that has nowhere to stand is withdrawn.
    """
    kinds = {each.key: each for each in standing_of(place.arena)}
    if not kinds:
        return
    items = [item for item in place.standing_items(now) if item.meeting and not item.meeting.is_sent]
    meetings = place.meetings() if items else []
    for item in items:
        standing = kinds.get(item.standing_key or "")
        if standing and item.meeting and not stands_at(standing.when, item.meeting, meetings):
            _follow(store, place, item, standing, meetings, now=now, through=through)


def _follow(
    store: Store,
    place: ArenaStore,
    item: AgendaItem,
    standing: StandingItem,
    meetings: Sequence[Meeting],
    *,
    now: datetime,
    through: str,
) -> None:
    heir = next((each for each in meetings if _takes(standing, item, each, meetings, now)), None)
    item_changed(store, item, by=None)
    if heir is None or any(other.standing_key == standing.key for other in place.items_of(heir)):
        item.withdraw()
        record_item(store, item, "withdrawn", by=None, now=now, through=through)
    else:
        item.meeting = heir
        item.position = max((each.position or 0 for each in place.items_of(heir)), default=0) + 1
        item_changed(store, item, by=None)
        record_item(store, item, "passed on", by=None, now=now, through=through)
    store.flush()


def _takes(
    standing: StandingItem, item: AgendaItem, heir: Meeting, meetings: Sequence[Meeting], now: datetime
) -> bool:
    # What stands on every agenda is already on the next one.
    is_open = standing.when is not When.EVERY and not heir.is_sent and not heir.is_over(now)
    is_same_year = bool(item.meeting and item.meeting.starts.year == heir.starts.year)
    return is_open and is_same_year and stands_at(standing.when, heir, meetings)
