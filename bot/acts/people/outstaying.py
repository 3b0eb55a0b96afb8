"""Whoever is still in the arena's group after their last day: taken out of it, or the secretary is asked."""

from datetime import datetime, timedelta
from typing import Any

from bot.acts.desk import Desk
from bot.acts.people.inviting import roster
from bot.acts.sending.notices import note
from bot.acts.sending.promises import responsible, tell_chat, tell_person
from bot.model.dispatch import MEMBER, Claimed, DispatchKind, DispatchState
from bot.model.joining import Chat
from bot.model.notice import LEAVING
from bot.model.person import Person
from bot.model.seat import Role, Tenure
from bot.model.workdays import first_morning
from bot.ports.arena_store import ArenaStore
from bot.ports.store import Store
from bot.texts import say


def remove_outstayers(store: Store, arena_id: str, *, now: datetime) -> None:
    """Promise to take out of the group everybody who was somebody here and is nobody any more, once a day.

    Those who never belonged are left alone: the group is not the list of members.
    """
    place = store.within(arena_id)
    group = place.group() if place else None
    if place is None or group is None or place.arena.has_ended(place.arena.today(now)):
        return
    desk = Desk(store=store, place=place, now=now, through="clock")
    for person in _outstaying(desk, group):
        key = f"remove:{person.id}:{desk.today}"
        more: dict[str, Any] = {"kind": DispatchKind.REMOVE, "subject": f"{MEMBER}:{person.telegram_id}"}
        tell_chat(store, place, group, None, key=key, **more)


def _outstaying(desk: Desk, group: Chat) -> list[Person]:
    inside = desk.place.seen_in(group)
    held: list[Tenure | Role] = [*desk.place.tenures(), *desk.place.roles()] if inside else []
    known = {each.person.id: each.person for each in held if each.person and each.has_a_day}
    staying = {person.id for person in roster(desk.place, desk.today)}
    gone = (person for person in known.values() if person.id not in staying)
    return [person for person in gone if person.telegram_id in inside]


def may_be_removed(place: ArenaStore, person: Person | None, *, now: datetime) -> bool:
    """Whether they are still nobody here, looked at when it is done."""
    return person is not None and person not in roster(place, place.arena.today(now))


def note_removed(store: Store, claimed: Claimed) -> None:
    """They are out of the group."""
    if claimed.member_id is not None:
        store.note_presence(claimed.chat_id, claimed.member_id, present=False)


def ask_to_bring_back(desk: Desk, person: Person | None) -> None:
    """They have their place again, and only people can bring back whom the bot took out of the group."""
    group = desk.place.group()
    if group is None or person is None or desk.by is None:
        return
    removals = desk.place.dispatches_for(f"{MEMBER}:{person.telegram_id}", (DispatchKind.REMOVE,))
    is_out = person.telegram_id not in desk.place.seen_in(group)
    if is_out and any(each.state is DispatchState.SENT for each in removals):
        text = say("bring_back", arena=desk.place.arena, person=person)
        key = f"bringback:{person.id}:{desk.now.timestamp():.0f}"
        tell_person(desk.store, desk.place, desk.by, text, key=key)


def ask_to_remove(store: Store, place: ArenaStore, claimed: Claimed, *, now: datetime) -> None:
    """The bot may not: the secretary is asked, in the morning of each working day until it is done."""
    person = store.person_by_telegram(claimed.member_id or 0)
    if person is None:
        return
    morning = first_morning(place.arena.local(now))
    text = say("still_in_group", arena=place.arena, person=person)
    note(
        store,
        place,
        responsible(place, now),
        text,
        key=f"stillin:{person.id}:{morning.date()}",
        since=now,
        useful_until=morning + timedelta(hours=20),
        subject=f"{LEAVING}:{person.id}",
    )
