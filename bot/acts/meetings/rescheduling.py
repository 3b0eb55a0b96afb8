"""A meeting is moved, cancelled, brought back or held elsewhere: what belongs to it follows."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from bot.acts.desk import Desk
from bot.acts.items.incoming import record_item
from bot.acts.meetings.booking import DATE_DROPPED, drop_date, must_plan, restore_date
from bot.acts.meetings.joint import CANCEL_TOO, MOVE_TOO, ask_the_others, held_together, together
from bot.acts.meetings.planning import (
    UNHEARD,
    cancel_meeting,
    move_meeting,
    reinstate_meeting,
    tell_of_meeting,
)
from bot.acts.meetings.preparatory import preparatory_of
from bot.acts.meetings.unheard import is_unheard
from bot.model.announced import has_been_heard_of
from bot.model.booking import must_be_startable
from bot.model.history import HistoryEntry
from bot.model.item import AgendaItem, ItemState
from bot.model.meeting import Meeting, MeetingState
from bot.model.workdays import last_workday_until
from bot.refusals import ChangedMeanwhile, MeetingAlreadyThen, NotBeforeMeeting, TooLateToUndo

UNDO_WITHIN = timedelta(hours=24)


def must_be_as_shown(meeting: Meeting, mark: int) -> None:
    """Raises ChangedMeanwhile if it is not planned as it was when the card was shown (PROMISES P5)."""
    if meeting.plan_mark != mark:
        raise ChangedMeanwhile(by=meeting.changed_by, planned=meeting)


def must_be_movable(desk: Desk, meeting: Meeting, starts: datetime) -> None:
    """Raises what must_be_startable raises, MeetingAlreadyThen, and NotBeforeMeeting (a preparatory one)."""
    must_be_startable(starts, desk.place.arena, desk.now)
    if meeting.prepares and starts >= meeting.prepares.starts:
        raise NotBeforeMeeting(meeting=meeting.prepares)
    for other in desk.place.coming_meetings(desk.now):
        if other is not meeting and other.starts == starts and not meeting.is_preparatory:
            raise MeetingAlreadyThen(meeting=other)


@dataclass(frozen=True, kw_only=True)
class NewTime:
    """Where to a meeting is moved; None for what stays, an empty place or link for none."""

    starts: datetime
    minutes: int | None = None
    place: str | None = None
    link: str | None = None

    @classmethod
    def of_facts(cls, facts: Mapping[str, Any]) -> "NewTime":
        """As it was kept in the dialogue."""
        starts = datetime.fromisoformat(facts["starts"])
        return cls(starts=starts, **{name: facts.get(name) for name in ("minutes", "place", "link")})


def move(desk: Desk, meeting: Meeting, to: NewTime) -> list[Meeting]:
    """«Flytta mötet»: its preparatory meeting and the joint one follow; gives back the joint meetings that
    do not, whose arenas are asked.

    Raises NotYours, ChangedMeanwhile, and what must_be_movable raises.
    """
    must_plan(desk)
    return move_as_decided(desk, meeting, to)


def move_as_decided(desk: Desk, meeting: Meeting, to: NewTime) -> list[Meeting]:
    """The same, where somebody else has seen to the right. Raises what must_be_movable raises."""
    for each, held in held_together(desk, meeting):
        must_be_movable(each, held, to.starts)
        _set_details(each, held, to)
        if held.starts != to.starts:
            _move_with_preparatory(each, held, to.starts)
    return ask_the_others(desk, meeting, "joint_moved", MOVE_TOO)


def _set_details(desk: Desk, meeting: Meeting, to: NewTime) -> None:
    wanted = {"minutes": to.minutes, "place": to.place, "link": to.link}
    said = {name: value or None for name, value in wanted.items() if value is not None}
    changed = sorted(name for name, value in said.items() if (getattr(meeting, name) or None) != value)
    for name in changed:
        setattr(meeting, name, said[name])
    if changed:
        meeting.changed_by = desk.by
        desk.record("meeting changed", f"meeting:{meeting.id}", fields=changed)


def _move_with_preparatory(desk: Desk, meeting: Meeting, starts: datetime) -> None:
    preparatory = preparatory_of(desk.place, meeting, desk.now)
    follows_to = preparatory and following(preparatory, meeting, starts, desk.now)
    # Whoever prepares has heard of the one when everybody has heard of the other.
    is_told = not is_unheard(desk, meeting)
    move_meeting(desk, meeting, starts)
    if preparatory and follows_to:
        move_meeting(desk, preparatory, follows_to, is_told=is_told)
    elif preparatory and preparatory.starts >= starts:
        cancel_meeting(desk, preparatory, is_told=is_told)


def following(preparatory: Meeting, meeting: Meeting, starts: datetime, now: datetime) -> datetime | None:
    """Where the preparatory meeting goes with the one it prepares: as far, on a working day; None to stay."""
    shifted = preparatory.starts + (starts - meeting.starts)
    moved = datetime.combine(last_workday_until(shifted.date()), shifted.time())
    is_ahead = moved.replace(tzinfo=preparatory.arena.zone) > now
    return moved if is_ahead and moved != preparatory.starts else None


def cancel(desk: Desk, meeting: Meeting) -> list[Meeting]:
    """«Ställ in»: with its preparatory meeting and the joint one; a tentative date goes silently. Gives back
    the joint meetings that stay, whose arenas are asked. Raises NotYours."""
    must_plan(desk)
    for each, held in together(desk, meeting):
        preparatory = preparatory_of(each.place, held, each.now)
        if held.is_tentative:
            drop_date(each, held)
        elif held.is_planned:
            cancel_meeting(each, held)
        if preparatory:
            cancel_meeting(each, preparatory, is_told=False)
    return ask_the_others(desk, meeting, "joint_cancelled", CANCEL_TOO)


def undo_cancel(desk: Desk, meeting: Meeting) -> None:
    """«Ångra» within a day: it is held after all, and its items come back.

    Raises NotYours, ChangedMeanwhile, TooLateToUndo, MeetingAlreadyThen.
    """
    must_plan(desk)
    cancelled = _entry(desk, meeting)
    if cancelled is None or meeting.state is not MeetingState.CANCELLED:
        raise ChangedMeanwhile(by=meeting.changed_by, planned=meeting)
    if desk.now - cancelled.at > UNDO_WITHIN:
        raise TooLateToUndo
    for each, held in held_together(desk, meeting):
        entry = _entry(each, held)
        # One that was cancelled by itself, at another time, stays so.
        if entry and entry.at == cancelled.at:
            must_be_movable(each, held, held.starts)
            _bring_back(each, held, entry)


def _entry(desk: Desk, meeting: Meeting) -> HistoryEntry | None:
    """When it was cancelled, or dropped as one of several dates."""
    verbs = ("meeting cancelled", DATE_DROPPED)
    found = (desk.place.latest_entry(verb, f"meeting:{meeting.id}") for verb in verbs)
    return max((each for each in found if each), key=lambda each: each.id, default=None)


def _bring_back(desk: Desk, meeting: Meeting, entry: HistoryEntry) -> None:
    if entry.verb == DATE_DROPPED:
        restore_date(desk, meeting)
        return
    reinstate_meeting(desk, meeting, was_unheard=UNHEARD in entry.facts)
    _give_back(desk, meeting, entry.facts)
    for each in desk.place.meetings_preparing(meeting):
        its_own = _entry(desk, each)
        # One that was left out before is not brought back.
        if its_own and its_own.at == entry.at and not each.is_over(desk.now):
            reinstate_meeting(desk, each, is_told=False)


def _give_back(desk: Desk, meeting: Meeting, facts: dict[str, Any]) -> None:
    """Items that nobody has decided on since, in their old places; and what stood on its agenda anyway."""
    left = {item_id: (state, position) for item_id, state, position in facts["items"]}
    heir = desk.place.meeting(facts["heir"]) if facts["heir"] else None
    held_by = desk.place.items_of(heir) if heir else []
    undecided = [item for item in [*held_by, *desk.place.waiting_items()] if item.is_incoming]
    for item in [*desk.place.items_of(meeting), *undecided]:
        if item.id in left:
            _put_back(desk, item, meeting, *left[item.id])


def _put_back(desk: Desk, item: AgendaItem, meeting: Meeting, state: str, position: int | None) -> None:
    item.meeting, item.state, item.position = meeting, ItemState(state), position
    record_item(desk.store, item, "given back", by=desk.by, now=desk.now, through=desk.through)


def change_place(desk: Desk, meeting: Meeting, place: str | None, link: str | None) -> None:
    """«Ändra plats», of the joint meeting too; told to those who know of the meeting. Raises NotYours."""
    must_plan(desk)
    change_place_as_decided(desk, meeting, place or None, link or None)


def change_place_as_decided(desk: Desk, meeting: Meeting, place: str | None, link: str | None) -> None:
    """The same, where somebody else has seen to the right; an empty place is none."""
    for each, held in held_together(desk, meeting):
        before = held.plan_mark
        _set_details(each, held, NewTime(starts=held.starts, place=place, link=link))
        if held.plan_mark != before:
            _tell_of_place(each, held)


def _tell_of_place(desk: Desk, meeting: Meeting) -> None:
    desk.store.flush()
    if meeting.is_planned and has_been_heard_of(desk.place.all_deadlines(meeting)):
        tell_of_meeting(desk, meeting, "meeting_elsewhere", part=f":{meeting.plan_mark}")
