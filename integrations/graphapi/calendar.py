"""A mailbox with its calendar: events, what people do to them in Outlook, and whom Exchange mails."""

import copy
import uuid
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from integrations.graphapi.deltas import Deltas
from integrations.graphapi.errors import GraphError, bad_request, not_found
from integrations.graphapi.messages import Post
from integrations.graphapi.teams import PROVIDER, is_asked_for, join_url, settled

Json = dict[str, Any]
# A meeting with more attendees is refused by Exchange.
MOST_ATTENDEES = 500
UNANSWERED = {"response": "none", "time": "0001-01-01T00:00:00Z"}


@dataclass(frozen=True)
class Mail:
    """One mail that Exchange sent by itself: an invitation, an update or a cancellation."""

    kind: str
    to: str
    subject: str
    starts: datetime


@dataclass(eq=False)
class Event:
    """One event of a mailbox; `facts` are its properties as Graph names them, times in the event's zone."""

    mailbox: "Mailbox"
    id: str
    facts: Json
    version: int = 1
    transaction: Json | None = None

    @property
    def change_key(self) -> str:
        """Another one after each change."""
        return f"{self.id[-8:]}-{self.version}"

    @property
    def attendees(self) -> dict[str, str]:
        """Address and type of each."""
        return {each["emailAddress"]["address"]: each["type"] for each in self.facts["attendees"]}

    def instant(self, end: str) -> datetime:
        """When it starts or ends."""
        return instant_of(self.facts[end])

    def put(self, changes: Json) -> None:
        """What was posted, patched or done in Outlook; another time empties the answers."""
        is_moved = any(end in changes and changes[end] != self.facts.get(end) for end in ("start", "end"))
        before = {each["emailAddress"]["address"].casefold(): each for each in self.facts["attendees"]}
        # Annotations name a type; they are no properties.
        was_online = bool(self.facts.get("isOnlineMeeting"))
        self.facts.update(copy.deepcopy({name: changes[name] for name in changes if name[0] != "@"}))
        wants = self.mailbox.has_teams and is_asked_for(changes)
        self.facts |= settled(self.facts, was_online, wants, join_url(self.id))
        if self.mailbox.teams_is_slow and self.facts["isOnlineMeeting"]:
            self.facts["onlineMeeting"] = None
        for each in self.facts["attendees"]:
            self.mailbox.resolve(each["emailAddress"])
            known = before.get(each["emailAddress"]["address"].casefold())
            each.setdefault("type", "required")
            each["status"] = known["status"] if known and not is_moved else dict(UNANSWERED)
        self.version += 1

    def answers(self, address: str, response: str, at: datetime | None = None) -> None:
        """Somebody accepts or declines in their own Outlook; the organizer's copy follows."""
        with self.mailbox.lock:
            when = (at or self.mailbox.now()).strftime("%Y-%m-%dT%H:%M:%SZ")
            for each in self.facts["attendees"]:
                if each["emailAddress"]["address"].casefold() == address.casefold():
                    each["status"] = {"response": response, "time": when}
            self.version += 1
            self.mailbox.changed("updated", self.id)

    def is_ready_in_teams(self) -> None:
        """By now it is known how one joins."""
        with self.mailbox.lock:
            self.facts["onlineMeeting"] = {"joinUrl": join_url(self.id)}
            self.version += 1
            self.mailbox.changed("updated", self.id)

    def is_changed_by_hand(self, **changes: Any) -> None:
        """Somebody with access to the mailbox changes it in Outlook."""
        with self.mailbox.lock:
            self.mailbox.change(self, changes)

    def is_deleted_by_hand(self) -> None:
        """Somebody with access to the mailbox deletes it in Outlook."""
        with self.mailbox.lock:
            self.mailbox.cancel(self)


@dataclass(eq=False)
class Mailbox:
    """One mailbox that the application may reach."""

    address: str
    now: Callable[[], datetime]
    lock: AbstractContextManager[Any]
    events: list[Event] = field(default_factory=list)
    mails: list[Mail] = field(default_factory=list)
    repeats_are_errors: bool = False
    # Told of each change: created, updated or deleted, and the event's id.
    changed: Callable[[str, str], None] = lambda _kind, _event_id: None
    post: Post = field(default_factory=Post)
    # Whether whoever owns it may meet in Teams: without, an event is made, and is not online.
    has_teams: bool = True
    # What it says of that, where it says something else.
    says_teams: bool | None = None
    # How one joins is known a while after the event is made.
    teams_is_slow: bool = False
    # Exchange knows these people by another address, and shows that one.
    aliases: dict[str, str] = field(default_factory=dict)
    deltas: Deltas = field(default_factory=Deltas)

    @property
    def providers(self) -> list[str]:
        """By which means its meetings may be online."""
        says = self.has_teams if self.says_teams is None else self.says_teams
        return [PROVIDER] if says else []

    def resolve(self, mail: Json) -> None:
        """Put somebody's primary address where another of theirs was given."""
        mail["address"] = self.aliases.get(mail["address"].casefold(), mail["address"])

    def event(self, event_id: str) -> Event:
        """Raises GraphError 404."""
        found = next((each for each in self.events if each.id == event_id), None)
        if found is None:
            raise not_found()
        return found

    def create(self, body: Json) -> tuple[Event, bool]:
        """The event, and whether it is new: the same transaction gives the first one back, or an error."""
        _must_be_times(body)
        if earlier := self._of_transaction(body.get("transactionId")):
            if self.repeats_are_errors or earlier.transaction != body:
                message = "Your request can't be completed. Please check the transactionId."
                raise GraphError(409, "ErrorDuplicateTransactionId", message)
            return earlier, False
        facts: Json = {"subject": "", "attendees": [], "location": {"displayName": ""}, "isCancelled": False}
        number = uuid.uuid4().hex.upper()
        event = Event(self, f"AAkALgAAAAAA{number}", facts, transaction=copy.deepcopy(body))
        facts["iCalUId"] = f"040000008200E00074C5B7101A82E008{number}"
        event.put(body)
        _must_not_be_too_many(event)
        event.version = 1
        self.events.append(event)
        self._mail("invitation", event, event.attendees)
        self.changed("created", event.id)
        return event, True

    def _of_transaction(self, transaction_id: str | None) -> Event | None:
        if transaction_id is None:
            return None
        return next((each for each in self.events if each.facts.get("transactionId") == transaction_id), None)

    def change(self, event: Event, changes: Json) -> None:
        """Mail those who came and went, and everybody where anything but attendees was written."""
        _must_be_times({**event.facts, **changes})
        before = event.attendees
        event.put(changes)
        _must_not_be_too_many(event)
        after = event.attendees
        self._mail("cancellation", event, [each for each in before if each not in after])
        self._mail("invitation", event, [each for each in after if each not in before])
        if set(changes) - {"attendees", "@odata.type"}:
            self._mail("update", event, [each for each in after if each in before])
        self.changed("updated", event.id)

    def cancel(self, event: Event) -> None:
        """Mail everybody, and take it away."""
        self._mail("cancellation", event, event.attendees)
        self.events.remove(event)
        self.changed("deleted", event.id)

    def _mail(self, kind: str, event: Event, addresses: Any) -> None:
        subject, starts = event.facts["subject"], event.instant("start")
        self.mails.extend(Mail(kind, address, subject, starts) for address in addresses)


def instant_of(moment: Json) -> datetime:
    """The instant of a dateTimeTimeZone. Raises GraphError 400 for an offset beside the zone's name."""
    try:
        wall, zone = datetime.fromisoformat(moment["dateTime"]), ZoneInfo(moment["timeZone"] or "UTC")
    except (KeyError, TypeError, ValueError, ZoneInfoNotFoundError):
        raise bad_request("The value is not a valid time, or the time zone is not supported.") from None
    if wall.tzinfo:
        raise bad_request("A dateTime has no offset beside its timeZone.")
    return wall.replace(tzinfo=zone)


def _must_be_times(body: Json) -> None:
    if "start" not in body or "end" not in body:
        raise bad_request("At least one of the required properties start and end is missing.")
    if instant_of(body["end"]) < instant_of(body["start"]):
        raise GraphError(400, "ErrorPropertyValidationFailure", "At least one property failed validation.")


def _must_not_be_too_many(event: Event) -> None:
    if len(event.facts["attendees"]) > MOST_ATTENDEES:
        raise bad_request("The number of attendees exceeds the maximum.")
