"""A meeting for calendars, read back by a library that shares nothing with the one that wrote it."""

import re
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from ical.calendar import Calendar
from ical.calendar_stream import IcsCalendarStream
from ical.event import Event

from bot.model.calendarentry import CalendarEntry, Mailbox
from integrations.icalendar import calendar_file

STOCKHOLM = ZoneInfo("Europe/Stockholm")
STARTS = datetime(2027, 2, 12, 13, 0, tzinfo=STOCKHOLM)


def an_entry(**more: Any) -> CalendarEntry:
    usual: dict[str, Any] = {
        "uid": "5f0b-4c58",
        "sequence": 3,
        "title": "Norr",
        "starts": STARTS,
        "ends": STARTS + timedelta(hours=2),
        "place": "Regionens hus, Östersund",
        "description": "Dagordning; se chatten\nhttps://t.me/norrbot",
        "organizer": Mailbox(name="Norr, nämnden", address="norr@region.example"),
        "attendee": Mailbox(name="Bo Ek", address="bo.ek@region.example"),
        "is_cancelled": False,
        "written_at": datetime(2027, 1, 11, 9, 0, tzinfo=UTC),
    }
    return CalendarEntry(**usual | more)


def read(entry: CalendarEntry) -> Calendar:
    return IcsCalendarStream.calendar_from_ics(calendar_file(entry).decode())


def start_of(event: Event) -> datetime:
    """The instant at which it begins."""
    assert isinstance(event.start, datetime)
    return event.start.astimezone(UTC)


def the_event(entry: CalendarEntry) -> Event:
    (event,) = read(entry).events
    return event


def test_another_library_reads_the_meeting_as_it_was_written() -> None:
    event = the_event(an_entry())

    assert (event.uid, event.sequence, event.summary) == ("5f0b-4c58", 3, "Norr")
    assert (event.location, event.description) == (
        "Regionens hus, Östersund",
        "Dagordning; se chatten\nhttps://t.me/norrbot",
    )
    assert (event.start, event.end) == (STARTS, STARTS + timedelta(hours=2))
    assert event.status == "CONFIRMED"


def test_the_organizer_and_the_reader_are_named_and_no_answer_is_asked_for() -> None:
    event = the_event(an_entry())

    assert event.organizer is not None
    assert (event.organizer.common_name, str(event.organizer.uri)) == (
        "Norr, nämnden",
        "mailto:norr@region.example",
    )
    (attendee,) = event.attendees
    assert (attendee.common_name, str(attendee.uri), attendee.rsvp) == (
        "Bo Ek",
        "mailto:bo.ek@region.example",
        False,
    )


def test_its_name_is_one_that_every_machine_takes() -> None:
    assert (
        an_entry(title='Norr: Budget 2026/27 "hel"?').file_name
        == "Norr – Budget 2026-27 -hel-- 2027-02-12.ics"
    )


def test_a_meeting_is_a_request_and_a_cancelled_one_a_cancellation() -> None:
    held, cancelled = an_entry(), an_entry(is_cancelled=True)

    assert (read(held).method, read(cancelled).method) == ("REQUEST", "CANCEL")
    assert the_event(cancelled).status == "CANCELLED"


def test_the_zone_is_written_as_rules_for_outlook_reads_no_dates() -> None:
    written = calendar_file(an_entry()).decode()

    zone = written.partition("BEGIN:VTIMEZONE")[2].partition("END:VTIMEZONE")[0]
    assert ("RDATE" in zone, zone.count("RRULE:FREQ=YEARLY")) == (False, 2)


def test_the_rules_of_the_zone_say_what_the_zone_says() -> None:
    for year in range(2026, 2037):
        for month in range(1, 13):
            starts = datetime(year, month, 28, 3, 30, tzinfo=STOCKHOLM)
            written = calendar_file(an_entry(starts=starts, ends=starts + timedelta(hours=1))).decode()
            # By a name that the reader cannot know, it has nothing to go by but the rules.
            unknown = written.replace("Europe/Stockholm", "Nowhere/Else")
            (event,) = IcsCalendarStream.calendar_from_ics(unknown).events
            assert start_of(event) == starts.astimezone(UTC)


def test_a_zone_that_we_have_no_rules_for_is_written_all_the_same() -> None:
    starts = STARTS.replace(tzinfo=ZoneInfo("Europe/Helsinki"))

    event = the_event(an_entry(starts=starts, ends=starts + timedelta(hours=1)))

    assert start_of(event) == starts.astimezone(UTC)


def test_no_line_is_longer_than_the_standard_allows_and_none_is_smuggled_in() -> None:
    nasty = "Å" * 100 + "\r\nATTENDEE:mailto:eve@example.com\nEND:VEVENT;,\\"
    written = calendar_file(an_entry(title=nasty, place=nasty, description=nasty))

    assert max(len(line) for line in written.split(b"\r\n")) <= 75
    unfolded = re.sub(rb"\r\n[ \t]", b"", written)
    assert (unfolded.count(b"\r\nATTENDEE"), unfolded.count(b"\r\nEND:VEVENT")) == (1, 1)
