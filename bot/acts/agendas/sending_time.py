"""«Hinner inte»: the preparers say when an agenda that cannot keep the week goes out (PRODUCT.md)."""

from datetime import datetime, timedelta

from bot.acts.agendas.publishing import agenda_deadline
from bot.acts.desk import Desk
from bot.model.meeting import Meeting
from bot.model.workdays import next_morning
from bot.refusals import AgendaAlreadySent, NoMeeting, NotBeforeMeeting


def possible_time(meeting: Meeting, now: datetime) -> datetime:
    """An example of an answer, local: an hour into the next working day, or halfway to the meeting."""
    local = meeting.arena.local(now)
    example = next_morning(local) + timedelta(hours=1)
    return example if example < meeting.starts_local else local + (meeting.starts_local - local) / 2


def set_sending_time(desk: Desk, meeting: Meeting, at: datetime) -> None:
    """The agenda goes out at this wall time. Raises AgendaAlreadySent, NoMeeting, NotBeforeMeeting."""
    if meeting.is_sent:
        raise AgendaAlreadySent(meeting=meeting)
    deadline = agenda_deadline(desk.place, meeting)
    if deadline is None or not deadline.planned_late:
        raise NoMeeting
    due = at.replace(tzinfo=meeting.arena.zone)
    if not desk.now < due < meeting.starts_local:
        raise NotBeforeMeeting(meeting=meeting)
    deadline.due_at = meeting.send_at = due
    desk.record("sending time set", f"meeting:{meeting.id}", due=at.isoformat())
