"""/foresla: items come in from what people write, also in another's name and from others' messages."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from bot.acts.items.incoming import label
from bot.acts.items.proposing import Origin, find_proposer, propose_items
from bot.acts.sending.reach import addressee
from bot.model.dispatch import Button
from bot.model.item import AgendaItem
from bot.model.proposal import Proposal, read_message, read_proposals
from bot.model.seat import Standing
from handlers.chat.conversation import Conversation
from handlers.chat.itemfiles import attach
from handlers.chat.items import about, show_card
from handlers.chat.lookalikes import put_aside


def propose(talk: Conversation) -> None:
    """/foresla: every line an item; without a title the bot asks for one, or reads the answered message."""
    if not talk.heard.args and talk.heard.file is None and talk.heard.quoted is None:
        talk.ask("title")
        talk.say("ask_title", useful_twice=False)
        return
    _store(talk, talk.heard.args)


def store_titles(talk: Conversation, _facts: dict[str, Any]) -> None:
    """What was written after the bot had asked for a title."""
    talk.done_asking()
    _store(talk, talk.heard.text)


def _store(talk: Conversation, text: str) -> None:
    proposer, text = find_proposer(talk.here, talk.rights, text, now=talk.now)
    origin = origin_of(talk, proposer)
    proposals = read(talk, text)
    is_asked = talk.who.reachable
    proposed = propose_items(talk.store, talk.here, origin, proposals, anyway=not is_asked, now=talk.now)
    file = None if talk.here.arena.is_sparse else talk.heard.offered_file
    if file and proposed.stored:
        attach(talk, proposed.stored[0], file)
        file = None
    if proposed.stored:
        say_stored(talk, proposed.stored)
    if proposed.doubts:
        put_aside(talk, origin, proposed.doubts, file)
    if talk.heard.offered_file and talk.here.arena.is_sparse:
        talk.say("file_left_out", to=addressee(talk.here, talk.now), useful_twice=False)


def read(talk: Conversation, text: str) -> list[Proposal]:
    """What was written, or the message that it answers, as proposals; in a sparsam arena the title alone."""
    quoted = talk.heard.quoted
    if quoted is None:
        return read_proposals(text)
    proposal = read_message(quoted.text, title=text)
    return [replace(proposal, description=None) if talk.here.arena.is_sparse else proposal]


def origin_of(talk: Conversation, proposer: Standing) -> Origin:
    """Who wrote this message, in whose name."""
    chat_id, message_id = talk.heard.chat_id, talk.heard.origin_id or talk.heard.message_id
    return Origin(by=talk.rights, proposer=proposer, chat_id=chat_id, message_id=message_id)


def say_stored(talk: Conversation, stored: Sequence[AgendaItem]) -> None:
    """Say what came in: a card or a list in private, a line in a group."""
    subject = written_in(talk.heard.origin_id or talk.heard.message_id)
    if talk.heard.in_group:
        talk.say("items_received", subject=subject, **received(talk, stored))
    elif len(stored) == 1:
        show_card(talk, stored[0], is_new=True, subject=subject)
    else:
        talk.say("items_received", subject=subject, **received(talk, stored))


def written_in(message_id: int | None) -> str:
    """How the answer names the message that it answers, so that an edit of that one finds it."""
    return f"written:{message_id}"


def received(talk: Conversation, stored: Sequence[AgendaItem]) -> dict[str, Any]:
    """What the group's answer holds, and the list in private: there each item has a button."""
    link = Button(text="Öppna ärendet", start=f"item-{stored[0].id}")
    is_one = len(stored) == 1
    rows = [[link]] if is_one else []
    if not talk.heard.in_group:
        rows = [[talk.button(label(item), "item", item.id)] for item in stored]
    return {
        "buttons": rows,
        "about": about(stored[0]) if is_one else None,
        "items": stored,
        "meeting": stored[0].meeting,
    }
