"""/beredning and the buttons by which items are decided, ordered and timed."""

from collections.abc import Callable, Sequence
from typing import Any

from bot.acts.agendas import preparing as acts
from bot.acts.items.incoming import label, must_be_current
from bot.model.item import AgendaItem
from bot.model.meeting import Meeting
from bot.model.press import Press
from bot.texts import say
from handlers.chat import items
from handlers.chat.conversation import Conversation
from handlers.chat.draft import show_draft
from handlers.chat.versions import sent_meetings, show_sent

# More cards than this at once are a flood; the rest is listed with a button each.
MOST_CARDS = 8


def prepare(talk: Conversation) -> None:
    """/beredning: incoming items, a card each, then each agenda that is out, then the draft."""
    meeting = next((each for each in talk.coming if not each.is_sent), None)
    sent = sent_meetings(talk)
    _show_incoming(talk, [*sent, meeting] if meeting else sent)
    for each in sent:
        show_sent(talk, each)
    if meeting:
        show_draft(talk, meeting)
    elif not sent:
        talk.say("no_draft")


def _show_incoming(talk: Conversation, meetings: Sequence[Meeting]) -> None:
    of_meetings = [item for meeting in meetings for item in talk.here.items_of(meeting)]
    incoming = [item for item in [*of_meetings, *talk.here.waiting_items()] if item.is_incoming]
    items.show_cards(talk, incoming[:MOST_CARDS])
    if rest := incoming[MOST_CARDS:]:
        rows = [[talk.button(label(item), "item", item.id)] for item in rest[: items.MOST_BUTTONS]]
        talk.say("more_incoming", buttons=rows, count=len(rest), shown=len(rows))


def press_prepare(talk: Conversation, _press: Press) -> None:
    """«Öppna beredningen»."""
    prepare(talk)


def press_accept(talk: Conversation, _press: Press) -> None:
    """«Ta upp»."""
    item = items.current_item(talk)
    acts.accept_item(talk.store, talk.here, talk.rights, item, now=talk.now)
    items.refresh_card(talk, item)


def press_up(talk: Conversation, _press: Press) -> None:
    """«Upp»."""
    _move(talk, -1)


def press_down(talk: Conversation, _press: Press) -> None:
    """«Ner»."""
    _move(talk, 1)


def _move(talk: Conversation, step: int) -> None:
    item = items.current_item(talk)
    is_moved = acts.move_item(talk.store, talk.here, talk.rights, item, step, now=talk.now)
    items.refresh_card(talk, item)
    facts = {"item": item, "spot": acts.spot_of(talk.here, item), "is_moved": is_moved}
    talk.receipt(say("item_reordered", **facts))


def press_decline(talk: Conversation, _press: Press) -> None:
    """«Avböj»: the next message is the reason, where more than titles may be said in chat."""
    if talk.here.arena.is_sparse:
        item = items.current_item(talk)
        reason = say("reason_elsewhere")
        acts.decline_item(talk.store, talk.here, talk.rights, item, reason, now=talk.now)
        items.refresh_card(talk, item)
        return
    _ask_about(talk, "reason", "ask_reason")


def press_minutes(talk: Conversation, _press: Press) -> None:
    """«Minuter»: the next message is the number."""
    _ask_about(talk, "minutes", "ask_minutes")


def _ask_about(talk: Conversation, flow: str, text_name: str) -> None:
    item = items.current_item(talk)
    talk.ask(flow, item=item.id, revision=item.revision)
    talk.say(text_name, item=item, useful_twice=False)


def store_reason(talk: Conversation, facts: dict[str, Any]) -> None:
    """The message after «Avböj»."""

    def decline(item: AgendaItem) -> None:
        acts.decline_item(talk.store, talk.here, talk.rights, item, talk.heard.text, now=talk.now)

    _store(talk, facts, decline)


def store_minutes(talk: Conversation, facts: dict[str, Any]) -> None:
    """The message after «Minuter»."""

    def time(item: AgendaItem) -> None:
        acts.set_minutes(talk.store, talk.rights, item, talk.heard.text, now=talk.now)

    _store(talk, facts, time)


def _store(talk: Conversation, facts: dict[str, Any], change: Callable[[AgendaItem], None]) -> None:
    item = items.item_of(talk, facts)
    if item.changed_by is not talk.who:
        must_be_current(item, int(facts["revision"]))
    change(item)
    talk.done_asking()
    items.show_card(talk, item)
