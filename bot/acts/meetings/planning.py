"""Meetings planned, moved and cancelled, and what falls due around them kept true."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from bot.acts.agendas.late_agenda import tell_if_too_late
from bot.acts.agendas.standing import follow_the_year
from bot.acts.attendance.answers import answer_buttons, empty_attendance
from bot.acts.desk import Desk
from bot.acts.items.incoming import next_open_meeting, record_item
from bot.acts.meetings.calendar import calendar_button
from bot.acts.meetings.preparatory import tell_those_who_prepare
from bot.acts.meetings.unheard import is_unheard, who_proposed
from bot.acts.sending.audience import audience_of, joint_names, tell_everybody
from bot.acts.sending.guests import tell_co_opted_of_item, tell_co_opted_of_meeting
from bot.acts.sending.mailing import mail_news
from bot.acts.sending.promises import at_bot, tell_all
from bot.acts.sending.reach import Papers, papers_in_chat, where
from bot.model.announced import still_ahead
from bot.model.deadline import (
    UNSCHEDULED,
    WHEN_ASKED,
    Deadline,
    DeadlineKind,
    due_when_asked,
    late_news_of,
    news_of,
)
from bot.model.dispatch import Button
from bot.model.item import AgendaItem, ItemState
from bot.model.meeting import Meeting, MeetingState
from bot.model.notice import ABOUT_A_MEETING
from bot.model.person import Person
from bot.ports.arena_store import ArenaStore
from bot.ports.store import Store
from bot.texts import say

MOVED = "moved"
CANCELLED = "cancelled"
# What is said of a meeting of which nobody has heard.
NEW = "meeting_planned"
# What history says of a cancelled meeting of which nobody had heard.
UNHEARD = "unheard"


def plan_meeting(desk: Desk, meeting: Meeting) -> None:
    """Keep a new meeting and all that will fall due around it."""
    desk.store.keep(meeting)
    desk.store.flush()
    desk.record("meeting planned", f"meeting:{meeting.id}", starts=meeting.starts.isoformat())
    _keep_deadlines(desk.store, desk.place, meeting, desk.now)
    if meeting.is_planned and (news := news_of(meeting, desk.now)):
        desk.store.keep(news)
    follow_the_year(desk.store, desk.place, now=desk.now, through=desk.through)


def move_meeting(desk: Desk, meeting: Meeting, starts: datetime, *, is_told: bool = True) -> None:
    """The meeting starts at another wall time: dates follow, old reminders are dropped.

    Of a meeting that is still to be told the same message tells the new time.
    """
    was_unheard = is_unheard(desk, meeting)
    before, meeting.starts = meeting.starts, starts
    meeting.changed_by = desk.by
    facts = {"before": before.isoformat(), "starts": starts.isoformat()}
    desk.record("meeting moved", f"meeting:{meeting.id}", **facts)
    emptied = empty_attendance(desk, meeting)
    begin_generation(desk, meeting)
    earlier = before.replace(tzinfo=desk.place.arena.zone)
    if was_unheard:
        _tell_as_new(desk, meeting, "meeting_moved", earlier=earlier)
    elif is_told:
        tell_of_meeting(desk, meeting, "meeting_moved", earlier=earlier, emptied=emptied, asks=True)


def _tell_as_new(desk: Desk, meeting: Meeting, what: str, **facts: Any) -> None:
    """In the morning, or at once where that is too late; guests alone have heard of how it was before."""
    news = news_of(meeting, desk.now) or late_news_of(meeting, desk.now)
    if news is None:
        tell_of_meeting(desk, meeting, NEW, asks=True)
        return
    desk.store.keep(news)
    everybody = audience_of(desk.store, desk.place, meeting, desk.now)
    more: dict[str, Any] = {"key": f"{what}:{meeting.id}:{meeting.generation}", "meeting": meeting, **facts}
    more["what"] = what
    tell_co_opted_of_meeting(desk.store, desk.place, everybody, **more)


def reinstate_meeting(
    desk: Desk, meeting: Meeting, *, is_told: bool = True, was_unheard: bool = False
) -> None:
    """A cancelled meeting is to be held after all; one that nobody had heard of is told as new."""
    meeting.state, meeting.changed_by = MeetingState.PLANNED, desk.by
    desk.record("meeting reinstated", f"meeting:{meeting.id}")
    emptied = empty_attendance(desk, meeting)
    begin_generation(desk, meeting)
    if was_unheard:
        _tell_as_new(desk, meeting, "meeting_reinstated", emptied=emptied)
    elif is_told:
        tell_of_meeting(desk, meeting, "meeting_reinstated", emptied=emptied, asks=True)


def cancel_meeting(desk: Desk, meeting: Meeting, *, is_told: bool = True) -> None:
    """The meeting will not be held; its open items go to the next planned one as incoming, or wait.

    Of one that is still to be told, those alone hear who know of it.
    """
    was_unheard = is_unheard(desk, meeting)
    # A standing item is the meeting's own: every other meeting has it already.
    placed = [item for item in desk.place.items_of(meeting) if item.is_open]
    items = [item for item in placed if not item.standing_key]
    knowing = who_proposed(desk, meeting, items)
    meeting.state, meeting.changed_by = MeetingState.CANCELLED, desk.by
    _close_deadlines(desk, meeting, CANCELLED)
    emptied = empty_attendance(desk, meeting)
    desk.store.flush()
    heir = next_open_meeting(desk.place, desk.now)
    # What «Ångra» needs to put each item back where it was.
    left = [[item.id, item.state.value, item.position] for item in placed]
    facts = {"items": left, "heir": heir.id if heir else None} | ({UNHEARD: True} if was_unheard else {})
    desk.record("meeting cancelled", f"meeting:{meeting.id}", **facts)
    for item in items:
        item.state, item.position = ItemState.INCOMING, None
    _pass_on(desk, items, heir)
    follow_the_year(desk.store, desk.place, now=desk.now, through=desk.through)
    if is_told:
        more: dict[str, Any] = {"items": items, "heir": heir, "emptied": emptied}
        more["only"] = knowing if was_unheard else None
        tell_of_meeting(desk, meeting, "meeting_cancelled", **more)


def tell_of_meeting(
    desk: Desk,
    meeting: Meeting,
    text_name: str,
    *,
    part: str = "",
    asks: bool = False,
    only: Sequence[Person] | None = None,
    **facts: Any,
) -> None:
    """In one message each, but not to whoever did it; what is over is nobody's news.

    Of a preparatory meeting only those who prepare hear. `part` tells messages of one name and date apart,
    `asks` puts the buttons by which people say whether they come below. `only` are those who hear it, beside
    those who are co-opted, where the others do not know of the meeting.
    """
    if meeting.is_over(desk.now):
        return
    facts |= {"meeting": meeting, "joint": joint_names(desk.store, meeting), "now": desk.now}
    in_mail = facts | {"proposes": False, "at_bot": "", "papers": Papers.ATTACHED}
    in_mail |= where(meeting, in_mail=True)
    facts |= {"proposes": True, "papers": papers_in_chat(desk.place), **where(meeting)}
    arena = desk.place.arena
    text = say(text_name, arena=arena, at_bot="", **facts)
    key = f"{text_name}:{meeting.id}:{meeting.generation}{part}"
    if meeting.is_preparatory:
        tell_those_who_prepare(desk.store, desk.place, text, now=desk.now, but=desk.by, key=key)
        return
    everybody = audience_of(desk.store, desk.place, meeting, desk.now).but(desk.by)
    about: dict[str, Any] = {"subject": f"meeting:{meeting.id}", "key": key}
    about["in_group"] = say(text_name, arena=arena, at_bot=at_bot(desk.store), **facts)
    about["to_deputies"] = say(text_name, arena=arena, at_bot="", **facts | {"proposes": False})
    calendar = [[_calendar_button(meeting, text_name)]]
    about["below_deputies"] = calendar
    below = [*([answer_buttons(meeting)] if asks else []), *calendar]
    if only is None:
        list(tell_everybody(desk.store, desk.place, everybody, text, buttons=below, **about))
        mailed = say(text_name, arena=arena, **in_mail)
        mail_news(desk.store, desk.place, everybody, meeting, text_name, mailed, key=key)
    else:
        tell_all(desk.store, desk.place, only, text, key=key, subject=about["subject"])
    tell_co_opted_of_meeting(desk.store, desk.place, everybody, key=key, what=text_name, **facts)


def _calendar_button(meeting: Meeting, text_name: str) -> Button:
    """For those who have it in their calendar, and for those who have not; nobody has what is new."""
    if text_name == NEW:
        return calendar_button(meeting)
    return calendar_button(meeting, "Uppdatera kalendern" if meeting.is_planned else "Ta bort ur kalendern")


def give_waiting_items(desk: Desk) -> None:
    """Items without a meeting get the next one, if there is one now."""
    meeting = next_open_meeting(desk.place, desk.now)
    if meeting is None:
        return
    items = desk.place.waiting_items()
    _pass_on(desk, items, meeting)
    desk.store.flush()
    for item in items:
        tell_co_opted_of_item(desk.store, desk.place, item)


def _pass_on(desk: Desk, items: Iterable[AgendaItem], meeting: Meeting | None) -> None:
    for item in items:
        item.meeting = meeting
        record_item(desk.store, item, "passed on", by=desk.by, now=desk.now, through=desk.through)


def begin_generation(desk: Desk, meeting: Meeting) -> None:
    """Everything falls due anew around the meeting's date as it is now."""
    asked = [due.kind for due in desk.place.deadlines(meeting) if due.kind in WHEN_ASKED]
    _close_deadlines(desk, meeting, MOVED)
    meeting.generation += 1
    desk.store.flush()
    _keep_deadlines(desk.store, desk.place, meeting, desk.now)
    follow_the_year(desk.store, desk.place, now=desk.now, through=desk.through)
    for kind in asked:
        # What somebody asked to send still goes out, whatever the meeting's new date.
        desk.store.keep(due_when_asked(meeting, kind, desk.now))


def _close_deadlines(desk: Desk, meeting: Meeting, outcome: str) -> None:
    for deadline in desk.place.deadlines(meeting):
        deadline.close(desk.now, outcome)
    for about in ABOUT_A_MEETING:
        desk.place.drop_notices(f"{about}:{meeting.id}", now=desk.now)


def _keep_deadlines(store: Store, place: ArenaStore, meeting: Meeting, now: datetime) -> None:
    if not meeting.is_planned:
        return
    for deadline in still_ahead(meeting, place.all_deadlines(meeting), now):
        store.keep(deadline)
        _settle(store, place, deadline, now)


def recompute_everywhere(store: Store, *, now: datetime) -> None:
    """At every start: due instants follow the rules and the time zones as they are today."""
    for arena in store.arenas():
        if place := store.within(arena.id):
            recompute_deadlines(store, place, now=now)


def recompute_deadlines(store: Store, place: ArenaStore, *, now: datetime) -> None:
    """Move what is not yet due around coming meetings to where the arena's rhythm puts it now.

    What is due, done or belongs to an earlier date stays; what the rhythm newly puts ahead is added.
    """
    for meeting in place.scheduled_meetings(now):
        if not meeting.is_planned:
            continue
        every = place.all_deadlines(meeting)
        kept = {due.kind: due for due in every if due.generation == meeting.generation}
        earlier = [due for due in every if due.generation < meeting.generation]
        fresh = {due.kind: due for due in still_ahead(meeting, earlier, now)}
        for kind in (each for each in DeadlineKind if each not in UNSCHEDULED):
            _move_deadline(store, place, kept.get(kind), fresh.get(kind), now)


def _move_deadline(
    store: Store, place: ArenaStore, kept: Deadline | None, fresh: Deadline | None, now: datetime
) -> None:
    if kept is None and fresh is not None:
        store.keep(fresh)
        _settle(store, place, fresh, now)
    elif kept is not None and _may_move(kept, now):
        _follow(store, place, kept, fresh, now)


def _may_move(kept: Deadline, now: datetime) -> bool:
    # What an earlier rhythm had dropped comes back with a later one.
    return kept.outcome == MOVED if kept.done_at else kept.due_at > now


def _follow(store: Store, place: ArenaStore, kept: Deadline, fresh: Deadline | None, now: datetime) -> None:
    if fresh is None:
        if kept.done_at is None:
            kept.close(now, MOVED)
        return
    # A late agenda keeps the morning that was promised: each start would put it off by another.
    if kept.planned_late and fresh.planned_late:
        return
    kept.done_at = kept.outcome = None
    kept.due_at, kept.useful_until = fresh.due_at, fresh.useful_until
    kept.planned_late = fresh.planned_late
    _settle(store, place, kept, now)


def _settle(store: Store, place: ArenaStore, deadline: Deadline, now: datetime) -> None:
    if deadline.kind is DeadlineKind.AGENDA:
        deadline.meeting.send_at = deadline.due_at if deadline.planned_late else None
    tell_if_too_late(store, place, deadline, now)
