"""The table of dialogues: which question the bot asked, and what takes the answer."""

from collections.abc import Callable
from typing import Any

from handlers import (
    booking,
    details,
    itemfiles,
    items,
    merging,
    preparing,
    presenters,
    proposing,
    replacement_buttons,
    replacing,
    rescheduling,
    rosters,
    sending_time,
)
from handlers.command import ask_again
from handlers.conversation import Conversation

DIALOGUES: dict[str, Callable[[Conversation, dict[str, Any]], None]] = {
    "arena": ask_again,
    "title": proposing.store_titles,
    "description": items.store_description,
    "files": itemfiles.store_file,
    "kind": details.ask_kind_again,
    "rename": details.store_new_title,
    "diary": details.store_diary_number,
    "wish": details.ask_meeting_again,
    "presenter": presenters.store_presenter,
    "merge": merging.ask_merge_again,
    "reason": preparing.store_reason,
    "minutes": preparing.store_minutes,
    "booking": booking.take_words,
    "replacement": replacing.take_words,
    "replquestion": replacement_buttons.store_question,
    "correct": rosters.store_correction,
    "sendwhen": sending_time.store_when,
    "move": rescheduling.store_move,
    "place": rescheduling.store_place,
}


def shown_item(talk: Conversation) -> tuple[str, int] | None:
    """Arena and item of the bot's own message that is answered, if it shows one that belongs here."""
    if talk.heard.reply_to is None or talk.person is None:
        return None
    shown = talk.store.dispatch_by_message(talk.heard.chat_id, talk.heard.reply_to)
    if shown is None or shown.about is None or shown.arena_id is None:
        return None
    kind, _, thing = shown.about.partition(":")
    return (shown.arena_id, int(thing)) if kind == "item" and talk.is_place_of(shown.arena_id) else None


def answer_to_card(talk: Conversation, arena_id: str, item_id: int) -> bool:
    """Take an answer to an item's card; False for what people say to each other below it."""
    place = talk.store.within(arena_id)
    if place is None or (talk.heard.in_group and talk.heard.file is None):
        return False
    talk.enter_with_right(place.arena)
    itemfiles.answer_card(talk, item_id)
    return True
