"""What happens to the bot and to others in a group: added, removed, came, went, migrated; /koppla."""

from typing import Any

from bot.acts.people import binding, outstaying
from bot.acts.people.unreachable import lose_person
from bot.refusals import OnlyInGroup
from handlers.chat.conversation import Conversation


def added(talk: Conversation, _me: Any) -> None:
    """In a group: wait in silence to be bound. In private: the person let the bot in again."""
    if talk.heard.in_group:
        binding.lodge(talk.store, talk.heard.chat_id, now=talk.now)
    elif talk.person:
        talk.person.unreachable_since = None


def removed(talk: Conversation, _me: Any) -> None:
    """In a group: the arena has lost it. In private: the person blocked the bot."""
    chat = talk.store.chat_by_telegram(talk.heard.chat_id)
    if chat:
        binding.lose_chat(talk.store, chat, now=talk.now)
    elif talk.heard.in_group and (lodging := talk.store.lodging(talk.heard.chat_id)):
        talk.store.forget(lodging)
    elif not talk.heard.in_group and talk.person:
        lose_person(talk.store, talk.person, now=talk.now)


def came(talk: Conversation, _me: Any) -> None:
    """Somebody came into a group."""
    _note(talk, present=True)


def went(talk: Conversation, _me: Any) -> None:
    """Somebody left a group."""
    _note(talk, present=False)
    for telegram_id in talk.heard.people:
        outstaying.note_gone(talk.store, talk.heard.chat_id, telegram_id, now=talk.now)


def _note(talk: Conversation, *, present: bool) -> None:
    for telegram_id in talk.heard.people:
        talk.store.note_presence(talk.heard.chat_id, telegram_id, present=present)


def migrated(talk: Conversation, _me: Any) -> None:
    """The group became a supergroup with another id."""
    if talk.heard.new_chat_id is not None:
        talk.store.move_chat(talk.heard.chat_id, talk.heard.new_chat_id)


def bind(talk: Conversation) -> None:
    """/koppla KOD, or the one-tap link, in a group."""
    if not talk.heard.in_group:
        raise OnlyInGroup
    if talk.chat and (place := talk.store.within(talk.chat.arena_id)) and talk.person:
        # Whoever belongs here is told when the code does not work; for others the group is as good as silent.
        talk.enter(place.arena)
        talk.place = talk.place if talk.rights.is_someone else None
    chat = binding.bind(
        talk.store,
        talk.heard.args,
        talk.person,
        chat_id=talk.heard.chat_id,
        thread_id=talk.heard.thread_id,
        title=talk.heard.chat_title,
        now=talk.now,
    )
    bound = talk.store.within(chat.arena_id) if chat else None
    if chat and bound:
        talk.store.flush()
        talk.enter(bound.arena)
        coming = talk.here.coming_meetings(talk.now)
        talk.say("bound", chat=chat, meeting=coming[0] if coming else None)
