"""One event is brought to what it should be, through the mailbox and outside of any transaction."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from bot.model.calendaraliases import aliases_after, aliases_since, as_ours, as_theirs
from bot.model.calendarevent import (
    CalendarEvent,
    Seen,
    Snapshot,
    Step,
    invitees_of,
    snapshot_of,
    step_towards,
)
from bot.ports.calendar import Calendar, CalendarFailure, MailboxGone


@dataclass(frozen=True, kw_only=True)
class Task:
    """One event as it is known, and as it should be; `wanted` is None for one that should not be.

    `is_uncertain` says that an earlier try may have made the event, `is_left` that the arena has another
    mailbox by now.
    """

    mailbox: str
    zone: str
    event_id: str | None
    transaction_id: str
    mark: str
    wanted: CalendarEvent | None
    written: Snapshot | None
    base: Snapshot | None
    unsettled: Snapshot | None
    aliases: Mapping[str, str]
    comment: str
    is_uncertain: bool
    is_left: bool


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """How the event stands now, by our addresses; `seen` is None where there is none. `step` is what was
    done to it, `aliases` whose addresses are others there; `found` is how it stood before that, where nobody
    knew that it stood. `lacks_teams` says that it is to be held in Teams, and its mailbox may not."""

    seen: Seen | None
    step: Step | None = None
    aliases: dict[str, str] = field(default_factory=dict)
    found: Snapshot | None = None
    is_new: bool = False
    was_deleted: bool = False
    lacks_teams: bool = False

    @property
    def has_mailed(self) -> bool:
        """Whether Exchange has sent something because of it."""
        return self.is_new or bool(self.step and self.step.fields)


async def bring_true(calendar: Calendar, task: Task) -> Outcome:
    """Do the smallest thing that is to be done. Raises bot.ports.calendar.CalendarFailure."""
    if task.wanted is None:
        await _cancelled(calendar, task)
        return Outcome(seen=None)
    seen = await _seen(calendar, task)
    if seen is None and task.event_id is None:
        return await _created(calendar, task, task.wanted)
    if seen is None or seen.is_cancelled:
        return Outcome(seen=None, was_deleted=True)
    return await _changed(calendar, task, task.wanted, seen)


async def _cancelled(calendar: Calendar, task: Task) -> None:
    try:
        seen = await _seen(calendar, task)
        if seen and not seen.is_cancelled:
            await calendar.cancel(task.mailbox, seen.event_id, task.comment)
    except MailboxGone:
        # With a mailbox that the arena has left, and that is no more, its events are gone.
        if not task.is_left:
            raise


async def _seen(calendar: Calendar, task: Task) -> Seen | None:
    if task.event_id:
        return await calendar.read(task.mailbox, task.event_id, task.zone)
    return await calendar.find(task.mailbox, task.mark, task.zone) if task.is_uncertain else None


async def _created(calendar: Calendar, task: Task, wanted: CalendarEvent) -> Outcome:
    made = await calendar.create(task.mailbox, wanted, task.transaction_id, task.mark)
    aliases = aliases_after(wanted.invitees, made.event.invitees)
    lacks_teams = (
        wanted.is_online and not made.event.is_online and not await _meets_in_teams(calendar, task.mailbox)
    )
    return Outcome(seen=as_ours(made, aliases), aliases=aliases, is_new=True, lacks_teams=lacks_teams)


async def _meets_in_teams(calendar: Calendar, mailbox: str) -> bool:
    """False where nobody says: it is asked again, and the event looked at, before anything is written."""
    try:
        return await calendar.meets_in_teams(mailbox)
    except CalendarFailure:
        return False


async def _changed(calendar: Calendar, task: Task, wanted: CalendarEvent, seen: Seen) -> Outcome:
    aliases = _aliases(task, wanted, seen)
    there = as_ours(seen, aliases)
    found = None if task.base else _as_made(there.event, wanted)
    written, base = task.written or found or {}, task.base or found or {}
    step = step_towards(wanted, written, base, there.event)
    lacks_teams = "online" in step.fields and not await _meets_in_teams(calendar, task.mailbox)
    if lacks_teams:
        # Everybody would be mailed, and nothing come of it.
        step = replace(step, fields=step.fields - {"online"})
    done = Outcome(seen=there, step=step, aliases=aliases, found=found, lacks_teams=lacks_teams)
    if not step.fields:
        return done
    sent = as_theirs(step.event, aliases)
    after = await calendar.change(task.mailbox, seen, sent, step.fields)
    if after is None:
        return Outcome(seen=None, was_deleted=True)
    aliases |= _ours_of(aliases_after(sent.invitees, after.event.invitees), aliases)
    return replace(done, seen=as_ours(after, aliases), aliases=aliases)


def _as_made(there: CalendarEvent, wanted: CalendarEvent) -> Snapshot:
    """How an event was made of which we did not hear: with nobody that we do not know."""
    found = snapshot_of(there)
    ours = {each: invitee for each, invitee in found["invitees"].items() if each in wanted.invited}
    return found | {"invitees": ours}


def _aliases(task: Task, wanted: CalendarEvent, seen: Seen) -> dict[str, str]:
    """Those that are known, and what Exchange has made of the others since they were sent."""
    known = {there: ours for there, ours in task.aliases.items() if there not in wanted.invited}
    there = as_ours(seen, known).event.invitees
    if task.base is None:
        return known | aliases_after(wanted.invitees, there)
    return known | aliases_since(invitees_of(task.base), there)


def _ours_of(found: Mapping[str, str], aliases: Mapping[str, str]) -> dict[str, str]:
    return {there: aliases.get(sent, sent) for there, sent in found.items()}
