"""After the meeting: «Behandlad» and «Bordlagd» on an item's card, «Alla behandlade» below the list."""

from itertools import takewhile
from typing import Any

from bot.acts.items import outcomes as acts
from bot.model.dispatch import Dispatch
from bot.model.meeting import Meeting
from bot.model.press import Press
from bot.refusals import StaleButton
from bot.texts import say, say_parts
from handlers.chat import items
from handlers.chat.conversation import Conversation


def press_treated(talk: Conversation, _press: Press) -> None:
    """«Behandlad»."""
    item = items.current_item(talk)
    acts.treat_item(talk.store, talk.here, talk.rights, item, now=talk.now)
    items.refresh_card(talk, item)
    refresh_list(talk, item.meeting)


def press_held_over(talk: Conversation, _press: Press) -> None:
    """«Bordlagd»."""
    item = items.current_item(talk)
    held_at = item.meeting
    acts.hold_over_item(talk.store, talk.here, talk.rights, item, now=talk.now)
    items.refresh_card(talk, item)
    refresh_list(talk, held_at)


def press_all_treated(talk: Conversation, press: Press) -> None:
    """«Alla behandlade»: what is left of the list."""
    meeting = _meeting(talk, press)
    acts.treat_all(talk.store, talk.here, talk.rights, meeting, now=talk.now)
    talk.show_again("outcomes_asked", meeting=meeting, items=[])
    refresh_list(talk, meeting)


def press_outcomes(talk: Conversation, press: Press) -> None:
    """A line of /attgora: the list anew."""
    meeting = _meeting(talk, press)
    talk.say("outcomes_asked", about=acts.about_outcomes(meeting), **_left(talk, meeting))


def _left(talk: Conversation, meeting: Meeting) -> dict[str, Any]:
    left = acts.asked_items(talk.here, meeting)
    return {"meeting": meeting, "items": left, "buttons": acts.outcome_buttons(meeting, left)}


def refresh_list(talk: Conversation, meeting: Meeting | None) -> None:
    """The newest list in this chat, if it was asked here, says what is left to answer, in as many of its
    messages as that needs, the last ones."""
    shown = _newest_list(talk, meeting) if meeting else []
    facts = _left(talk, meeting) if meeting and shown else {}
    buttons = facts.pop("buttons", [])
    texts = say_parts("outcomes_asked", **talk.with_arena(facts)) if facts else []
    below = say("outcomes_below", **talk.with_arena(facts)) if facts else ""
    for each, text in zip(shown, [below] * (len(shown) - len(texts)) + texts, strict=False):
        talk.reword(each, text, buttons=buttons if each is shown[-1] else [])


def _newest_list(talk: Conversation, meeting: Meeting) -> list[Dispatch]:
    """Its messages in order: the buttons of a list are below its last one."""
    *earlier, last = [None, *talk.store.shown_in(talk.heard.chat_id, acts.about_outcomes(meeting))]
    above = takewhile(lambda each: each is not None and not each.buttons, reversed(earlier))
    return [each for each in (*reversed([*above]), last) if each]


def _meeting(talk: Conversation, press: Press) -> Meeting:
    meeting = talk.here.meeting(press.thing)
    if meeting is None:
        raise StaleButton
    return meeting
