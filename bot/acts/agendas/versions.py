"""A sent agenda changes: a new version when a preparer says so, a supplement soon."""

from datetime import datetime

from bot.acts.agendas.asking import ask
from bot.acts.agendas.pages import next_supplement, next_version
from bot.acts.agendas.publishing import publish
from bot.acts.agendas.superseding import replace_posts, replaced_by_version
from bot.model.deadline import DeadlineKind
from bot.model.item import AgendaItem, ItemState
from bot.model.meeting import Meeting
from bot.model.notice import VERSION
from bot.model.person import Person
from bot.ports.arena_store import ArenaStore
from bot.ports.store import Store
from bot.ports.workshop import Press
from bot.refusals import MeetingHeld, NothingChanged


def ask_for_version(store: Store, place: ArenaStore, meeting: Meeting, *, by: Person, now: datetime) -> None:
    """«Skicka ny version»: the clock's sweep sends it within seconds. Raises MeetingHeld, NothingChanged."""
    if meeting.is_over(now):
        raise MeetingHeld(meeting=meeting)
    page = next_version(place, meeting, now)
    if page is None or not page.changes:
        raise NothingChanged(meeting=meeting)
    meeting.ready_at, meeting.ready_by = now, by
    ask(store, place, meeting, DeadlineKind.NEW_VERSION, now)
    store.record(
        "version asked",
        f"meeting:{meeting.id}",
        now=now,
        arena_id=place.arena.id,
        person=by,
        through="chat",
    )


def ask_for_supplement(store: Store, place: ArenaStore, item: AgendaItem, *, now: datetime) -> None:
    """An item was accepted after the sending: everybody gets it, with what is taken up in the same moment.

    Raises MeetingHeld.
    """
    meeting = item.meeting
    if meeting is None or not meeting.is_sent or item.state is not ItemState.ACCEPTED:
        return
    if meeting.is_over(now):
        raise MeetingHeld(meeting=meeting)
    ask(store, place, meeting, DeadlineKind.SUPPLEMENT, now)


def publish_version(
    store: Store, place: ArenaStore, meeting: Meeting, press: Press, *, now: datetime
) -> None:
    """Send the next version, if anything differs from what people have; the older posts say so."""
    page = next_version(place, meeting, now)
    if page is None or not page.changes:
        return
    older = replaced_by_version(place.publications(meeting))
    publication = publish(store, place, page, press, by=meeting.ready_by, now=now)
    replace_posts(store, place, older, publication)
    place.drop_notices(f"{VERSION}:{meeting.id}", now=now)


def publish_supplement(
    store: Store, place: ArenaStore, meeting: Meeting, press: Press, *, now: datetime
) -> None:
    """Send the items that were accepted since, if there are any that people do not have."""
    page = next_supplement(place, meeting, now)
    if page:
        publish(store, place, page, press, by=None, now=now)
