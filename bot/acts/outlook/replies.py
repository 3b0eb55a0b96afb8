"""What people answer in Outlook becomes the one attendance, where it came later than what they said here."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from bot.acts.attendance.answers import answer_buttons, answer_meeting
from bot.acts.attendance.callins import Calling
from bot.acts.desk import Desk
from bot.acts.sending.promises import tell_person
from bot.model.attendance import Answer, Attendance, Given
from bot.model.calendarevent import Reply
from bot.model.calendarlink import CalendarLink
from bot.model.person import Person
from bot.ports.arena_store import ArenaStore
from bot.ports.store import Store
from bot.refusals import Refusal
from bot.texts import say

# Whoever pressed the wrong button in Outlook has so long before a deputy is asked.
PATIENCE = timedelta(hours=1)


def take_replies(
    store: Store, place: ArenaStore, link: CalendarLink, replies: Iterable[Reply], *, now: datetime
) -> datetime | None:
    """Keep those that hold by now; gives back when the next of them will."""
    known = {each.person.email: each for each in place.attendances([link.meeting])}
    later = []
    for reply in replies:
        given = _given(reply, known.get(reply.address))
        if given is None or reply.at is None or not _is_of_this_date(reply.at, link):
            continue
        if given.answer is Answer.ABSENT and reply.at + PATIENCE > now:
            later.append(reply.at + PATIENCE)
        elif person := store.person_by_email(reply.address):
            _answer(
                Desk(store=store, place=place, now=now, through="outlook", by=person), link, person, given
            )
    return min(later, default=None)


def _is_of_this_date(at: datetime, link: CalendarLink) -> bool:
    # Graph leaves fractions of seconds out.
    return link.asked_at is not None and at >= link.asked_at.replace(microsecond=0)


def _given(reply: Reply, known: Attendance | None) -> Given | None:
    """What it says that the attendance does not say already; a «kanske» says nothing."""
    if reply.at is None or (known and known.answered_at >= reply.at):
        return None
    if reply.response == "declined":
        return None if known and known.given == Given(answer=Answer.ABSENT) else Given(answer=Answer.ABSENT)
    if reply.response == "accepted":
        return None if known and known.answer is not Answer.ABSENT else Given(answer=Answer.HERE)
    return None


def _answer(desk: Desk, link: CalendarLink, person: Person, given: Given) -> None:
    try:
        calling = answer_meeting(desk, link.meeting, link.meeting.generation, given)
    except Refusal:
        # Somebody invited without a seat of their own, or a deputy who is not needed any more.
        return
    if calling and given.answer is Answer.ABSENT:
        _tell(desk, link, person, calling)


def _tell(desk: Desk, link: CalendarLink, person: Person, calling: Calling) -> None:
    meeting = link.meeting
    text = say("outlook_declined", arena=desk.place.arena, meeting=meeting, calling=calling)
    key = f"outlookdeclined:{meeting.id}:{meeting.generation}:{desk.now.timestamp():.0f}"
    # Graph may have been away: what it tells late is known at any hour.
    more: dict[str, Any] = {"subject": f"meeting:{meeting.id}", "silent": desk.is_night}
    tell_person(desk.store, desk.place, person, text, key=key, buttons=[answer_buttons(meeting)], **more)
