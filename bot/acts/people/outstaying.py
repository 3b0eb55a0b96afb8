"""Whoever is still in the arena's group after their last day: taken out of it, or the secretary is asked."""

from datetime import datetime, timedelta
from typing import Any

from bot.acts.desk import Desk
from bot.acts.people.inviting import roster
from bot.acts.sending.notices import note
from bot.acts.sending.promises import responsible, tell_all, tell_chat
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
    strangers = desk.place.seen_in(group) - {each.telegram_id for each in roster(desk.place, desk.today)}
    held: list[Tenure | Role] = [*desk.place.tenures(), *desk.place.roles()] if strangers else []
    known = {each.person.id: each.person for each in held if each.person and each.has_a_day}
    return [person for person in known.values() if person.telegram_id in strangers]


def may_be_removed(place: ArenaStore, person: Person | None, *, now: datetime) -> bool:
    """Whether they are still nobody here, looked at when it is done."""
    return person is not None and person not in roster(place, place.arena.today(now))


def note_removed(store: Store, claimed: Claimed) -> None:
    """They are out of the group."""
    if claimed.kind is DispatchKind.REMOVE and claimed.member_id is not None:
        store.note_presence(claimed.chat_id, claimed.member_id, present=False)


def note_gone(store: Store, chat_id: int, telegram_id: int, *, now: datetime) -> None:
    """They went, or somebody took them out: nobody is asked to any more."""
    chat, person = store.chat_by_telegram(chat_id), store.person_by_telegram(telegram_id)
    place = store.within(chat.arena_id) if chat and person else None
    group = place.group() if place else None
    if place and person and group and group.chat_id == chat_id:
        place.drop_notices(f"{LEAVING}:{person.id}", now=now)


def let_in_again(desk: Desk, person: Person | None) -> None:
    """They have their place again: whom the bot took out of the group it invites back, if it may."""
    group = desk.place.group()
    if group is None or person is None:
        return
    subject = f"{MEMBER}:{person.telegram_id}"
    removals = desk.place.dispatches_for(subject, (DispatchKind.REMOVE,))
    is_out = person.telegram_id not in desk.place.seen_in(group)
    if is_out and any(each.state is DispatchState.SENT for each in removals):
        text = say("let_in_again", arena=desk.place.arena)
        more: dict[str, Any] = {"kind": DispatchKind.LET_IN, "subject": subject}
        tell_chat(desk.store, desk.place, group, text, key=f"letin:{_at(person, desk.now)}", **more)


def _at(person: Person, now: datetime) -> str:
    return f"{person.id}:{now.timestamp():.0f}"


def ask_to_bring_back(store: Store, place: ArenaStore, claimed: Claimed, *, now: datetime) -> None:
    """The bot may not make a link, or they cannot be reached: then only people can bring them back."""
    if person := store.person_by_telegram(claimed.member_id or 0):
        text = say("bring_back", arena=place.arena, person=person)
        tell_all(store, place, responsible(place, now), text, key=f"bringback:{_at(person, now)}")


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
