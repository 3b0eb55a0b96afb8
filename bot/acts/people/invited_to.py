"""To which meeting or item somebody may be co-opted: found by what was typed, and offered as choices."""

from datetime import date

from bot.acts.agendas.pages import first_page
from bot.acts.desk import Desk
from bot.acts.items.incoming import next_open_meeting
from bot.model.agenda import AgendaLine
from bot.model.changes import as_sent
from bot.model.item import AgendaItem
from bot.model.meeting import Meeting
from bot.refusals import NoMeetingThatDay, NoSuchItem, NoSuchLine, NothingToInviteTo


def nearest_meeting(desk: Desk) -> Meeting:
    """The coming meeting whose agenda is out, else the next one. Raises NothingToInviteTo."""
    coming = desk.place.coming_meetings(desk.now)
    found = next((each for each in coming if each.is_sent), None) or next_open_meeting(desk.place, desk.now)
    if found is None:
        raise NothingToInviteTo
    return found


def meeting_of_day(desk: Desk, day: date | None) -> Meeting:
    """The coming meeting of that day, or the nearest. Raises NothingToInviteTo, NoMeetingThatDay."""
    if day is None:
        return nearest_meeting(desk)
    for meeting in desk.place.coming_meetings(desk.now):
        if meeting.starts.date() == day:
            return meeting
    raise NoMeetingThatDay(day=day)


def lines_of(desk: Desk, meeting: Meeting) -> list[AgendaLine]:
    """The meeting's agenda as it was sent, or as it would be now, without what is off it."""
    agenda = as_sent(desk.place.all_publications(meeting), desk.place.arena.zone)
    agenda = agenda or first_page(desk.place, meeting, desk.now).agenda
    return [line for line in (*agenda.lines, *agenda.incoming) if line.item_id and not line.withdrawn]


def item_of_line(desk: Desk, meeting: Meeting, number: int) -> AgendaItem:
    """The item that has that number on the meeting's agenda. Raises NoSuchLine."""
    lines = lines_of(desk, meeting)
    line = next((each for each in lines if each.number == number), None)
    item = desk.place.item(line.item_id) if line and line.item_id else None
    if item is None:
        raise NoSuchLine(number=number, meeting=meeting, there=[str(each.number) for each in lines])
    return item


def item_of_number(desk: Desk, number: int) -> AgendaItem:
    """The open item of that number in the arena, if it has a meeting. Raises NoSuchItem."""
    for item in desk.place.open_items():
        if item.number == number and item.meeting and not item.meeting.is_over(desk.now):
            return item
    raise NoSuchItem(number=number)
