"""The table of dialogues: which question the bot asked, what takes the answer, and from whom."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from bot.model.seat import Standing
from bot.permissions import may_name, may_plan, may_prepare, may_propose, may_read, may_report, may_report_for
from handlers.chat import (
    answering,
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
    turns,
)
from handlers.chat.command import ask_again
from handlers.chat.conversation import Conversation


@dataclass(frozen=True, kw_only=True)
class Question:
    """One row: what takes the answer, and who may still give it (None: what runs asks a command's row).

    Whether an item is one's own to change is no right of a whole arena: the act sees to that besides.
    All are answered in private and in the preparers' chat, in the arena's group only what is asked there.
    `ahead` are those about a meeting that a newcomer answers before their first day.
    """

    run: Callable[[Conversation, dict[str, Any]], None]
    may: Callable[[Standing], bool] | None
    in_group: bool = False
    ahead: bool = False


DIALOGUES: dict[str, Question] = {
    "arena": Question(run=ask_again, may=None),
    "title": Question(run=proposing.store_titles, may=may_propose, in_group=True),
    "description": Question(run=items.store_description, may=may_read),
    "files": Question(run=itemfiles.store_file, may=may_read),
    "kind": Question(run=details.ask_kind_again, may=may_read),
    "rename": Question(run=details.store_new_title, may=may_read),
    "diary": Question(run=details.store_diary_number, may=may_prepare),
    "wish": Question(run=details.ask_meeting_again, may=may_read),
    "presenter": Question(run=presenters.store_presenter, may=may_read),
    "merge": Question(run=merging.ask_merge_again, may=may_prepare),
    "reason": Question(run=preparing.store_reason, may=may_prepare),
    "minutes": Question(run=preparing.store_minutes, may=may_prepare),
    "booking": Question(run=booking.take_words, may=may_plan),
    "replacement": Question(run=replacing.take_words, may=may_report),
    "replquestion": Question(run=replacement_buttons.store_question, may=may_read),
    "turn": Question(run=turns.take_words, may=may_name),
    "correct": Question(run=rosters.store_correction, may=may_report_for),
    "sendwhen": Question(run=sending_time.store_when, may=may_prepare),
    "away": Question(run=answering.store_away, may=may_read, ahead=True),
    "word": Question(run=answering.store_word, may=may_read, ahead=True),
    "move": Question(run=rescheduling.store_move, may=may_plan),
    "place": Question(run=rescheduling.store_place, may=may_plan),
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
