"""What should stand in Outlook for each coming meeting: who, when, where, and the agenda once it is sent."""

from collections.abc import Iterable

from bot.acts.attendance.rolls import rolls_of
from bot.model.calendarevent import CalendarEvent, Invitee, words_of
from bot.model.changes import as_sent
from bot.model.meeting import Meeting
from bot.model.roll import Roll
from bot.model.seat import RoleKind, Standing
from bot.ports.arena_store import ArenaStore
from bot.texts import plain, say


def wanted_events(
    place: ArenaStore, meetings: Iterable[Meeting], *, bot_name: str
) -> dict[int, CalendarEvent]:
    """By the meeting's id; a meeting that is not held, or perhaps not on that day, has none."""
    held = [meeting for meeting in meetings if meeting.is_planned and not meeting.falls_with_arena]
    rolls = rolls_of(place, held)
    return {meeting.id: _event(place, meeting, rolls[meeting.id], bot_name) for meeting in held}


def _event(place: ArenaStore, meeting: Meeting, roll: Roll, bot_name: str) -> CalendarEvent:
    facts = {"arena": place.arena, "meeting": meeting, "bot_name": bot_name}
    agenda = as_sent(place.publications(meeting), place.arena.zone) if meeting.is_sent else None
    html = say("outlook_body", agenda=agenda, is_bare=False, **facts)
    return CalendarEvent(
        subject=plain(say("calendar_title", **facts)),
        starts=meeting.starts,
        ends=meeting.ends_local.replace(tzinfo=None),
        zone=place.arena.timezone,
        place=meeting.place or "",
        invitees=tuple(_invitees(meeting, roll)),
        words=words_of(html),
        html=html,
        bare=say("outlook_body", agenda=None, is_bare=True, **facts),
    )


def _invitees(meeting: Meeting, roll: Roll) -> Iterable[Invitee]:
    """Each address once, in order; those who take part by a role alone are invited, and not required."""
    found = {
        standing.person.email: Invitee(
            address=standing.person.email,
            name=standing.person.name,
            is_required=_is_required(meeting, standing),
        )
        for standing in roll.standings
        if standing.person.email and _is_invited(meeting, standing)
    }
    return [found[address] for address in sorted(found)]


def _is_invited(meeting: Meeting, standing: Standing) -> bool:
    if meeting.is_preparatory:
        return bool(standing.roles)
    return standing.takes_part_in(meeting.id)


def _is_required(meeting: Meeting, standing: Standing) -> bool:
    if meeting.is_preparatory:
        return RoleKind.PREPARER in standing.roles
    return bool(standing.seats) or meeting.id in standing.called_in
