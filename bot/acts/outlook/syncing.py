"""One event after another is brought to what it should be; what the mailbox answered is kept."""

from dataclasses import dataclass
from datetime import datetime

from bot.acts.outlook.replies import take_replies
from bot.acts.outlook.unsettled import note_differences
from bot.acts.outlook.wanted import wanted_events
from bot.model.calendarevent import CalendarEvent, Seen, Snapshot, Step, base_after, snapshot_of, step_towards
from bot.model.calendarlink import CalendarLink
from bot.ports.arena_store import ArenaStore
from bot.ports.calendar import Calendar
from bot.ports.store import Store
from bot.texts import plain, say


@dataclass(frozen=True, kw_only=True)
class Task:
    """One event as it is known, and as it should be; `wanted` is None for one that should not be."""

    mailbox: str
    zone: str
    event_id: str | None
    transaction_id: str
    mark: str
    wanted: CalendarEvent | None
    written: Snapshot | None
    base: Snapshot | None
    comment: str


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """How the event stands now; `seen` is None where there is none. `step` is what was done to it."""

    seen: Seen | None
    step: Step | None = None
    is_new: bool = False
    was_deleted: bool = False

    @property
    def has_mailed(self) -> bool:
        """Whether Exchange has sent something because of it."""
        return self.is_new or bool(self.step and self.step.fields)


def look_over(store: Store, place: ArenaStore, *, now: datetime) -> None:
    """What should stand in the arena's mailbox is worked out anew; what stands in an earlier one goes."""
    mailbox = mailbox_of(place)
    links = {link.meeting.id: link for link in place.calendar_links(now)}
    meetings = {meeting.id: meeting for meeting in place.scheduled_meetings(now)} if mailbox else {}
    wanted = wanted_events(place, meetings.values(), bot_name=store.bot_name() or "")
    for meeting_id in wanted.keys() - links.keys():
        links[meeting_id] = CalendarLink(
            arena_id=place.arena.id, meeting=meetings[meeting_id], mailbox=mailbox
        )
        store.keep(links[meeting_id])
    for meeting_id, link in links.items():
        link.mailbox = link.mailbox if link.event_id else mailbox or link.mailbox
        event = wanted.get(meeting_id) if link.mailbox == mailbox else None
        link.want(snapshot_of(event) if event else None, now)


def mailbox_of(place: ArenaStore) -> str:
    """The arena's own, empty where it has none."""
    return (place.arena.calendar or "").casefold()


def task_of(store: Store, place: ArenaStore, link_id: int, *, now: datetime) -> Task | None:
    """What there is to do for one event; None, and nothing due, where there is nothing any more."""
    link = place.calendar_link(link_id)
    if link is None:
        return None
    if link.meeting.is_over(now) or link.is_let_go:
        link.due_at = None
        return None
    here = [link.meeting] if link.mailbox == mailbox_of(place) else []
    wanted = wanted_events(place, here, bot_name=store.bot_name() or "").get(link.meeting.id)
    link.wanted = snapshot_of(wanted) if wanted else None
    return Task(
        mailbox=link.mailbox,
        zone=place.arena.timezone,
        event_id=link.event_id,
        transaction_id=link.transaction_id,
        mark=link.mark,
        wanted=wanted,
        written=link.written,
        base=link.base,
        comment=plain(say("outlook_cancelled", arena=place.arena, meeting=link.meeting)),
    )


async def bring_true(calendar: Calendar, task: Task, *, is_uncertain: bool) -> Outcome:
    """Do the smallest thing that is to be done. Raises bot.ports.calendar.CalendarFailure.

    `is_uncertain` says that an earlier try may have made the event.
    """
    seen = await _seen(calendar, task, is_uncertain=is_uncertain)
    if task.wanted is None:
        if seen and not seen.is_cancelled:
            await calendar.cancel(task.mailbox, seen.event_id, task.comment)
        return Outcome(seen=None)
    if seen is None and task.event_id is None:
        made = await calendar.create(task.mailbox, task.wanted, task.transaction_id, task.mark)
        return Outcome(seen=made, is_new=True)
    if seen is None or seen.is_cancelled:
        return Outcome(seen=None, was_deleted=True)
    return await _changed(calendar, task, task.wanted, seen)


async def _seen(calendar: Calendar, task: Task, *, is_uncertain: bool) -> Seen | None:
    if task.event_id:
        return await calendar.read(task.mailbox, task.event_id, task.zone)
    return await calendar.find(task.mailbox, task.mark, task.zone) if is_uncertain else None


async def _changed(calendar: Calendar, task: Task, wanted: CalendarEvent, seen: Seen) -> Outcome:
    found = snapshot_of(seen.event)
    step = step_towards(wanted, task.written or found, task.base or found, seen.event)
    if not step.fields:
        return Outcome(seen=seen, step=step)
    after = await calendar.change(task.mailbox, seen, step.event, step.fields)
    return Outcome(seen=after, step=step, was_deleted=after is None)


def settle(
    store: Store, place: ArenaStore, link_id: int, task: Task, outcome: Outcome, *, now: datetime
) -> None:
    """Keep how the event stands."""
    link = place.calendar_link(link_id)
    if link is None:
        return
    link.due_at = None
    if outcome.was_deleted:
        note_differences(store, place, link, frozenset(), None, now=now)
        return
    if outcome.seen is None:
        link.forget_event()
        # Where the arena has another mailbox by now, it is invited from there.
        link.wanted = None
        look_over(store, place, now=now)
        return
    if task.wanted is None:
        return
    after, want = snapshot_of(outcome.seen.event), snapshot_of(task.wanted)
    if outcome.step is None or link.written is None or link.base is None:
        link.base, link.written = after, want
    else:
        link.base = base_after(link.base, after, outcome.step, link.written, want)
        # What people changed too waits for a decision, and stays unwritten until then.
        held = outcome.step.differs - {"invitees"}
        link.written = want | {name: link.written[name] for name in held}
    if link.asked_at is None or (outcome.step and "time" in outcome.step.fields):
        link.asked_at = now
    seen = outcome.seen
    link.event_id, link.ical_uid, link.change_key = seen.event_id, seen.ical_uid, seen.change_key
    if outcome.step:
        note_differences(store, place, link, outcome.step.differs, after, now=now)
    link.due_at = take_replies(store, place, link, seen.replies, now=now)
    # What came meanwhile is looked at once more.
    if link.wanted != want:
        link.due_at = now
