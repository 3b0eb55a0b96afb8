"""«Lägg till i kalendern»: a meeting for somebody's own calendar, and the buttons that offer it."""

from datetime import datetime

from bot.model.calendarentry import CalendarEntry, Mailbox, calendar_uid, organizer_of
from bot.model.dispatch import Button
from bot.model.meeting import Meeting
from bot.model.person import Person
from bot.texts import plain, plain_lines, say


def calendar_entry(
    meeting: Meeting, reader: Person, *, bot_name: str, now: datetime, in_chat: bool = True
) -> CalendarEntry:
    """The meeting as it is now; in chat without its place where nothing but titles and times may stand."""
    link, place = (
        (meeting.link_in_chat, meeting.place_in_chat) if in_chat else (meeting.way_in, meeting.place)
    )
    facts = {"arena": meeting.arena, "meeting": meeting, "link": link, "bot_name": bot_name}
    return CalendarEntry(
        uid=calendar_uid(meeting),
        sequence=meeting.revision,
        title=plain(say("calendar_title", **facts)),
        starts=meeting.starts_local,
        ends=meeting.ends_local,
        place=place,
        description="\n".join(plain_lines(say("calendar_description", **facts))),
        organizer=organizer_of(meeting),
        attendee=Mailbox(name=reader.name, address=reader.email) if reader.email else None,
        is_cancelled=not meeting.is_planned,
        written_at=now,
    )


def calendar_button(meeting: Meeting, text: str = "Lägg till i kalendern") -> Button:
    """What brings the meeting as a file, as it is when the button is pressed."""
    return Button(text=text, action="calendar", arena_id=meeting.arena.id, thing=meeting.id)
