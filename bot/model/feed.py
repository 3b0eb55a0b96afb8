"""A secret address under which somebody's calendar program reads all their meetings, and what it reads."""

import hashlib
import hmac
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from bot.model.calendarentry import CalendarEntry, calendar_uid
from bot.model.joining import hashed
from bot.model.meeting import Meeting
from bot.model.person import Person
from bot.model.seat import Standing
from bot.model.secretwords import secret_key, secret_word

# What is over stays for so long.
PAST = timedelta(days=90)
SECRET_BYTES = 16


@dataclass(frozen=True, kw_only=True)
class FeedAddresses:
    """Where the feeds are, and what their secrets are made with.

    `key` is of what no database holds, so that somebody with a copy of it cannot make an address.
    """

    public_url: str
    key: bytes

    @classmethod
    def at(cls, public_url: str, *, token: str, button_key: bytes) -> "FeedAddresses":
        """The key is made of the bot's token, which no database holds, and of one that no setting holds."""
        return cls(public_url=public_url, key=secret_key("feeds", token=token, button_key=button_key))

    def secret(self, feed: "Feed") -> str:
        """128 bits, 22 characters of the alphabet for web addresses."""
        return secret_word(self.key, f"feed:{feed.person.id}:{feed.number}", size=SECRET_BYTES)

    def address(self, feed: "Feed") -> str:
        """The whole of it."""
        return f"{self.public_url}/kalender/{self.secret(feed)}.ics"


@dataclass(eq=False, kw_only=True)
class Feed:
    """One address of one person, who has one that works at a time; `number` tells it from their others.

    Of its secret only the hash is kept, by which it is found.
    """

    id: int = field(init=False, default=0)
    person: Person
    number: int
    secret_hash: str = ""
    made_at: datetime
    revoked_at: datetime | None = None

    def is_made_by(self, addresses: FeedAddresses) -> bool:
        """Whether the same address can still be told: not once the bot has another token."""
        return hmac.compare_digest(self.secret_hash, hashed(addresses.secret(self)))


class EventState(StrEnum):
    """Whether it will be held (RFC 5545, section 3.8.1.11)."""

    CONFIRMED = "CONFIRMED"
    TENTATIVE = "TENTATIVE"
    CANCELLED = "CANCELLED"


@dataclass(frozen=True, kw_only=True)
class FeedEvent:
    """One meeting in a feed: title, time and place, and nothing else. Times are aware, in the arena's zone.

    `uid` and `sequence` are those of the meeting's own calendar file, so that both are one event.
    """

    uid: str
    sequence: int
    title: str
    starts: datetime
    ends: datetime
    place: str | None
    state: EventState


@dataclass(frozen=True, kw_only=True)
class CalendarFeed:
    """All of it, in the order of time."""

    name: str
    events: tuple[FeedEvent, ...]

    @property
    def mark(self) -> str:
        """The same for as long as nothing in it changes."""
        return hashlib.sha256(repr(self).encode()).hexdigest()[:32]


def feed_event(meeting: Meeting, title: str) -> FeedEvent:
    """The meeting as it is now."""
    state = EventState.TENTATIVE if meeting.is_tentative else EventState.CANCELLED
    return FeedEvent(
        uid=calendar_uid(meeting),
        sequence=meeting.revision,
        title=title,
        starts=meeting.starts_local,
        ends=meeting.ends_local,
        place=meeting.place,
        state=EventState.CONFIRMED if meeting.is_planned else state,
    )


def item_event(entry: CalendarEntry, meeting: Meeting) -> FeedEvent:
    """The time of one item of the meeting, without the entry's own number, which rises by itself."""
    return FeedEvent(
        uid=entry.uid,
        sequence=meeting.revision,
        title=entry.title,
        starts=entry.starts,
        ends=entry.ends,
        place=entry.place,
        state=EventState.CONFIRMED,
    )


@dataclass(frozen=True, kw_only=True)
class Attended:
    """A meeting, and what somebody is in its arena on its day."""

    meeting: Meeting
    standing: Standing
