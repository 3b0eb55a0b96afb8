"""A calendar entry as a file that Outlook, Google and Apple take (RFC 5545, RFC 5546)."""

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from bot.model.calendarentry import CalendarEntry, Mailbox

if TYPE_CHECKING:
    from icalendar import Event, Timezone, vCalAddress

PRODUCT: Final = "-//samverkansbot//samverkansbot//SV"
ZONES: Final = Path(__file__).with_name("zones.ics")


def calendar_file(entry: CalendarEntry) -> bytes:
    """One VEVENT as a request, or as a cancellation.

    Never PUBLISH: only a request is taken by Outlook as a change of what stands there already.
    """
    from icalendar import Calendar  # 0.1 s to import: for the first file, not for the bot's start.

    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "CANCEL" if entry.is_cancelled else "REQUEST")
    if zone := _zones().get(str(entry.starts.tzinfo)):
        calendar.add_component(zone)
    calendar.add_component(_event(entry))
    if not zone:
        calendar.add_missing_timezones()
    written: bytes = calendar.to_ical()
    return written


@cache
def _zones() -> "dict[str, Timezone]":
    """Zones with rules: Outlook does not read the single dates that the library writes."""
    from icalendar import Calendar

    return {zone.tz_name: zone for zone in Calendar.from_ical(ZONES.read_bytes()).timezones}


def _event(entry: CalendarEntry) -> "Event":
    from icalendar import Event

    event = Event()
    event.add("uid", entry.uid)
    event.add("sequence", entry.sequence)
    event.add("dtstamp", entry.written_at)
    event.add("dtstart", entry.starts)
    event.add("dtend", entry.ends)
    event.add("summary", entry.title)
    event.add("description", entry.description)
    if entry.place:
        event.add("location", entry.place)
    event.add("status", "CANCELLED" if entry.is_cancelled else "CONFIRMED")
    event.add("transp", "TRANSPARENT" if entry.is_cancelled else "OPAQUE")
    event.add("organizer", _address(entry.organizer))
    if entry.attendee:
        event.add("attendee", _attendee(entry.attendee))
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
