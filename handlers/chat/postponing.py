"""«Skjut upp till 12 mars» on an item's card."""

from bot.acts.items import postponing as acts
from bot.model.press import Press
from bot.permissions import may_see_item
from bot.refusals import StaleButton
from handlers.chat import items
from handlers.chat.conversation import Conversation


def press_postpone(talk: Conversation, press: Press) -> None:
    """«Skjut upp till …», or to the waiting list where no later meeting is planned."""
    item = talk.here.item(press.thing)
    if item is None or not may_see_item(talk.rights, item):
        raise StaleButton
    acts.postpone_item(talk.store, talk.here, talk.rights, item, press.revision, now=talk.now)
    items.refresh_card(talk, item)
