"""The table of dialogues: which question the bot asked, and what takes the answer."""

from collections.abc import Callable
from typing import Any

from handlers import items, preparing
from handlers.conversation import Conversation

DIALOGUES: dict[str, Callable[[Conversation, dict[str, Any]], None]] = {
    "title": items.store_titles,
    "description": items.store_description,
    "files": items.store_file,
    "reason": preparing.store_reason,
    "minutes": preparing.store_minutes,
}


def answer_to_card(talk: Conversation) -> bool:
    """Take an answer to one of the bot's messages that shows an item; False if it is none."""
    if talk.heard.reply_to is None or talk.person is None:
        return False
    shown = talk.store.dispatch_by_message(talk.heard.chat_id, talk.heard.reply_to)
    if shown is None or shown.about is None or shown.arena_id is None:
        return False
    place = talk.store.within(shown.arena_id)
    kind, _, thing = shown.about.partition(":")
    if place is None or kind != "item":
        return False
    talk.enter(place.arena)
    items.answer_card(talk, int(thing))
    return True
