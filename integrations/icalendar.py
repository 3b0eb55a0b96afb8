"""A calendar entry as a file that Outlook, Google and Apple take (RFC 5545, RFC 5546)."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from bot.model.calendarentry import CalendarEntry, Mailbox
from bot.model.feed import CalendarFeed, EventState, FeedEvent

if TYPE_CHECKING:
    from icalendar import Calendar, Event, Timezone, vCalAddress

PRODUCT: Final = "-//samverkansbot//samverkansbot//SV"
ZONES: Final = Path(__file__).with_name("zones.ics")
# How long a program may wait before it reads a feed again; most wait longer.
REFRESH: Final = timedelta(hours=1)


def calendar_file(entry: CalendarEntry) -> bytes:
    """One VEVENT as a request, or as a cancellation.

    Never PUBLISH: only a request is taken by Outlook as a change of what stands there already.
    """
    return _written(
        _headed("CANCEL" if entry.is_cancelled else "REQUEST"),
        {str(entry.starts.tzinfo)},
        [_invitation(entry)],
    )


def feed_file(feed: CalendarFeed, written_at: datetime) -> bytes:
    """All of the feed, published: nobody is asked for anything (RFC 5546, section 3.2.1; RFC 7986)."""
    calendar = _headed("PUBLISH")
    for name in ("name", "x-wr-calname"):
        calendar.add(name, feed.name)
    calendar.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", "PT1H")
    zones = {str(each.starts.tzinfo) for each in feed.events} or {"Europe/Stockholm"}
    return _written(calendar, zones, (_event(each, each.state, written_at) for each in feed.events))


def _headed(method: str) -> "Calendar":
    from icalendar import Calendar  # 0.1 s to import: for the first file, not for the bot's start.

    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", method)
    return calendar


def _written(calendar: "Calendar", zones: set[str], events: "Iterable[Event]") -> bytes:
    known = _zones()
    for zone in sorted(zones & known.keys()):
        calendar.add_component(known[zone])
    for event in events:
        calendar.add_component(event)
    if not known.keys() >= zones:
        calendar.add_missing_timezones()
    written: bytes = calendar.to_ical()
    return written


@cache
def _zones() -> "dict[str, Timezone]":
    """Zones with rules: Outlook does not read the single dates that the library writes."""
    from icalendar import Calendar

    return {zone.tz_name: zone for zone in Calendar.from_ical(ZONES.read_bytes()).timezones}


def _invitation(entry: CalendarEntry) -> "Event":
    event = _event(
        entry, EventState.CANCELLED if entry.is_cancelled else EventState.CONFIRMED, entry.written_at
    )
    event.add("description", entry.description)
    event.add("organizer", _address(entry.organizer))
    if entry.attendee:
        event.add("attendee", _attendee(entry.attendee))
    return event


def _event(entry: CalendarEntry | FeedEvent, state: EventState, written_at: datetime) -> "Event":
    from icalendar import Event

    event = Event()
    event.add("uid", entry.uid)
    event.add("sequence", entry.sequence)
    event.add("dtstamp", written_at)
    event.add("dtstart", entry.starts)
    event.add("dtend", entry.ends)
    event.add("summary", entry.title)
    if entry.place:
        event.add("location", entry.place)
    event.add("status", state.value)
    event.add("transp", "TRANSPARENT" if state is EventState.CANCELLED else "OPAQUE")
    return event


def _attendee(mailbox: Mailbox) -> "vCalAddress":
    """No answer by mail is asked for: who comes is said in chat."""
    attendee = _address(mailbox)
    attendee.params |= {"ROLE": "REQ-PARTICIPANT", "PARTSTAT": "NEEDS-ACTION", "RSVP": "FALSE"}
    return attendee


def _address(mailbox: Mailbox) -> "vCalAddress":
    from icalendar import vCalAddress

    address = vCalAddress(f"mailto:{mailbox.address}")
    address.params["CN"] = mailbox.name
    return address
