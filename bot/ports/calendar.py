"""What the acts ask of a calendar outside, and how it can fail."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from bot.model.calendarevent import CalendarEvent, Seen
from bot.model.nudge import NudgeAddress, Subscribed


class CalendarFailure(Exception):
    """The call came to nothing, or nobody knows."""


class CalendarAway(CalendarFailure):
    """No answer, or none of use: it may have taken effect. `seconds` is when to come back, if it was said."""

    def __init__(self, why: str, seconds: float | None = None) -> None:
        super().__init__(why)
        self.seconds = seconds


class CalendarCrowded(CalendarAway):
    """So many calls of the bot's own were under way that the calendar was not asked, and is not to blame."""


class CalendarShut(CalendarFailure):
    """The application may not reach the mailbox, or is not let in at all."""


class MailboxGone(CalendarShut):
    """There is no such mailbox, as far as anybody knows."""


class CalendarRefused(CalendarFailure):
    """What was asked is wrong, and will be the next time too."""


class EventChanged(CalendarFailure):
    """Somebody changed the event since it was read."""


@dataclass(frozen=True, kw_only=True)
class Changes:
    """The change keys of events that changed, empty where one is gone; the link tells what changes next."""

    keys: Mapping[str, str]
    link: str = field(repr=False)


class Calendar(Protocol):
    """Events of mailboxes. Each raises CalendarFailure, and changes nothing but what it says."""

    async def create(self, mailbox: str, event: CalendarEvent, transaction_id: str, mark: str) -> Seen:
        """Invite the invitees to a new event; the same transaction gives the same event."""

    async def find(self, mailbox: str, mark: str, zone: str) -> Seen | None:
        """The event that was created with that mark."""

    async def read(self, mailbox: str, event_id: str, zone: str) -> Seen | None:
        """The event as it is now, None if it is gone."""

    async def change(
        self, mailbox: str, seen: Seen, event: CalendarEvent, fields: Collection[str]
    ) -> Seen | None:
        """Write those fields of the event, if nobody changed it since it was seen; None if it is gone."""

    async def cancel(self, mailbox: str, event_id: str, comment: str) -> None:
        """Tell the invitees that it is not held; one that is gone is cancelled already."""

    async def meets_in_teams(self, mailbox: str) -> bool:
        """Whether whoever owns the mailbox may hold meetings in Teams."""

    async def change_keys(self, mailbox: str, first: datetime, last: datetime) -> dict[str, str]:
        """The change key of every event between two instants, by its id."""

    async def begin_changes(self, mailbox: str, first: datetime, last: datetime) -> str:
        """A link that tells what changes from now on between two instants."""

    async def changes_since(self, mailbox: str, link: str) -> Changes | None:
        """What changed since Graph gave that link, None where it is not known there any more."""


class Subscriptions(Protocol):
    """What Graph tells by itself of mailboxes' events. Each raises CalendarFailure."""

    async def find(self, mailbox: str, address: NudgeAddress) -> Subscribed | None:
        """One for that mailbox and that address, whoever asked for it."""

    async def subscribe(self, mailbox: str, address: NudgeAddress, until: datetime) -> Subscribed:
        """Ask to be told until then; Graph calls the address before it answers."""

    async def renew(self, subscription: str, until: datetime) -> Subscribed | None:
        """Let it go on until then; None where there is none any more."""

    async def end(self, subscription: str) -> None:
        """Be told no more; one that is gone has ended already."""
