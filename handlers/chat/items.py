"""/mina, an item's card and its first buttons: how items are seen and changed in the chat."""

from collections.abc import Sequence
from typing import Any

from bot.acts.agendas.preparing import spot_of
from bot.acts.items import incoming as acts
from bot.acts.items.details import expect_file
from bot.acts.items.lift_outcomes import arena_name, shown_lifts
from bot.acts.items.postponing import put_off_before
from bot.acts.sending.promises import responsible
from bot.acts.sending.reach import must_take_more
from bot.model.dispatch import Dispatch
from bot.model.history import Deed
from bot.model.item import AgendaItem, ItemState
from bot.model.lift import ShownLift
from bot.model.press import Press
from bot.permissions import may_change_item, may_prepare, may_see_item
from bot.refusals import NotShownYet, StaleButton, Unknown
from handlers.chat.conversation import Conversation
from handlers.chat.itemcard import card_buttons
from handlers.chat.postpone_button import is_asked

# Telegram takes a hundred below one message; nobody reads that many.
MOST_BUTTONS = 50


def about(item: AgendaItem) -> str:
    """How a message names the item it shows."""
    return f"item:{item.id}"


def show_card(
    talk: Conversation,
    item: AgendaItem,
    *,
    is_new: bool = False,
    subject: str | None = None,
    put_off: dict[int, Deed] | None = None,
) -> None:
    """Say the item's card with the buttons that fit the reader."""
    talk.store.flush()
    shown: dict[str, Any] = {"buttons": card_buttons(talk, item), "about": about(item), "subject": subject}
    facts = card_facts(talk, item, put_off={}, lifts=[]) if is_new else card_facts(talk, item, put_off)
    talk.say("item_card", is_new=is_new, **shown, **facts)


def show_cards(talk: Conversation, items: Sequence[AgendaItem]) -> None:
    """A card of each; what was put off before is asked for once."""
    put_off = put_off_before(talk.here, items)
    for item in items:
        show_card(talk, item, put_off=put_off)


def refresh_shown(
    talk: Conversation, item: AgendaItem, message_id: int | None, *, is_news: bool = False
) -> None:
    """Show the item as it is now in a card that was shown before, if the message is one."""
    shown = talk.store.dispatch_by_message(talk.heard.chat_id, message_id) if message_id else None
    if shown and shown.about == about(item) and _is_card(shown):
        talk.store.flush()
        rows, facts = card_buttons(talk, item), card_facts(talk, item)
        more: dict[str, Any] = {"about": about(item), "is_new": False, "is_news": is_news}
        talk.edit(shown, "item_card", buttons=rows, **more, **facts)


def _is_card(shown: Dispatch) -> bool:
    # «Historik» stands on every card, and below nothing else.
    return any(button.action == "history" for row in shown.buttons for button in row)


def refresh_card(talk: Conversation, item: AgendaItem) -> None:
    """Show the item as it is now in the message whose button was pressed."""
    talk.store.flush()
    rows = card_buttons(talk, item)
    talk.show_again("item_card", buttons=rows, is_new=False, **card_facts(talk, item))


def card_facts(
    talk: Conversation,
    item: AgendaItem,
    put_off: dict[int, Deed] | None = None,
    lifts: Sequence[ShownLift] | None = None,
) -> dict[str, Any]:
    """What the card says beside its buttons; what is not known yet of `put_off` and `lifts` is asked for."""
    # Of the order nobody but those who prepare knows before the agenda is out.
    is_ordered = may_prepare(talk.rights) and not is_asked(talk, item)
    spot = spot_of(talk.here, item) if is_ordered else None
    return {
        "item": item,
        "lifts": shown_lifts(talk.store, talk.here, item) if lifts is None else lifts,
        "put_off": put_off_before(talk.here, [item]) if put_off is None else put_off,
        "now": talk.now,
        "ask_whom": _ask_whom(talk, item),
        "spot": spot,
        "passes_to": _heir(talk, item),
    }


def _heir(talk: Conversation, item: AgendaItem) -> str | None:
    """The arena to which the item passes, as it is called."""
    arena = talk.here.arena
    passes = arena.succeeded_by and item.falls_with(arena)
    return arena_name(talk.store, arena.succeeded_by or "") if passes else None


def _ask_whom(talk: Conversation, item: AgendaItem) -> list[str]:
    """Whom the card names once its item is out of its proposer's hands, being sent."""
    is_sent = item.meeting is not None and item.meeting.is_sent and item.state is ItemState.ACCEPTED
    if not is_sent or not item.is_by(talk.who) or may_change_item(talk.rights, item):
        return []
    return whom_to_ask(talk)


def whom_to_ask(talk: Conversation) -> list[str]:
    """Who changes an item that is out of its proposer's hands."""
    return [person.name for person in responsible(talk.here, talk.now, apart_from=talk.who)]


def mine(talk: Conversation) -> None:
    """/mina: own items with their state, each with a way to its card."""
    own = talk.here.items_by(talk.who)
    put_off = put_off_before(talk.here, own)
    rows = [[talk.button(acts.label(item), "item", item.id)] for item in own[:MOST_BUTTONS]]
    talk.say("my_items", buttons=rows, items=own, put_off=put_off, useful_twice=False)


def open_by_link(talk: Conversation, payload: str) -> None:
    """/start item-12: the card behind the group's link."""
    number = payload.removeprefix("item-")
    for arena in talk.store.arenas_of(talk.who, talk.now):
        talk.enter(arena)
        item = talk.here.item(int(number)) if number.isdecimal() and len(number) < 16 else None
        if item:
            _show_if_allowed(talk, item)
            return
    raise Unknown


def _show_if_allowed(talk: Conversation, item: AgendaItem) -> None:
    if not may_see_item(talk.rights, item):
        raise NotShownYet
    show_card(talk, item)


def pressed_item(talk: Conversation) -> AgendaItem:
    """The item of the pressed button, if the presser may see it. Raises StaleButton."""
    item = talk.here.item(talk.press.thing) if talk.press else None
    if item is None or not may_see_item(talk.rights, item):
        raise StaleButton
    return item


def current_item(talk: Conversation) -> AgendaItem:
    """The item of the pressed button as it was shown. Raises StaleButton, ChangedMeanwhile."""
    item = pressed_item(talk)
    if talk.press:
        acts.must_be_current(item, talk.press.revision)
    return item


def changeable_item(talk: Conversation) -> AgendaItem:
    """The item of the pressed button, whoever changed it since.

    Raises StaleButton, ItemClosed, NotYours.
    """
    item = pressed_item(talk)
    acts.must_be_changeable(talk.rights, item)
    return item


def item_of(talk: Conversation, facts: dict[str, Any]) -> AgendaItem:
    """The item that a dialogue is about. Raises StaleButton if it is not there any more."""
    item = talk.here.item(int(facts["item"]))
    if item is None:
        raise StaleButton
    return item


def press_open(talk: Conversation, _press: Press) -> None:
    """A line of /mina."""
    show_card(talk, pressed_item(talk))


def press_withdraw(talk: Conversation, _press: Press) -> None:
    """«Dra tillbaka»."""
    item = current_item(talk)
    acts.withdraw(talk.store, talk.rights, item, now=talk.now)
    refresh_card(talk, item)


def press_file_comes(talk: Conversation, _press: Press) -> None:
    """«Bilaga kommer», «Ingen bilaga kommer»."""
    must_take_more(talk.here, talk.now)
    item = current_item(talk)
    expect_file(talk.store, talk.rights, item, now=talk.now)
    refresh_card(talk, item)


def press_describe(talk: Conversation, _press: Press) -> None:
    """«Beskrivning»: the next message is the description."""
    must_take_more(talk.here, talk.now)
    item = changeable_item(talk)
    talk.ask("description", item=item.id, revision=item.revision)
    talk.say("ask_description", item=item, useful_twice=False)


def store_description(talk: Conversation, facts: dict[str, Any]) -> None:
    """The message after «Beskrivning»."""
    item = item_of(talk, facts)
    if item.changed_by is not talk.who:
        acts.must_be_current(item, int(facts["revision"]))
    acts.describe(talk.store, talk.rights, item, talk.heard.text, now=talk.now)
    talk.done_asking()
    show_card(talk, item)


def press_history(talk: Conversation, _press: Press) -> None:
    """«Historik»: who did what when with the item."""
    item = pressed_item(talk)
    deeds = talk.here.deeds(about(item))
    talk.say("item_history", about=about(item), item=item, deeds=deeds, useful_twice=False)
