"""After the meeting: what became of each item, asked of the secretary and told to whoever proposed it."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from bot.acts.items.concerned import concerned_by, right_to_hear
from bot.acts.items.incoming import label
from bot.acts.items.lift_outcomes import tell_outcome
from bot.acts.items.postponing import next_meeting_for, put_off
from bot.acts.sending.mailing import mail_outcome
from bot.acts.sending.notices import note
from bot.acts.sending.promises import responsible, tell_all
from bot.model.dispatch import Button
from bot.model.item import AgendaItem, ItemState
from bot.model.meeting import Meeting
from bot.model.notice import MEETING, PRESENTED
from bot.model.person import Person
from bot.model.seat import Standing
from bot.permissions import may_prepare
from bot.ports.arena_store import ArenaStore
from bot.ports.store import Store
from bot.refusals import ItemClosed, NotHeldYet, NotYours
from bot.texts import say, say_parts

# Whoever proposed an item is told of its outcome late rather than never.
OF_USE = timedelta(days=365)
# Telegram takes a hundred buttons below one message; the list is shown anew with those that are left.
MOST_BUTTONS = 50


def asked_items(place: ArenaStore, meeting: Meeting) -> list[AgendaItem]:
    """What was to come up at the meeting and of which nobody has said what became of it.

    That is what was accepted, and what stood as not prepared on the agenda that was sent.
    """
    sent = place.publications(meeting)
    shown = {line["item_id"] for line in sent[-1].agenda.get("incoming", ())} if sent else set()
    items = place.items_of(meeting)
    return [item for item in items if item.state is ItemState.ACCEPTED or (item.is_open and item.id in shown)]


def ask_outcomes(store: Store, place: ArenaStore, meeting: Meeting, *, now: datetime) -> None:
    """On the working morning after: one message with every item; what nobody had taken up goes on."""
    items = asked_items(place, meeting)
    _pass_on_the_rest(store, place, meeting, items, now=now)
    if not items:
        return
    key = f"outcomes:{meeting.id}:{meeting.generation}"
    *first, last = say_parts("outcomes_asked", arena=place.arena, meeting=meeting, items=items)
    people = responsible(place, now)
    about = about_outcomes(meeting)
    for part, text in enumerate(first):
        tell_all(store, place, people, text, key=f"{key}:{part}", about=about)
    buttons = outcome_buttons(meeting, items)
    tell_all(store, place, people, last, key=f"{key}:last", buttons=buttons, about=about)


def about_outcomes(meeting: Meeting) -> str:
    """What a message shows that asks how it went."""
    return f"outcomes:{meeting.id}"


def _pass_on_the_rest(
    store: Store, place: ArenaStore, meeting: Meeting, asked: Sequence[AgendaItem], *, now: datetime
) -> None:
    rest = [item for item in place.items_of(meeting) if item.is_open and item not in asked]
    coming = place.coming_meetings(now) if rest else []
    for item in rest:
        put_off(store, place, item, next_meeting_for(item, coming), by=None, now=now)
        if item.is_open:
            text = say("item_postponed", arena=place.arena, item=item)
            key = f"passed:{item.id}:{meeting.id}"
            _note_concerned(store, place, item, concerned_by(item), text, key=key, now=now)


def outcome_buttons(meeting: Meeting, items: Sequence[AgendaItem]) -> list[list[Button]]:
    """A button for each item that opens its card, and one for all of them."""
    if not items:
        return []
    arena_id = meeting.arena.id
    rows = [
        [Button(text=label(item), action="item", arena_id=arena_id, thing=item.id)]
        for item in items[:MOST_BUTTONS]
    ]
    everything = Button(text="Alla behandlade", action="alltreated", arena_id=arena_id, thing=meeting.id)
    return [*rows, [everything]]


def treat_item(
    store: Store, place: ArenaStore, standing: Standing, item: AgendaItem, *, now: datetime
) -> None:
    """«Behandlad». Raises NotYours, NotHeldYet, ItemClosed."""
    _must_be_held(standing, item, now)
    _treat(store, place, [item], by=standing.person, now=now)


def hold_over_item(
    store: Store, place: ArenaStore, standing: Standing, item: AgendaItem, *, now: datetime
) -> None:
    """«Bordlagd»: incoming at the next meeting, or on the list. Raises NotYours, NotHeldYet, ItemClosed."""
    _must_be_held(standing, item, now)
    if not item.is_open:
        raise ItemClosed(item=item)
    heir = next_meeting_for(item, place.coming_meetings(now))
    held_at = item.meeting
    put_off(store, place, item, heir, by=standing.person, now=now, held_at=held_at)
    _tell(store, place, item, held_at, by=standing.person, now=now)


def treat_all(
    store: Store, place: ArenaStore, standing: Standing, meeting: Meeting, *, now: datetime
) -> None:
    """«Alla behandlade»: those of which nobody has said anything else. Raises NotYours, NotHeldYet."""
    if not may_prepare(standing):
        raise NotYours
    if not meeting.is_over(now):
        raise NotHeldYet(meeting=meeting)
    _treat(store, place, asked_items(place, meeting), by=standing.person, now=now)


def assume_treated(store: Store, place: ArenaStore, meeting: Meeting, *, now: datetime) -> None:
    """Nobody has said anything for 14 days: treated, as history says not confirmed by anybody."""
    items = asked_items(place, meeting)
    _treat(store, place, items, by=None, now=now)
    if items:
        text = say("outcomes_assumed", arena=place.arena, meeting=meeting, items=items)
        key, subject = f"assumed:{meeting.id}", f"{MEETING}:{meeting.id}"
        _note(store, place, responsible(place, now), text, key=key, now=now, subject=subject)


def _must_be_held(standing: Standing, item: AgendaItem, now: datetime) -> None:
    if not may_prepare(standing):
        raise NotYours
    if item.meeting is None or not item.meeting.is_over(now):
        raise NotHeldYet(meeting=item.meeting)


def _treat(
    store: Store, place: ArenaStore, items: Iterable[AgendaItem], *, by: Person | None, now: datetime
) -> None:
    for item in items:
        item.treat()
        item.changed_by = by
        store.record(
            "treated",
            f"item:{item.id}",
            now=now,
            arena_id=place.arena.id,
            person=by,
            through="chat" if by else "clock",
            confirmed=by is not None,
        )
        tell_outcome(store, place, item, now=now)
        _tell(store, place, item, item.meeting, by=by, now=now)
    store.flush()


def _tell(
    store: Store,
    place: ArenaStore,
    item: AgendaItem,
    held_at: Meeting | None,
    *,
    by: Person | None,
    now: datetime,
) -> None:
    """Its proposer and its presenter, who hear of all their items in one message."""
    people = concerned_by(item, apart_from=[by])
    text = say("item_outcome", arena=place.arena, item=item, meeting=held_at)
    key = f"outcome:{item.id}:{held_at.id if held_at else 0}"
    _note_concerned(store, place, item, people, text, key=key, now=now)
    presenter = item.presenter
    if presenter and presenter in people and (subject := _as_presenter(item, presenter)):
        mail_outcome(store, place, presenter, held_at, text, key=f"mail:{key}", subject=subject)


def _note_concerned(
    store: Store,
    place: ArenaStore,
    item: AgendaItem,
    people: Iterable[Person],
    text: str,
    *,
    key: str,
    now: datetime,
) -> None:
    for person in people:
        if subject := right_to_hear(place, item, person, now) or _as_presenter(item, person):
            _note(store, place, [person], text, key=key, now=now, subject=subject)


def _as_presenter(item: AgendaItem, person: Person) -> str | None:
    """Whose right ended with the meeting's day hears what became of their item all the same."""
    presented = item.presenter is person and item.state is ItemState.TREATED
    return f"{PRESENTED}:{item.id}" if presented else None


def _note(
    store: Store,
    place: ArenaStore,
    people: Iterable[Person],
    text: str,
    *,
    key: str,
    now: datetime,
    subject: str | None = None,
) -> None:
    note(store, place, people, text, key=key, since=now, useful_until=now + OF_USE, subject=subject)
