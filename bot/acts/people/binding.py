"""How a Telegram group becomes an arena's chat, and how the bot leaves one that nobody bound."""

from datetime import datetime, timedelta

from bot.acts.sending.promises import responsible, tell_all
from bot.model.dispatch import Dispatch, DispatchKind
from bot.model.joining import Chat, ChatKind, Invitation, Lodging
from bot.model.person import Person
from bot.permissions import may_bind
from bot.ports.arena_store import ArenaStore
from bot.ports.store import Store
from bot.refusals import AlreadyBound, WrongCode
from bot.texts import say

PATIENCE = timedelta(minutes=15)


def lodge(store: Store, chat_id: int, *, now: datetime) -> None:
    """The bot was added to a group: wait there in silence for somebody to bind it."""
    if store.chat_by_telegram(chat_id) is None and store.lodging(chat_id) is None:
        store.keep(Lodging(chat_id=chat_id, leave_at=now + PATIENCE))


def leave(store: Store, chat_id: int, *, now: datetime) -> None:
    """Leave the group without a word."""
    if lodging := store.lodging(chat_id):
        store.forget(lodging)
    store.promise(
        Dispatch(
            dedupe_key=f"leave:{chat_id}:{now.timestamp():.0f}",
            kind=DispatchKind.LEAVE,
            chat_id=chat_id,
            twice_is_better=True,
        )
    )


def leave_unbound(store: Store, *, now: datetime) -> int:
    """Leave every group whose fifteen minutes are over; how many there were."""
    due = store.due_lodgings(now)
    for lodging in due:
        leave(store, lodging.chat_id, now=now)
    return len(due)


def bind(
    store: Store,
    code: str,
    by: Person | None,
    *,
    chat_id: int,
    thread_id: int | None,
    title: str,
    now: datetime,
) -> Chat | None:
    """Tie the group to the arena of the code; None when the bot left, because a stranger guessed.

    Raises WrongCode for somebody who may bind but has a code that does not work, AlreadyBound for a
    chat that has its arena, unless the code is for just that and moves it to the topic.
    """
    invitation = store.invitation_by_secret(code.upper())
    is_good = invitation and invitation.chat_kind and invitation.is_open(now)
    may = bool(invitation and is_good and _may(store, invitation.arena_id, by, now))
    bound = store.chat_by_telegram(chat_id)
    if bound and not (may and invitation and _is_the_same(bound, invitation)):
        raise AlreadyBound
    if invitation is None or not may:
        _turn_away(store, chat_id, by, now=now)
        return None
    invitation.used_at = now
    place = store.within(invitation.arena_id)
    kind = invitation.chat_kind or ChatKind.GROUP
    return _settle(store, place, kind, by, chat_id, thread_id, title, now) if place else None


def _is_the_same(bound: Chat, invitation: Invitation) -> bool:
    return bound.arena_id == invitation.arena_id and bound.kind is invitation.chat_kind


def _turn_away(store: Store, chat_id: int, by: Person | None, *, now: datetime) -> None:
    if by and any(_may(store, arena.id, by, now) for arena in store.arenas_of(by, now)):
        raise WrongCode
    leave(store, chat_id, now=now)


def _may(store: Store, arena_id: str, by: Person | None, now: datetime) -> bool:
    place = store.within(arena_id)
    return bool(place and by and may_bind(place.standing(by, place.arena.today(now))))


def _settle(
    store: Store,
    place: ArenaStore,
    kind: ChatKind,
    by: Person | None,
    chat_id: int,
    thread_id: int | None,
    title: str,
    now: datetime,
) -> Chat:
    earlier = place.group() if kind is ChatKind.GROUP else place.preparers_chat()
    if earlier:
        earlier.lost_at = now
        store.flush()
        if earlier.chat_id != chat_id:
            lodge(store, earlier.chat_id, now=now)
    if earlier is None or earlier.chat_id != chat_id:
        _see_anew(store, by, chat_id)
    if lodging := store.lodging(chat_id):
        store.forget(lodging)
    chat = Chat(
        arena_id=place.arena.id, kind=kind, chat_id=chat_id, thread_id=thread_id, title=title, bound_at=now
    )
    store.keep(chat)
    store.record(
        "bound", kind.value, now=now, arena_id=place.arena.id, person=by, through="chat", chat=chat_id
    )
    return chat


def _see_anew(store: Store, by: Person | None, chat_id: int) -> None:
    """Who came or left while the group was not the arena's is asked for, but of whoever binds it is known."""
    store.forget_presence(chat_id)
    if by and by.telegram_id:
        store.note_presence(chat_id, by.telegram_id, present=True)


def lose_chat(store: Store, chat: Chat, *, now: datetime) -> None:
    """The bot was removed from a bound group: what goes to everybody goes privately from now on."""
    chat.lost_at = now
    # Nobody tells of those who leave from now on.
    store.forget_presence(chat.chat_id)
    place = store.within(chat.arena_id)
    if place:
        store.record("lost", chat.kind.value, now=now, arena_id=place.arena.id, person=None, through="chat")
        text = say("chat_lost", arena=place.arena, kind=chat.kind)
        tell_all(store, place, responsible(place, now), text, key=f"chatlost:{chat.id}")
