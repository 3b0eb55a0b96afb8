"""To whom a message goes, turned into dispatches: one person, a role, a chat."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from bot.model.dispatch import Button, Dispatch, DispatchKind
from bot.model.joining import Chat
from bot.model.person import Person
from bot.model.seat import RoleKind
from bot.ports.arena_store import ArenaStore
from bot.ports.store import Store
from bot.texts import say_parts

# Who is asked when the secretary is vacant or cannot be reached (PRODUCT.md, People).
LADDER = (RoleKind.SECRETARY, RoleKind.CHAIR, RoleKind.PREPARER)


def tell_person(
    store: Store,
    place: ArenaStore,
    person: Person,
    text: str | None,
    *,
    key: str,
    buttons: Sequence[Sequence[Button]] = (),
    **more: Any,
) -> Dispatch | None:
    """Promise a private message; None for somebody who cannot be reached in Telegram."""
    dispatch = to_person(place, person, text, key=key, buttons=buttons, **more)
    return store.promise(dispatch) if dispatch else None


def to_person(
    place: ArenaStore,
    person: Person,
    text: str | None,
    *,
    key: str,
    buttons: Sequence[Sequence[Button]] = (),
    **more: Any,
) -> Dispatch | None:
    """A private message that is not promised yet; None for somebody who cannot be reached in Telegram."""
    if not person.reachable or person.telegram_id is None:
        return None
    return Dispatch(
        dedupe_key=f"{key}:p{person.id}",
        kind=more.pop("kind", DispatchKind.TEXT),
        chat_id=person.telegram_id,
        arena_id=place.arena.id,
        person_id=person.id,
        text=text,
        buttons=[list(row) for row in buttons],
        **more,
    )


def at_bot(store: Store) -> str:
    """What a command ends with in a group, where other bots may listen too."""
    name = store.bot_name()
    return f"@{name}" if name else ""


def tell_chat(
    store: Store,
    place: ArenaStore,
    chat: Chat,
    text: str | None,
    *,
    key: str,
    buttons: Sequence[Sequence[Button]] = (),
    **more: Any,
) -> Dispatch:
    """Promise a message to one of the arena's own chats, in the topic where it was bound."""
    return store.promise(to_chat(place, chat, text, key=key, buttons=buttons, **more))


def to_chat(
    place: ArenaStore,
    chat: Chat,
    text: str | None,
    *,
    key: str,
    buttons: Sequence[Sequence[Button]] = (),
    **more: Any,
) -> Dispatch:
    """A message to one of the arena's own chats that is not promised yet."""
    return Dispatch(
        dedupe_key=f"{key}:c{chat.id}",
        kind=more.pop("kind", DispatchKind.TEXT),
        chat_id=chat.chat_id,
        thread_id=chat.thread_id,
        arena_id=place.arena.id,
        bound_chat_id=chat.id,
        text=text,
        buttons=[list(row) for row in buttons],
        **more,
    )


def responsible(place: ArenaStore, now: datetime, *, apart_from: Person | None = None) -> list[Person]:
    """Whoever is to be asked: the secretary, else the chair, else the preparers, who can be reached.

    Nobody is asked about what concerns themselves: `apart_from` is passed over.
    """
    for kind in LADDER:
        held = place.holders(kind, place.arena.today(now))
        reachable = [person for person in held if person.reachable and person is not apart_from]
        if reachable:
            return reachable
    return []


def preparers(place: ArenaStore, now: datetime) -> list[Person]:
    """The preparers who can be reached, or those who stand in for them by the ladder."""
    held = place.holders(RoleKind.PREPARER, place.arena.today(now))
    return [person for person in held if person.reachable] or responsible(place, now)


def tell_all(
    store: Store, place: ArenaStore, people: Iterable[Person], text: str | None, *, key: str, **more: Any
) -> list[Dispatch]:
    """Promise the same private message to several people."""
    told = (tell_person(store, place, person, text, key=key, **more) for person in people)
    return [dispatch for dispatch in told if dispatch]


def tell_each(
    store: Store,
    place: ArenaStore,
    people: Iterable[Person],
    text_name: str,
    facts: Mapping[str, Any],
    *,
    key: str,
    **more: Any,
) -> None:
    """Say the same facts to several people, to each as `reader`: nobody is told of in the third person."""
    for person in people:
        for part, text in enumerate(say_parts(text_name, reader=person, **facts)):
            tell_person(store, place, person, text, key=f"{key}:{part}", **more)


def tell_preparers(
    store: Store,
    place: ArenaStore,
    text: str,
    *,
    key: str,
    now: datetime,
    people: Iterable[Person] | None = None,
    **more: Any,
) -> None:
    """In the preparers' own chat where there is one, else to each privately; silent at night.

    `people` are those who are told privately, where they are not just the preparers.
    """
    more |= {"key": key, "silent": place.arena.is_night(now)}
    if chat := place.preparers_chat():
        tell_chat(store, place, chat, text, **more)
    else:
        tell_all(store, place, preparers(place, now) if people is None else people, text, **more)
