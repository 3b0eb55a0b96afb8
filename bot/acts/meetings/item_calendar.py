"""The time of one item, for the calendar of somebody who is co-opted to it alone."""

from datetime import UTC, datetime, time, timedelta

from bot.model.agenda import Agenda, AgendaLine
from bot.model.calendarentry import CalendarEntry, Mailbox, co_option_uid, organizer_of
from bot.model.changes import as_sent
from bot.model.co_option import CoOption
from bot.model.meeting import Meeting
from bot.ports.arena_store import ArenaStore
from bot.texts import plain, plain_lines, say

# A co-option goes from meeting to meeting, whose revisions know nothing of each other. Time always rises.
SEQUENCE_BEGINS = datetime(2026, 1, 1, tzinfo=UTC)


def item_entry(
    place: ArenaStore, co_option: CoOption, *, bot_name: str, now: datetime, in_chat: bool = True
) -> CalendarEntry | None:
    """Their item at its time as they were told it last, moved with its meeting; None before they were.

    It is cancelled when it is off that agenda, whatever becomes of it: at another meeting it has no time
    before that one's agenda is out. In chat without its place where only titles and times may stand.
    """
    told = _told(place, co_option)
    if told is None or co_option.item is None:
        return None
    meeting, agenda, line = told
    link, room = (meeting.link_in_chat, meeting.place_in_chat) if in_chat else (meeting.way_in, meeting.place)
    facts = {"arena": meeting.arena, "title": line.title, "link": link, "bot_name": bot_name}
    starts, ends = _time(meeting, agenda, line)
    reader = co_option.person
    return CalendarEntry(
        uid=co_option_uid(co_option),
        sequence=int((now - SEQUENCE_BEGINS).total_seconds()),
        title=plain(say("item_calendar_title", **facts)),
        starts=starts,
        ends=ends,
        place=room,
        description="\n".join(plain_lines(say("item_calendar_description", **facts))),
        organizer=organizer_of(meeting),
        attendee=Mailbox(name=reader.name, address=reader.email) if reader.email else None,
        is_cancelled=not _comes_up(place, co_option, meeting, line, now),
        written_at=now,
    )


def _told(place: ArenaStore, co_option: CoOption) -> tuple[Meeting, Agenda, AgendaLine] | None:
    """The newest agenda on which the item stood, as it is after all that was sent of it since."""
    page = place.last_page_of(co_option.item) if co_option.item else None
    agenda = as_sent(place.all_publications(page.meeting), place.arena.zone) if page else None
    line = agenda.line_of(co_option.item.id) if agenda and co_option.item else None
    return (page.meeting, agenda, line) if page and agenda and line else None


def _comes_up(
    place: ArenaStore, co_option: CoOption, meeting: Meeting, line: AgendaLine, now: datetime
) -> bool:
    is_theirs = co_option.is_in_force(place.arena.today(now)) and co_option.at is meeting
    return is_theirs and meeting.is_planned and not line.withdrawn


def _time(meeting: Meeting, agenda: Agenda, line: AgendaLine) -> tuple[datetime, datetime]:
    """From its clock time, for its minutes; of an item outside the time plan the whole meeting."""
    if line.clock is None:
        return meeting.starts_local, meeting.ends_local
    clock = time.fromisoformat(line.clock.replace(".", ":"))
    began = agenda.starts_at.replace(tzinfo=None)
    after = (datetime.combine(began.date(), clock) - began) % timedelta(days=1)
    starts = meeting.starts_at + after
    ends = starts + timedelta(minutes=line.minutes) if line.minutes else meeting.ends_local
    zone = meeting.arena.zone
    return starts.astimezone(zone), max(ends, starts).astimezone(zone)
