"""Buttons of an item's card that depend on the calendar: to which meeting it may go, what became of it."""

from bot.acts.items.postponing import can_be_postponed, next_meeting_for, postpone_mark
from bot.model.dispatch import Button
from bot.model.item import AgendaItem
from bot.permissions import may_prepare
from bot.texts import say
from handlers.chat.conversation import Conversation


def is_asked(talk: Conversation, item: AgendaItem) -> bool:
    """Whether what became of the item is what its card is for now."""
    return bool(item.meeting and item.meeting.is_over(talk.now)) and may_prepare(talk.rights)


def postpone_buttons(talk: Conversation, item: AgendaItem) -> list[Button]:
    """«Skjut upp till 12 mars», for those who prepare."""
    if not may_prepare(talk.rights) or is_asked(talk, item) or not can_be_postponed(item):
        return []
    heir = next_meeting_for(item, talk.coming)
    word = say("postpone_button", meeting=heir)
    return [talk.button(word, "postpone", item.id, postpone_mark(item, heir))]
