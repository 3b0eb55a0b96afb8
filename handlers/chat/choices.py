"""Buttons that answer a question about an item: a press counts only for the question that was asked."""

from typing import Any

from bot.acts.items.incoming import must_be_current
from bot.model.dispatch import Button
from bot.model.item import AgendaItem
from bot.model.press import Press
from bot.permissions import may_see_item
from bot.refusals import StaleButton
from handlers.chat.conversation import Conversation
from handlers.chat.items import item_of


def choice(talk: Conversation, words: str, action: str, thing: int, item: AgendaItem) -> Button:
    """A button for one answer; it carries the item where others carry a revision."""
    return talk.button(words, action, thing, item.id)


def ask_about(talk: Conversation, flow: str, item: AgendaItem) -> None:
    """Wait for an answer about the item as it is now."""
    talk.ask(flow, item=item.id, revision=item.revision)


def asked_item(talk: Conversation, facts: dict[str, Any]) -> AgendaItem:
    """The item of the question, as it was when it was asked. Raises StaleButton, ChangedMeanwhile."""
    item = item_of(talk, facts)
    if not may_see_item(talk.rights, item):
        raise StaleButton
    if item.changed_by is not talk.who:
        must_be_current(item, int(facts["revision"]))
    return item


def chosen_for(talk: Conversation, press: Press, flow: str) -> AgendaItem:
    """The item of the question that this button answers. Raises StaleButton, ChangedMeanwhile."""
    facts = talk.asked(flow)
    if facts["item"] != press.revision:
        raise StaleButton
    return asked_item(talk, facts)
