"""The secret address by which somebody's calendar program reads their meetings: made, changed, read."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from bot.acts.meetings.item_calendar import item_entry
from bot.model.feed import (
    PAST,
    Attended,
    CalendarFeed,
    Feed,
    FeedAddresses,
    FeedEvent,
    feed_event,
    item_event,
)
from bot.model.joining import hashed
from bot.model.meeting import Meeting
from bot.model.person import Person
from bot.permissions import may_prepare
from bot.ports.store import Store
from bot.refusals import HasLeft
from bot.texts import plain, say


def must_have_place(store: Store, person: Person, now: datetime) -> None:
    """Raises HasLeft for somebody who has nothing to come to any more."""
    if not store.has_place(person, now.date()):
        raise HasLeft


def feed_to_tell(store: Store, person: Person, addresses: FeedAddresses, *, now: datetime) -> Feed:
    """The person's address; a first one, or one instead of what can be told no more. Raises HasLeft."""
    must_have_place(store, person, now)
    feed = store.open_feed(person)
    return feed if feed and feed.is_made_by(addresses) else _new(store, person, addresses, now)


def another_feed(store: Store, person: Person, addresses: FeedAddresses, *, now: datetime) -> Feed:
    """«Ny adress»: the one before works no more. Raises HasLeft."""
    must_have_place(store, person, now)
    return _new(store, person, addresses, now)


def _new(store: Store, person: Person, addresses: FeedAddresses, now: datetime) -> Feed:
    revoke_feeds(store, person, by=person, now=now)
    feed = Feed(person=person, number=store.feeds_made(person) + 1, made_at=now)
    feed.secret_hash = hashed(addresses.secret(feed))
    store.keep(feed)
    store.flush()
    _record(store, "feed made", person, person, now)
    return feed


def revoke_feeds(store: Store, person: Person, *, by: Person, now: datetime) -> bool:
    """«Stäng av», or the account was somebody else's: what there is works no more. False if there is none."""
    feed = store.open_feed(person)
    if feed:
        feed.revoked_at = now
        store.flush()
        _record(store, "feed revoked", person, by, now)
    return feed is not None


def _record(store: Store, verb: str, person: Person, by: Person, now: datetime) -> None:
    store.record(verb, f"person:{person.id}", now=now, arena_id=None, person=by, through="chat")


def feed_behind(store: Store, secret: str, *, now: datetime) -> CalendarFeed | None:
    """What the calendar program reads; None for an address that nobody has, whatever the reason."""
    feed = store.feed_by_hash(hashed(secret))
    if feed is None or not store.has_place(feed.person, now.date()):
        return None
    attended = filter(_is_theirs, store.attended_since(feed.person, now - PAST))
    meetings = _each_once([each.meeting for each in attended])
    events = [feed_event(each, _title(each)) for each in meetings]
    items = _own_items(store, feed.person, meetings, now)
    return CalendarFeed(name=plain(say("feed_name")), events=(*events, *items))


def _own_items(
    store: Store, person: Person, meetings: Sequence[Meeting], now: datetime
) -> Iterator[FeedEvent]:
    """The time of each item to which somebody is co-opted who is not at the whole meeting."""
    for co_option in store.co_opted_items_of(person):
        place = store.within(co_option.arena_id)
        if place and co_option.at and co_option.at not in meetings:
            entry = item_entry(place, co_option, bot_name="", now=now, in_chat=False)
            if entry and not entry.is_cancelled:
                yield item_event(entry, co_option.at)


def _is_theirs(attended: Attended) -> bool:
    """By the right of the meeting's day; preparatory ones are for those who prepare."""
    meeting, standing = attended.meeting, attended.standing
    if meeting.is_preparatory:
        return may_prepare(standing)
    return standing.is_someone or meeting.id in standing.co_opted_to


def _each_once(meetings: Sequence[Meeting]) -> list[Meeting]:
    """Of meetings that two arenas hold together the one that was planned first (PRODUCT.md: one copy)."""
    first: dict[tuple[Any, ...], Meeting] = {}
    for meeting in sorted(meetings, key=lambda each: each.id):
        together = (meeting.joint_key, meeting.starts_at, meeting.state)
        first.setdefault(together if meeting.joint_key else (meeting.id,), meeting)
    return sorted(first.values(), key=lambda each: (each.starts_at, each.id))


def _title(meeting: Meeting) -> str:
    return plain(say("feed_title", arena=meeting.arena, meeting=meeting))
