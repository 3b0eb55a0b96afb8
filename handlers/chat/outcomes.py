"""After the meeting: «Behandlad» and «Bordlagd» on an item's card, «Alla behandlade» below the list."""

from bot.acts.items import outcomes as acts
from bot.model.meeting import Meeting
from bot.model.press import Press
from bot.refusals import StaleButton
from handlers.chat import items
from handlers.chat.conversation import Conversation


def press_treated(talk: Conversation, _press: Press) -> None:
    """«Behandlad»."""
    item = items.current_item(talk)
    acts.treat_item(talk.store, talk.here, talk.rights, item, now=talk.now)
    items.refresh_card(talk, item)


def press_held_over(talk: Conversation, _press: Press) -> None:
    """«Bordlagd»."""
    item = items.current_item(talk)
    acts.hold_over_item(talk.store, talk.here, talk.rights, item, now=talk.now)
    items.refresh_card(talk, item)


def press_all_treated(talk: Conversation, press: Press) -> None:
    """«Alla behandlade»: what is left of the list."""
    meeting = _meeting(talk, press)
    acts.treat_all(talk.store, talk.here, talk.rights, meeting, now=talk.now)
    talk.show_again("outcomes_asked", meeting=meeting, items=[])


def press_outcomes(talk: Conversation, press: Press) -> None:
    """A line of /attgora: the list anew."""
    meeting = _meeting(talk, press)
    left = acts.asked_items(talk.here, meeting)
    talk.say("outcomes_asked", buttons=acts.outcome_buttons(meeting, left), meeting=meeting, items=left)


def _meeting(talk: Conversation, press: Press) -> Meeting:
    meeting = talk.here.meeting(press.thing)
    if meeting is None:
        raise StaleButton
    return meeting
