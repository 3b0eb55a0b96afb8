"""Reminders: what everybody hears through the group or in the morning, and what concerns a few alone."""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import Any

from bot.acts.agendas.reading import who_has_not_read
from bot.acts.sending.audience import Audience, audience_of, joint_names
from bot.acts.sending.notices import note
from bot.acts.sending.promises import at_bot, preparers, tell_chat, tell_preparers
from bot.model.changes import as_sent
from bot.model.deadline import Deadline
from bot.model.dispatch import Button
from bot.model.item import AgendaItem
from bot.model.meeting import Meeting
from bot.model.notice import FILE, MEETING, PREPARE, READ
from bot.model.person import Person
from bot.model.publication import Way
from bot.model.seat import Standing
from bot.permissions import may_read
from bot.ports.arena_store import ArenaStore
from bot.ports.store import Store
from bot.texts import say, say_parts


def key_of(deadline: Deadline) -> str:
    """What tells one due thing from every other."""
    return f"due:{deadline.kind}:{deadline.meeting.id}:{deadline.generation}"


def remind_everybody(
    store: Store,
    place: ArenaStore,
    deadline: Deadline,
    text_name: str,
    *,
    may: Callable[[Standing], bool] = may_read,
    buttons: Sequence[Button] = (),
    now: datetime,
) -> None:
    """At once in the group; privately, with the rest of the morning, to those not known to be in it.

    Privately nobody is asked for what they may not do.
    """
    meeting = deadline.meeting
    everybody = audience_of(store, place, meeting, now)
    facts: dict[str, Any] = {"arena": place.arena, "meeting": meeting, "today": place.arena.today(now)}
    facts |= {"joint": joint_names(store, meeting)}
    if everybody.group:
        text = say(text_name, at_bot=at_bot(store), **facts)
        # A reminder that comes twice annoys more than one that is lost (PROMISES P3).
        more: dict[str, Any] = {"subject": f"meeting:{meeting.id}", "twice_is_better": False}
        below = [buttons] if buttons else []
        tell_chat(store, place, everybody.group, text, key=key_of(deadline), buttons=below, **more)
    people = [each for each in everybody.by(Way.PRIVATE) if _may(everybody, each, may)]
    remind(store, place, deadline, people, say(text_name, at_bot="", **facts))


def _may(everybody: Audience, person: Person, may: Callable[[Standing], bool]) -> bool:
    # Whoever is to come before the meeting reads already, and does nothing else yet.
    return may(everybody.standings[person.id]) if person.id in everybody.standings else may is may_read


def remind(
    store: Store,
    place: ArenaStore,
    deadline: Deadline,
    people: Iterable[Person],
    text: str,
    *,
    about: str = MEETING,
) -> None:
    """Privately, with the rest of the morning; `about` is MEETING, or the word for what is to be done about
    it, which brings its buttons along."""
    note(
        store,
        place,
        people,
        text,
        key=key_of(deadline),
        since=deadline.due_at,
        useful_until=deadline.useful_until,
        subject=f"{about}:{deadline.meeting.id}",
    )


def remind_preparers(
    store: Store, place: ArenaStore, deadline: Deadline, text_name: str, *, now: datetime, **facts: Any
) -> None:
    """In their own chat, else with the rest of each one's morning; at once where it falls due at night."""
    facts |= {"arena": place.arena, "meeting": deadline.meeting, "now": now}
    if place.preparers_chat() or deadline.is_of_the_night:
        bot = at_bot(store) if place.preparers_chat() else ""
        for part, text in enumerate(say_parts(text_name, at_bot=bot, **facts)):
            key = f"{key_of(deadline)}:{part}"
            tell_preparers(store, place, text, key=key, now=now, buttons=[[_prepare(deadline.meeting)]])
        return
    privately = say(text_name, at_bot="", **facts)
    remind(store, place, deadline, preparers(place, now), privately, about=PREPARE)


def _prepare(meeting: Meeting) -> Button:
    return Button(text="Öppna beredningen", action="prepare", arena_id=meeting.arena.id, thing=meeting.id)


def remind_of_files(store: Store, place: ArenaStore, deadline: Deadline) -> None:
    """«Bilaga kommer»: whoever promised a file that has not come is reminded of all of theirs at once."""
    missing = [item for item in place.items_of(deadline.meeting) if item.is_open and item.awaits_file]
    for promiser, items in _by_proposer(missing):
        facts = {"arena": place.arena, "meeting": deadline.meeting, "items": items}
        remind(store, place, deadline, [promiser], say("files_promised", **facts), about=FILE)


def _by_proposer(items: Iterable[AgendaItem]) -> Iterable[tuple[Person, list[AgendaItem]]]:
    found: dict[int, tuple[Person, list[AgendaItem]]] = {}
    for item in items:
        if item.proposer:
            found.setdefault(item.proposer.id, (item.proposer, []))[1].append(item)
    return found.values()


def remind_of_reading(store: Store, place: ArenaStore, deadline: Deadline, *, now: datetime) -> None:
    """Three days before: only those who have not marked what was sent as read."""
    meeting = deadline.meeting
    if not meeting.is_sent:
        return
    unread = who_has_not_read(store, place, meeting, now)
    agenda = as_sent(place.all_publications(meeting), place.arena.zone)
    has_files = agenda is not None and any(line.attachments for line in agenda.lines)
    text = say("unread", arena=place.arena, meeting=meeting, has_files=has_files)
    remind(store, place, deadline, unread, text, about=READ)
