"""«Slå ihop»: which other item the item becomes a part of."""

from typing import Any

from bot.acts.items.incoming import label
from bot.acts.items.merging import items_to_merge_with, merge
from bot.model.dispatch import Button
from bot.model.item import AgendaItem
from bot.model.press import Press
from bot.refusals import StaleButton
from handlers.chat.choices import ask_about, asked_item, choice, chosen_for
from handlers.chat.conversation import Conversation
from handlers.chat.items import MOST_BUTTONS, about, changeable_item, refresh_card, show_card


def press_merge(talk: Conversation, _press: Press) -> None:
    """«Slå ihop»."""
    item = changeable_item(talk)
    rows = _others(talk, item)
    ask_about(talk, "merge", item)
    talk.say("ask_merge", buttons=rows, about=about(item), item=item, useful_twice=False)


def ask_merge_again(talk: Conversation, facts: dict[str, Any]) -> None:
    """Words where a button was to be pressed: the question stays, and is asked again."""
    item = asked_item(talk, facts)
    talk.say("ask_merge", buttons=_others(talk, item), about=about(item), item=item, useful_twice=False)


def _others(talk: Conversation, item: AgendaItem) -> list[list[Button]]:
    others = items_to_merge_with(talk.here, item)[:MOST_BUTTONS]
    return [[choice(talk, label(other), "mergeinto", other.id, item)] for other in others]


def press_merge_into(talk: Conversation, press: Press) -> None:
    """The other item: it gets all, and its card is shown."""
    item = chosen_for(talk, press, "merge")
    into = talk.here.item(press.thing)
    if into is None:
        raise StaleButton
    merge(talk.store, talk.here, talk.rights, item, into, now=talk.now)
    talk.done_asking()
    refresh_card(talk, item)
    show_card(talk, into)
