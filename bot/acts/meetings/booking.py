"""/boka: a meeting and its preparatory one are planned, jointly with another arena if that is wished."""

from datetime import datetime
from itertools import count

from bot.acts.desk import Desk
from bot.acts.meetings.joint import together
from bot.acts.meetings.planning import (
    NEW,
    begin_generation,
    give_waiting_items,
    plan_meeting,
    tell_of_meeting,
)
from bot.acts.sending.audience import others_of
from bot.model.booking import Booking, must_be_startable
from bot.model.deadline import DeadlineKind
from bot.model.meeting import Meeting, MeetingState
from bot.permissions import may_plan
from bot.ports.arena_store import ArenaStore
from bot.refusals import ChangedMeanwhile, MeetingAlreadyThen, NotYours

DATE_DROPPED = "date dropped"


def book(desk: Desk, booking: Booking, other: Desk | None = None) -> list[Meeting]:
    """Plan what was shown, in the other arena too where it is joint; gives back this arena's meetings.

    Raises NotYours, MeetingAlreadyThen, ChangedMeanwhile, and what must_be_startable raises.
    """
    beside = _beside(desk, booking)
    planned = [(each, _book_here(each, booking, _there(each, beside))) for each in (desk, other) if each]
    if other:
        _join(*(meetings for _, meetings in planned))
    for each, meetings in planned:
        give_waiting_items(each)
        for meeting in meetings:
            _tell_where_no_call_will(each, meeting)
    return planned[0][1]


def dates_to_choose_among(place: ArenaStore, now: datetime) -> dict[str, list[Meeting]]:
    """Coming tentative dates in order, those of which one will be chosen together."""
    found: dict[str, list[Meeting]] = {}
    for meeting in place.scheduled_meetings(now):
        if meeting.is_tentative:
            found.setdefault(_choice_of(meeting), []).append(meeting)
    return found


def others_to_choose(place: ArenaStore, meeting: Meeting, now: datetime) -> list[Meeting]:
    """The tentative dates that are dropped if this one is chosen."""
    together = dates_to_choose_among(place, now).get(_choice_of(meeting), [])
    return [each for each in together if each is not meeting]


def _choice_of(meeting: Meeting) -> str:
    """A date that a file brought without alternatives is chosen or dropped by itself."""
    return meeting.choice_key or f"choice:{meeting.id}"


def _beside(desk: Desk, booking: Booking) -> Meeting | None:
    beside = desk.place.meeting(booking.beside) if booking.beside and booking.is_tentative else None
    if beside and not beside.is_tentative:
        raise ChangedMeanwhile(by=beside.changed_by, planned=beside)
    return beside


def _there(desk: Desk, beside: Meeting | None) -> Meeting | None:
    """The date itself, or its part of a joint one in the other arena."""
    parts = [beside, *others_of(desk.store, beside)] if beside else []
    return next((each for each in parts if each.arena.id == desk.place.arena.id), None)


def _book_here(desk: Desk, booking: Booking, beside: Meeting | None) -> list[Meeting]:
    must_plan(desk)
    _must_be_free(desk, booking)
    meetings = booking.meetings(desk.place.arena, desk.now)
    for meeting in meetings:
        _keep(desk, meeting)
    if beside:
        beside.choice_key = _choice_of(beside)
    for meeting in meetings:
        if booking.is_tentative:
            meeting.choice_key = _choice_of(beside or meetings[0])
        elif booking.is_prepared:
            _plan_preparatory(desk, meeting)
    return meetings


def must_plan(desk: Desk) -> None:
    """Raises NotYours unless whoever is at the desk is secretary or chair there today."""
    if desk.by is None or not may_plan(desk.place.standing(desk.by, desk.today)):
        raise NotYours


def _must_be_free(desk: Desk, booking: Booking) -> None:
    taken = {meeting.starts: meeting for meeting in desk.place.coming_meetings(desk.now)}
    for starts in booking.starts:
        must_be_startable(starts, desk.place.arena, desk.now)
        if starts in taken:
            raise MeetingAlreadyThen(meeting=taken[starts])


def _keep(desk: Desk, meeting: Meeting) -> None:
    taken = desk.place.taken_keys(meeting.key)
    wished = (meeting.key if number == 1 else f"{meeting.key}-{number}" for number in count(1))
    meeting.key = next(key for key in wished if key not in taken)
    meeting.changed_by = desk.by
    plan_meeting(desk, meeting)


def _plan_preparatory(desk: Desk, meeting: Meeting) -> None:
    """What would have to be held before now is left out."""
    preparatory = meeting.preparatory(desk.now)
    if not preparatory.is_over(desk.now):
        _keep(desk, preparatory)


def _join(here: list[Meeting], there: list[Meeting]) -> None:
    for meeting, twin in zip(here, there, strict=True):
        meeting.joint_key = twin.joint_key = f"joint:{meeting.id}"


def _tell_where_no_call_will(desk: Desk, meeting: Meeting) -> None:
    """The call for items is how people hear of a meeting; where its day is past, they are told now."""
    open_ = desk.place.deadlines(meeting) if meeting.is_planned else []
    if meeting.is_planned and not any(due.kind is DeadlineKind.CALL_FOR_ITEMS for due in open_):
        tell_of_meeting(desk, meeting, NEW, asks=True)


def choose_date(desk: Desk, meeting: Meeting) -> None:
    """«Välj det här datumet»: it is planned with all that follows and told; the others are dropped silently.

    In a joint meeting the other arena chooses the same date, if the presser may plan there too.
    Raises NotYours, ChangedMeanwhile.
    """
    must_plan(desk)
    if not meeting.is_tentative:
        raise ChangedMeanwhile(by=meeting.changed_by, planned=meeting)
    must_be_startable(meeting.starts, desk.place.arena, desk.now)
    for each, dated in together(desk, meeting):
        if dated.is_tentative:
            _choose(each, dated)


def _choose(desk: Desk, meeting: Meeting) -> None:
    for each in others_to_choose(desk.place, meeting, desk.now):
        drop_date(desk, each)
    settle(desk, meeting)
    if not meeting.is_preparatory:
        _plan_preparatory(desk, meeting)
    give_waiting_items(desk)


def settle(desk: Desk, meeting: Meeting) -> None:
    """A tentative date is the meeting's from now on; everybody is told once."""
    meeting.state, meeting.changed_by = MeetingState.PLANNED, desk.by
    desk.record("date chosen", f"meeting:{meeting.id}", starts=meeting.starts.isoformat())
    begin_generation(desk, meeting)
    tell_of_meeting(desk, meeting, NEW, asks=True)


def drop_date(desk: Desk, meeting: Meeting) -> None:
    """A tentative date will not be; it reminded nobody, so nobody is told."""
    meeting.state, meeting.changed_by = MeetingState.CANCELLED, desk.by
    desk.record(DATE_DROPPED, f"meeting:{meeting.id}")


def restore_date(desk: Desk, meeting: Meeting) -> None:
    """A date that was dropped may be chosen after all."""
    meeting.state, meeting.changed_by = MeetingState.TENTATIVE, desk.by
    desk.record("date restored", f"meeting:{meeting.id}")
