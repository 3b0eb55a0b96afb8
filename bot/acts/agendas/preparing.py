"""What preparers do with incoming items (seed 000 «beredande möte»): take up, decline, order, time."""

import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.acts.agendas.readiness import item_changed
from bot.acts.agendas.versions import ask_for_supplement
from bot.acts.items.concerned import tell_concerned
from bot.acts.items.incoming import checked_words, next_meeting_for_items, record_item
from bot.acts.items.lift_outcomes import tell_outcome
from bot.acts.sending.guests import tell_co_opted_of_item
from bot.model.item import AgendaItem, ItemState
from bot.model.meeting import Meeting
from bot.model.proposal import read_duration
from bot.model.seat import Standing
from bot.permissions import may_prepare
from bot.ports.arena_store import ArenaStore
from bot.ports.store import Store
from bot.refusals import BadDuration, ItemClosed, NoMeeting, NotYours


@dataclass(frozen=True, kw_only=True)
class Spot:
    """Where an item stands in its draft: second of five."""

    number: int
    count: int


def accept_item(
    store: Store, place: ArenaStore, standing: Standing, item: AgendaItem, *, now: datetime
) -> None:
    """«Ta upp»: last in the draft, or at once to everybody if the agenda is out; the proposer is told.

    Raises NotYours, NoMeeting, ItemClosed, MeetingHeld.
    """
    _must_prepare(standing)
    item.meeting = item.meeting or next_meeting_for_items(place, now)
    if item.meeting is None:
        raise NoMeeting
    # A withdrawn item leaves a gap, so that the number of items is not the last position.
    item.accept(max((each.position or 0 for each in accepted_of(place, item.meeting)), default=0) + 1)
    _changed(store, standing, item, "accepted", now=now)
    ask_for_supplement(store, place, item, now=now)
    tell_outcome(store, place, item, now=now)
    tell_concerned(store, place, standing, item, "item_decided", now=now, as_guest=True)


def decline_item(
    store: Store, place: ArenaStore, standing: Standing, item: AgendaItem, reason: str, *, now: datetime
) -> None:
    """«Avböj», with a reason that the proposer reads.

    Raises NotYours, ItemClosed, NoWords, TextTooLong, HoldsPersonnummer.
    """
    _must_prepare(standing)
    was_in_draft = item.state is ItemState.ACCEPTED
    item.decline(checked_words(reason))
    _changed(store, standing, item, "declined", was_in_draft=was_in_draft, now=now)
    tell_outcome(store, place, item, now=now)
    if item.meeting:
        _renumber(place, item.meeting)
    store.flush()
    tell_co_opted_of_item(store, place, item)
    tell_concerned(store, place, standing, item, "item_decided", now=now)


def move_item(
    store: Store, place: ArenaStore, standing: Standing, item: AgendaItem, step: int, *, now: datetime
) -> bool:
    """«Upp» (step -1) or «Ner» (step 1) in the draft; at its end nothing changes, and it is False.

    Raises NotYours, and ItemClosed for what is not in the draft.
    """
    _must_prepare(standing)
    order = accepted_of(place, item.meeting) if item.meeting else []
    if item not in order:
        raise ItemClosed(item=item)
    old = order.index(item)
    new = min(max(old + step, 0), len(order) - 1)
    if new != old:
        order.insert(new, order.pop(old))
        for position, each in enumerate(order, start=1):
            each.position = position
        _changed(store, standing, item, "moved", now=now)
    return new != old


def set_minutes(store: Store, standing: Standing, item: AgendaItem, text: str, *, now: datetime) -> None:
    """«Minuter»: «15», «15 min», «1,5 h», «1:30». Raises NotYours, ItemClosed, BadDuration."""
    _must_prepare(standing)
    if not item.is_open:
        raise ItemClosed(item=item)
    minutes = read_duration(text)
    if minutes is None:
        raise BadDuration
    item.minutes = minutes
    _changed(store, standing, item, "timed", now=now)


def accepted_of(place: ArenaStore, meeting: Meeting) -> list[AgendaItem]:
    """The draft in its order."""
    return [item for item in place.items_of(meeting) if item.state is ItemState.ACCEPTED]


def spot_of(place: ArenaStore, item: AgendaItem) -> Spot | None:
    """Where the item stands in its draft; None for what has no place there."""
    order = accepted_of(place, item.meeting) if item.meeting and item.state is ItemState.ACCEPTED else []
    return Spot(number=order.index(item) + 1, count=len(order)) if item in order else None


def draft_mark(items: Sequence[AgendaItem], version: int = 1) -> int:
    """A number that changes with anything in the draft, so that nobody sends what they have not seen."""
    seen = [(item.id, item.revision, item.position, len(item.attachments)) for item in items if item.is_open]
    return zlib.crc32(repr((version, seen)).encode())


def _must_prepare(standing: Standing) -> None:
    if not may_prepare(standing):
        raise NotYours


def _renumber(place: ArenaStore, meeting: Meeting) -> None:
    for position, item in enumerate(accepted_of(place, meeting), start=1):
        item.position = position


def _changed(
    store: Store,
    standing: Standing,
    item: AgendaItem,
    verb: str,
    *,
    was_in_draft: bool = False,
    now: datetime,
) -> None:
    item.changed_by = standing.person
    item_changed(store, item, by=standing.person, was_in_draft=was_in_draft)
    store.flush()
    record_item(store, item, verb, by=standing.person, now=now)
