"""«Läst»: marked by whoever has read, counted for those who prepare."""

from dataclasses import dataclass
from datetime import datetime

from bot.acts.sending.audience import audience_of
from bot.model.meeting import Meeting
from bot.model.person import Person
from bot.model.publication import Way
from bot.model.reading import ReadMark, wanted_reading
from bot.ports.arena_store import ArenaStore
from bot.ports.store import Store


@dataclass(frozen=True, kw_only=True)
class ReadCount:
    """How many of those who got it have read it."""

    read: int
    of: int


def mark_read(
    store: Store, place: ArenaStore, person: Person, meeting: Meeting, version: int, *, now: datetime
) -> None:
    """The person has read that version, or a later one; pressed again it counts as read again."""
    mark = next((each for each in place.read_marks(meeting) if each.person.id == person.id), None)
    if mark:
        mark.version, mark.read_at = max(mark.version, version), now
        return
    store.keep(
        ReadMark(arena_id=place.arena.id, meeting=meeting, person=person, version=version, read_at=now)
    )
    store.record(
        "read",
        f"meeting:{meeting.id}",
        now=now,
        arena_id=place.arena.id,
        person=person,
        through="chat",
        version=version,
    )


def who_has_not_read(store: Store, place: ArenaStore, meeting: Meeting, now: datetime) -> list[Person]:
    """Those who get what is sent about the meeting, can be reached, and have something left to read."""
    _read, unread = _readers(store, place, meeting, now)
    return unread


def read_count(store: Store, place: ArenaStore, meeting: Meeting, now: datetime) -> ReadCount | None:
    """How many have read everything, None before anything was sent."""
    if not meeting.is_sent:
        return None
    read, unread = _readers(store, place, meeting, now)
    return ReadCount(read=len(read), of=len(read) + len(unread))


def unread_version(place: ArenaStore, person: Person, meeting: Meeting) -> int | None:
    """The version that is left to read for that person before the meeting, None if nothing is."""
    wanted = wanted_reading(place.all_publications(meeting))
    marks = {mark.person.id: mark for mark in place.read_marks(meeting)}
    return None if wanted is None or wanted.is_met_by(marks.get(person.id)) else wanted.version


def _readers(
    store: Store, place: ArenaStore, meeting: Meeting, now: datetime
) -> tuple[list[Person], list[Person]]:
    wanted = wanted_reading(place.all_publications(meeting))
    marks = {mark.person.id: mark for mark in place.read_marks(meeting)}
    everybody = audience_of(store, place, meeting, now)
    people = [each.person for each in everybody.recipients if each.way in (Way.GROUP, Way.PRIVATE)]
    if wanted is None:
        return [], []
    read = [person for person in people if wanted.is_met_by(marks.get(person.id))]
    return read, [person for person in people if person not in read]
