"""«Klar att skickas»: said by a preparer, undone by any later change of what would be sent."""

from datetime import datetime

from bot.acts.sending.promises import preparers, tell_each
from bot.model.item import AgendaItem, ItemState
from bot.model.meeting import Meeting
from bot.model.person import Person
from bot.ports.arena_store import ArenaStore
from bot.ports.store import Store
from bot.refusals import AgendaAlreadySent


def mark_ready(store: Store, place: ArenaStore, meeting: Meeting, *, by: Person, now: datetime) -> None:
    """The agenda goes out at its time as it stands. Raises AgendaAlreadySent."""
    if meeting.is_sent:
        raise AgendaAlreadySent(meeting=meeting)
    if meeting.ready_at:
        return
    meeting.ready_at, meeting.ready_by = now, by
    _record(store, place, meeting, "ready", by=by, now=now)


def unmark_ready(store: Store, place: ArenaStore, meeting: Meeting, *, by: Person, now: datetime) -> None:
    """«Ångra». Raises AgendaAlreadySent."""
    if meeting.is_sent:
        raise AgendaAlreadySent(meeting=meeting)
    if meeting.ready_at is None:
        return
    meeting.ready_at = meeting.ready_by = None
    _record(store, place, meeting, "not ready", by=by, now=now)


def item_changed(store: Store, item: AgendaItem, *, by: Person | None, was_in_draft: bool = False) -> None:
    """What would be sent is not what was called ready any more: undo it, and say so.

    `by` is None where a date that changed brought it about.
    """
    meeting = item.meeting
    is_in_draft = was_in_draft or item.state is ItemState.ACCEPTED
    if meeting is None or meeting.ready_at is None or meeting.is_sent or not is_in_draft:
        return
    was_ready_at, was_ready_by = meeting.ready_at, meeting.ready_by
    meeting.ready_at = meeting.ready_by = None
    place = store.within(meeting.arena.id)
    if place:
        people = {person.id: person for person in preparers(place, was_ready_at)}
        # The secretary may call it ready without being a preparer, and would go on believing it.
        people |= {was_ready_by.id: was_ready_by} if was_ready_by else {}
        facts = {"arena": place.arena, "meeting": meeting, "item": item, "by": by}
        key = f"unready:{meeting.id}:{was_ready_at.timestamp():.0f}"
        tell_each(store, place, people.values(), "not_ready_any_more", facts, key=key)


def _record(
    store: Store, place: ArenaStore, meeting: Meeting, verb: str, *, by: Person, now: datetime
) -> None:
    thing = f"meeting:{meeting.id}"
    store.record(verb, thing, now=now, arena_id=place.arena.id, person=by, through="chat")
