"""What comes of what people do in Outlook."""

from datetime import timedelta

from tests.years import acts
from tests.years.doings import does, move
from tests.years.meeting import Meeting
from tests.years.room import Room

# Whoever pressed the wrong thing has so long before it counts.
PATIENCE = timedelta(hours=1)


def _there(act: acts.EditsOutlook | acts.AnswersInOutlook, room: Room) -> Meeting | None:
    """The meeting, if it is to come and stands in Outlook."""
    meeting = room.meeting(act.meeting)
    is_there = meeting and room.cast.has_mailbox and meeting.starts > room.now and meeting.is_in_outlook
    return meeting if is_there else None


@does.register
def _edits_outlook(act: acts.EditsOutlook, room: Room) -> bool:
    """Nobody writes over it: whoever is responsible chooses."""
    meeting = _there(act, room)
    if not meeting or [act.who] != room.responsible() or (act.starts and meeting.version):
        return False
    room.say(act.who, "taken out of Outlook" if act.deletes else "changed in Outlook", meeting.spoken)
    if not act.keeps_outlooks:
        meeting.times_invited += act.deletes
    elif act.deletes:
        meeting.is_in_outlook = False
    else:
        _follow(act, room, meeting)
    return True


def _follow(act: acts.EditsOutlook, room: Room, meeting: Meeting) -> None:
    meeting.subject = act.subject or meeting.subject
    meeting.guests |= {act.guest} - {""}
    if act.starts:
        move(room, meeting, act.starts, act.who)
    if act.place and meeting.place != act.place:
        meeting.place = act.place
        room.to_everybody(meeting, "elsewhere", meeting.spoken, but=act.who)


@does.register
def _answers_in_outlook(act: acts.AnswersInOutlook, room: Room) -> bool:
    """A yes counts at once, a no after an hour."""
    meeting = _there(act, room)
    if not meeting or act.who in meeting.answers or act.who not in room.members(meeting.starts.date()):
        return False
    if act.accepts:
        meeting.answers[act.who] = "På plats"
        return True
    deputy = room.deputy_of(act.who, meeting.starts.date())
    if not room.people[act.who].is_reached or (deputy and room.people[deputy].is_reached):
        return False
    room.later.append((room.now + PATIENCE, lambda: _is_absent(act.who, room, meeting)))
    return True


def _is_absent(name: str, room: Room, meeting: Meeting) -> None:
    meeting.answers[name] = "Förhinder"
    room.say(name, "declined in Outlook", meeting.spoken)
    for each in room.responsible(but=name):
        room.say(each, "nobody steps in", name, meeting.spoken)
