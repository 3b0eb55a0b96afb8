"""What should stand in the arena's mailbox is worked out, and how it stands by now is kept."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from bot.acts.outlook.bringing import Outcome, Task
from bot.acts.outlook.replies import take_replies
from bot.acts.outlook.unsettled import note_differences
from bot.acts.outlook.wanted import inviting_first, wanted_events
from bot.acts.outlook.waysin import share_ways_in
from bot.model.calendarevent import Seen, Snapshot, base_after, snapshot_of, written_after
from bot.model.calendarlink import CalendarLink
from bot.model.meeting import Meeting, MeetingState
from bot.ports.arena_store import ArenaStore
from bot.ports.store import Store
from bot.texts import plain, say

# After that nobody moves a meeting any more, and answers help nobody.
KNOWN_AFTERWARDS = timedelta(days=1)
# Of a thousand meetings the invitees, answers and snapshots in memory at once are so much that the garbage
# collector holds every thread while it looks at them.
AT_ONCE = 100


def look_over(store: Store, place: ArenaStore, *, now: datetime) -> None:
    """What should stand in the arena's mailbox is worked out anew; what stands in an earlier one goes."""
    ahead = place.meetings_ahead(now)
    share_ways_in(store, [each for each in ahead if _is_scheduled(each)])
    for meetings in _in_parts(ahead):
        _look_over(store, place, meetings, now)
        store.flush()


def _is_scheduled(meeting: Meeting) -> bool:
    return meeting.state is not MeetingState.CANCELLED and not meeting.falls_with_arena


def _in_parts(meetings: Sequence[Meeting]) -> Iterator[Sequence[Meeting]]:
    for first in range(0, len(meetings), AT_ONCE):
        yield meetings[first : first + AT_ONCE]


def _look_over(store: Store, place: ArenaStore, meetings: Sequence[Meeting], now: datetime) -> None:
    mailbox = mailbox_of(place)
    links = {link.meeting.id: link for link in place.calendar_links(meetings)}
    wanted = wanted_events(store, place, meetings) if mailbox else {}
    for meeting in meetings:
        if meeting.id in wanted and meeting.id not in links:
            links[meeting.id] = CalendarLink(arena_id=place.arena.id, meeting=meeting, mailbox=mailbox)
            store.keep(links[meeting.id])
    for meeting_id, link in links.items():
        link.mailbox = link.mailbox if link.may_stand else mailbox or link.mailbox
        event = wanted.get(meeting_id) if link.mailbox == mailbox else None
        link.want(snapshot_of(event) if event else None, now)
        link.over_at = link.meeting.starts_at + KNOWN_AFTERWARDS


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
    is_left = link.mailbox != mailbox_of(place)
    here = [] if is_left else [link.meeting]
    wanted = wanted_events(store, place, here).get(link.meeting.id)
    link.wanted = snapshot_of(wanted) if wanted else None
    is_uncertain = link.event_id is None and link.may_stand
    if wanted and not link.may_stand:
        # Whoever answers before we hear that the event was made has been asked all the same.
        link.asked_at = now
    return Task(
        mailbox=link.mailbox,
        zone=place.arena.timezone,
        event_id=link.event_id,
        transaction_id=link.transaction_id,
        mark=link.mark,
        wanted=wanted,
        written=link.written,
        base=link.base,
        unsettled=link.unsettled,
        aliases=link.aliases or {},
        comment=plain(say("outlook_cancelled", arena=place.arena, meeting=link.meeting)),
        is_uncertain=is_uncertain,
        is_left=is_left,
    )


def settle(
    store: Store, place: ArenaStore, link_id: int, task: Task, outcome: Outcome, *, now: datetime
) -> None:
    """Keep how the event stands; where somebody has decided on it meanwhile, that holds, and it is looked
    at once more."""
    link = place.calendar_link(link_id)
    if link is None:
        return
    if not _is_as_it_was(link, task):
        link.due_at = now
        return
    link.due_at = None
    if outcome.was_deleted:
        note_differences(store, place, link, frozenset(), None, now=now)
    elif outcome.seen is None:
        link.forget_event()
        # Where the arena has another mailbox by now, it is invited from there.
        link.wanted = None
        look_over(store, place, now=now)
    elif task.wanted:
        _keep(store, place, link, snapshot_of(task.wanted), outcome, outcome.seen, now)


def _is_as_it_was(link: CalendarLink, task: Task) -> bool:
    known = (task.event_id, task.mark, task.written, task.base, task.unsettled)
    return (link.event_id, link.mark, link.written, link.base, link.unsettled) == known


def _keep(
    store: Store,
    place: ArenaStore,
    link: CalendarLink,
    want: Snapshot,
    outcome: Outcome,
    seen: Seen,
    now: datetime,
) -> None:
    step = outcome.step
    _keep_snapshots(link, want, outcome, snapshot_of(seen.event))
    if link.asked_at is None or (step and "time" in step.fields):
        link.asked_at = now
    link.event_id, link.ical_uid, link.change_key = seen.event_id, seen.ical_uid, seen.change_key
    link.aliases = outcome.aliases or None
    first = inviting_first(store, link.meeting)
    join_link = seen.join_link or (first.way_in if first else None)
    if link.meeting.join_link != join_link:
        link.meeting.join_link = join_link
        share_ways_in(store, [link.meeting])
    if step:
        note_differences(store, place, link, step.differs, snapshot_of(seen.event), now=now)
    link.due_at = take_replies(store, place, link, seen.replies, now=now)
    # What came meanwhile is looked at once more.
    if link.wanted != want or (step and step.has_more):
        link.due_at = now


def _keep_snapshots(link: CalendarLink, want: Snapshot, outcome: Outcome, after: Snapshot) -> None:
    base, written = link.base or outcome.found, link.written or outcome.found
    if outcome.lacks_teams:
        want = {name: value for name, value in want.items() if name != "online"}
    if outcome.step is None or written is None or base is None:
        link.base, link.written = after, want
        return
    link.base = base_after(base, after, outcome.step, written, want)
    link.written = written_after(written, want, outcome.step)


def waiting_for_teams(place: ArenaStore, *, now: datetime) -> list[int]:
    """The ids of events that are to be held in Teams once their mailbox may."""
    parts = _in_parts(place.meetings_ahead(now)) if place.arena.teams else ()
    return [link.id for part in parts for link in place.calendar_links(part) if link.waits_for_teams]
