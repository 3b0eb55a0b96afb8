"""/foresla, /mina and the buttons of an item's card: how items come in from the chat."""

from collections.abc import Sequence
from typing import Any

from bot.acts import items as acts
from bot.acts.lift_outcomes import shown_lifts
from bot.acts.reach import must_take_more
from bot.model.dispatch import Button
from bot.model.item import AgendaItem, Attachment
from bot.model.press import Press
from bot.model.proposal import read_proposals
from bot.permissions import may_change_item, may_prepare, may_propose, may_see_item
from bot.refusals import AlreadyDescribed, NotShownYet, NotYours, StaleButton, Unknown
from handlers.conversation import Conversation
from handlers.hearing import HeardFile
from handlers.item_rows import AFTERWARDS, is_asked, postpone_rows
from handlers.lift_row import lift_row

TITLE_ON_BUTTON = 40
# Telegram takes a hundred below one message; nobody reads that many.
MOST_BUTTONS = 50


def propose(talk: Conversation) -> None:
    """/foresla: every line an item; without a title the bot asks for one."""
    if not may_propose(talk.rights):
        raise NotYours
    if not talk.heard.args and talk.heard.file is None:
        talk.ask("title")
        talk.say("ask_title", useful_twice=False)
        return
    store_titles(talk, {}, text=talk.heard.args)


def store_titles(talk: Conversation, _facts: dict[str, Any], *, text: str | None = None) -> None:
    """Store what was typed as items, with the file it came with."""
    proposals = read_proposals(talk.heard.text if text is None else text)
    stored = acts.propose_items(talk.store, talk.here, talk.rights, proposals, now=talk.now)
    talk.done_asking()
    if file := talk.heard.file:
        _attach(talk, stored[0], file)
    if talk.heard.in_group:
        _answer_in_group(talk, stored)
    elif len(stored) == 1:
        show_card(talk, stored[0], is_new=True)
    else:
        rows = [[talk.button(label(item), "item", item.id)] for item in stored]
        talk.say("items_received", buttons=rows, items=stored, meeting=stored[0].meeting)


def _answer_in_group(talk: Conversation, stored: Sequence[AgendaItem]) -> None:
    link = Button(text="Öppna punkten", start=f"item-{stored[0].id}")
    talk.say(
        "items_received",
        buttons=[[link]] if len(stored) == 1 else (),
        about=about(stored[0]) if len(stored) == 1 else None,
        items=stored,
        meeting=stored[0].meeting,
    )


def label(item: AgendaItem) -> str:
    """The item on a button."""
    title = item.title if len(item.title) <= TITLE_ON_BUTTON else item.title[: TITLE_ON_BUTTON - 1] + "…"
    return f"{item.number}. {title}"


def about(item: AgendaItem) -> str:
    """How a message names the item it shows."""
    return f"item:{item.id}"


def show_card(talk: Conversation, item: AgendaItem, *, is_new: bool = False) -> None:
    """Say the item's card with the buttons that fit the reader."""
    talk.store.flush()
    rows = card_buttons(talk, item)
    facts = card_facts(talk, item)
    talk.say("item_card", buttons=rows, about=about(item), is_new=is_new, **facts)


OWN = (("Beskrivning", "describe"), ("Bilagor", "files"))
DECIDE = (("Ta upp", "accept"), ("Avböj", "decline"))
ORDER = (("Upp", "up"), ("Ner", "down"), ("Minuter", "minutes"))


def card_buttons(talk: Conversation, item: AgendaItem) -> list[list[Button]]:
    """What the reader may do with the item now; nothing in the arena's group, where everybody reads."""
    is_open_place = talk.heard.in_group and not talk.among_preparers
    if is_open_place:
        return []
    if not item.is_open or not may_change_item(talk.rights, item):
        return lift_row(talk, item)
    rows: list[tuple[tuple[str, str], ...]] = [OWN]
    if is_asked(talk, item):
        rows = [AFTERWARDS]
    elif may_prepare(talk.rights):
        rows = [DECIDE, OWN] if item.is_incoming else [ORDER, (*OWN, DECIDE[1])]
    if item.is_by(talk.who):
        rows.append((("Dra tillbaka", "withdraw"),))
    shown = [[talk.button(word, action, item.id, item.revision) for word, action in row] for row in rows]
    return [*shown, *postpone_rows(talk, item), *lift_row(talk, item)]


def refresh_card(talk: Conversation, item: AgendaItem) -> None:
    """Show the item as it is now in the message whose button was pressed."""
    talk.store.flush()
    rows = card_buttons(talk, item)
    talk.show_again("item_card", buttons=rows, is_new=False, **card_facts(talk, item))


def card_facts(talk: Conversation, item: AgendaItem) -> dict[str, Any]:
    """What the card says beside its buttons."""
    return {"item": item, "lifts": shown_lifts(talk.store, talk.here, item), "now": talk.now}


def mine(talk: Conversation) -> None:
    """/mina: own items with their state, each with a way to its card."""
    own = talk.here.items_by(talk.who)
    open_ = [item for item in own if item.is_open]
    rows = [[talk.button(label(item), "item", item.id)] for item in open_[:MOST_BUTTONS]]
    talk.say("my_items", buttons=rows, items=own, useful_twice=False)


def open_by_link(talk: Conversation, payload: str) -> None:
    """/start item-12: the card behind the group's link."""
    number = payload.removeprefix("item-")
    for arena in talk.store.arenas_of(talk.who, talk.now.date()):
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


def _changeable_item(talk: Conversation) -> AgendaItem:
    """The item of the pressed button, whoever changed it since.

    Raises StaleButton, ItemClosed, NotYours, OnlyTitlesHere.
    """
    item = pressed_item(talk)
    must_take_more(talk.here, talk.now)
    acts.must_be_changeable(talk.rights, item)
    return item


def press_open(talk: Conversation, _press: Press) -> None:
    """A line of /mina."""
    show_card(talk, pressed_item(talk))


def press_withdraw(talk: Conversation, _press: Press) -> None:
    """«Dra tillbaka»."""
    item = current_item(talk)
    acts.withdraw(talk.store, talk.rights, item, now=talk.now)
    refresh_card(talk, item)


def press_describe(talk: Conversation, _press: Press) -> None:
    """«Beskrivning»: the next message is the description."""
    item = _changeable_item(talk)
    talk.ask("description", item=item.id)
    talk.say("ask_description", item=item, useful_twice=False)


def store_description(talk: Conversation, facts: dict[str, Any]) -> None:
    """The message after «Beskrivning»."""
    item = item_of(talk, facts)
    acts.describe(talk.store, talk.rights, item, talk.heard.text, now=talk.now)
    talk.done_asking()
    show_card(talk, item)


def press_files(talk: Conversation, _press: Press) -> None:
    """«Bilagor»: files until «Klar»."""
    item = _changeable_item(talk)
    talk.ask("files", item=item.id)
    done = talk.button("Klar", "filesdone", item.id)
    talk.say("ask_files", buttons=[[done]], about=about(item), item=item, useful_twice=False)


def press_files_done(talk: Conversation, _press: Press) -> None:
    """«Klar»."""
    item = pressed_item(talk)
    talk.done_asking()
    show_card(talk, item)


def store_file(talk: Conversation, facts: dict[str, Any]) -> None:
    """A message while files are awaited."""
    item = item_of(talk, facts)
    if talk.heard.file is None:
        talk.say("ask_files", buttons=[[talk.button("Klar", "filesdone", item.id)]], item=item)
        return
    file = _attach(talk, item, talk.heard.file)
    done = talk.button("Klar", "filesdone", item.id)
    talk.say("file_received", buttons=[[done]], about=about(item), item=item, file=file)


def answer_card(talk: Conversation, item_id: int) -> None:
    """A file, or the words that an item still lacks, as an answer to its card."""
    item = item_of(talk, {"item": item_id})
    must_take_more(talk.here, talk.now)
    if talk.heard.file is None:
        if item.description:
            raise AlreadyDescribed(item=item)
        acts.describe(talk.store, talk.rights, item, talk.heard.text, now=talk.now)
        show_card(talk, item)
        return
    file = _attach(talk, item, talk.heard.file)
    talk.say("file_received", about=about(item), item=item, file=file)


def item_of(talk: Conversation, facts: dict[str, Any]) -> AgendaItem:
    """The item that a dialogue is about. Raises StaleButton if it is not there any more."""
    item = talk.here.item(int(facts["item"]))
    if item is None:
        raise StaleButton
    return item


def _attach(talk: Conversation, item: AgendaItem, file: HeardFile) -> Attachment:
    must_take_more(talk.here, talk.now)
    return acts.attach(
        talk.store, talk.rights, item, file_id=file.file_id, name=file.name, size=file.size, now=talk.now
    )
