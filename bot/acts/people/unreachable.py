"""What a delivery learns of its recipient: the right looked at again, and closed doors told."""

from datetime import datetime

from bot.acts.attendance.callins import give_up_on
from bot.acts.desk import Desk
from bot.acts.gathering import may_still_be_told, take_back
from bot.acts.people.binding import lose_chat
from bot.acts.people.outstaying import ask_to_bring_back, ask_to_remove, may_be_removed
from bot.acts.people.welcoming import is_still_welcome, welcome_anew
from bot.acts.sending.instead import give_otherwise, is_missed, tell_of_mute_chat, tell_of_refused
from bot.acts.sending.promises import responsible, tell_all
from bot.acts.sending.rights import has_right
from bot.acts.sending.unmailed import tell_of_unmailed
from bot.acts.todo import may_still_see
from bot.model.dispatch import MORNING, TODO, WELCOME, Claimed, DispatchKind
from bot.model.joining import Chat
from bot.model.notice import about
from bot.model.person import Person
from bot.ports.arena_store import ArenaStore
from bot.ports.store import Store
from bot.texts import say

# What Telegram says of an account that is none, or is not known to the bot.
NOBODY_THERE = ("peer_id_invalid", "user_id_invalid")


def may_still_get(store: Store, dispatch: Claimed, *, now: datetime) -> bool:
    """Whether the recipient has the right now, not only when the message was promised (PROMISES P8)."""
    if dispatch.subject == MORNING:
        return may_still_be_told(store, dispatch, now=now)
    if dispatch.subject == TODO:
        return may_still_see(store, dispatch, now=now)
    if about(dispatch.subject) == WELCOME:
        return is_still_welcome(store, dispatch, now=now)
    if dispatch.arena_id is None:
        return _may_get_in_no_arena(store, dispatch, now)
    place = store.within(dispatch.arena_id)
    if place is None:
        return False
    if dispatch.person_id is not None:
        person = store.person(dispatch.person_id)
        is_theirs = person is not None and _is_still_theirs(person, dispatch)
        return bool(is_theirs and person and has_right(place, person, dispatch.subject, now))
    if dispatch.kind is DispatchKind.REMOVE:
        return may_be_removed(place, store.person_by_telegram(dispatch.member_id or 0), now=now)
    if dispatch.kind is DispatchKind.LET_IN:
        person = store.person_by_telegram(dispatch.member_id or 0)
        return person is not None and not may_be_removed(place, person, now=now)
    if dispatch.bound_chat_id is not None:
        bound = store.chat_by_telegram(dispatch.chat_id)
        return bound is not None and bound.arena_id == dispatch.arena_id
    # In no right at all: a chat that nobody has bound, or whoever is on no roster.
    return False


def _may_get_in_no_arena(store: Store, dispatch: Claimed, now: datetime) -> bool:
    """An answer in no arena's name: whoever is known has their account still, and each arena that its buttons
    lead to."""
    if dispatch.person_id is None:
        return True
    person = store.person(dispatch.person_id)
    if person is None or not _is_still_theirs(person, dispatch):
        return False
    led_to = {each.arena_id for row in dispatch.buttons for each in row if each.arena_id}
    return not led_to or led_to <= {arena.id for arena in store.every_arena_of(person, now)}


def _is_still_theirs(person: Person, dispatch: Claimed) -> bool:
    """The account or, for what goes by mail, any address: a wrong one may have been put right."""
    is_mail = dispatch.kind is DispatchKind.MAIL
    return person.email is not None if is_mail else person.telegram_id == dispatch.chat_id


def note_withdrawn(store: Store, dispatch: Claimed, *, now: datetime) -> None:
    """A right had ended before the message was sent: nothing else that it held may be lost with it."""
    if dispatch.subject == MORNING:
        take_back(store, dispatch, now=now)
    if about(dispatch.subject) == WELCOME:
        welcome_anew(store, dispatch, now=now)
    place = store.within(dispatch.arena_id or "") if dispatch.bound_chat_id else None
    if place:
        give_otherwise(store, place, dispatch, now=now)


def note_closed(store: Store, dispatch: Claimed, *, now: datetime) -> None:
    """The person blocked the bot, or the group lost it: remember it and tell the secretary once."""
    chat = store.chat_by_telegram(dispatch.chat_id)
    place = store.within(chat.arena_id) if chat else None
    if chat:
        if place:
            give_otherwise(store, place, dispatch, now=now)
        lose_chat(store, chat, now=now)
        return
    if person := store.person_by_telegram(dispatch.chat_id):
        lose_person(store, person, now=now)


def lose_person(store: Store, person: Person, *, now: datetime) -> None:
    """The person blocked the bot: what is sent goes another way, and the secretary is told once."""
    if person.unreachable_since:
        return
    person.unreachable_since = now
    for arena in (*store.arenas_of(person, now), *store.co_opting_arenas_of(person, now)):
        if place := store.within(arena.id):
            text = say("person_unreachable", arena=arena, person=person, mails=place.mails)
            key = f"unreachable:{person.id}:{now.timestamp():.0f}"
            tell_all(store, place, responsible(place, now), text, key=key)
            give_up_on(Desk(store=store, place=place, now=now, through="clock"), person)


def note_refused(store: Store, dispatch: Claimed, reason: str, *, now: datetime) -> None:
    """What Telegram or a mail server will never take is told to whoever can do something about it, or is
    asked for instead; what is without anybody's fault, such as an edit of what somebody deleted, is not."""
    if dispatch.kind is DispatchKind.MAIL:
        tell_of_unmailed(store, dispatch, reason, now=now)
        return
    chat = store.chat_by_telegram(dispatch.chat_id)
    place = store.within(chat.arena_id) if chat else None
    if chat and place:
        _note_refused_in_chat(store, place, chat, dispatch, reason, now)
    elif is_missed(dispatch, reason):
        _note_refused_privately(store, dispatch, reason, now)


def _note_refused_in_chat(
    store: Store, place: ArenaStore, chat: Chat, dispatch: Claimed, reason: str, now: datetime
) -> None:
    if dispatch.kind is DispatchKind.REMOVE:
        ask_to_remove(store, place, dispatch, now=now)
    elif dispatch.kind is DispatchKind.LET_IN:
        ask_to_bring_back(store, place, dispatch, now=now)
    elif is_missed(dispatch, reason):
        tell_of_mute_chat(store, place, chat, dispatch, reason, now=now)
    elif dispatch.kind is DispatchKind.PIN and dispatch.after_message and not chat.told_about_pin:
        chat.told_about_pin = True
        text = say("may_not_pin", arena=place.arena)
        tell_all(store, place, responsible(place, now), text, key=f"pin:{chat.id}")


def _note_refused_privately(store: Store, dispatch: Claimed, reason: str, now: datetime) -> None:
    person = store.person(dispatch.person_id or 0)
    if person is None:
        return
    if reason.casefold().endswith(NOBODY_THERE):
        lose_person(store, person, now=now)
        return
    own = [dispatch.arena_id] if dispatch.arena_id else [arena.id for arena in store.arenas_of(person, now)]
    for arena_id in own:
        if place := store.within(arena_id):
            tell_of_refused(store, place, person, now=now)
