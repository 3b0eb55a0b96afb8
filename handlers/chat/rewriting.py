"""Edited messages: the items that were written in them follow until they are decided."""

from collections.abc import Sequence

from bot.acts.items.proposing import find_proposer
from bot.acts.items.rewriting import Rewritten, rewrite_items
from bot.model.arena import Arena
from bot.model.cleantext import clean_text
from bot.model.item import AgendaItem
from bot.model.proposal import read_behalf, read_proposals
from handlers.chat.conversation import Conversation
from handlers.chat.items import show_card
from handlers.chat.lookalikes import put_aside
from handlers.chat.proposing import origin_of, received, say_stored, written_in


def items_written_here(talk: Conversation) -> list[AgendaItem]:
    """The items that the edited message made; their arena is entered."""
    message_id = talk.heard.message_id or 0
    for arena in _arenas(talk):
        talk.enter(arena)
        found = talk.here.items_from(talk.heard.chat_id, message_id)
        if found and talk.rights.is_someone:
            return found
    talk.place = talk.standing = None
    return []


def _arenas(talk: Conversation) -> Sequence[Arena]:
    if talk.person is None:
        return []
    if not talk.heard.in_group:
        return talk.store.arenas_of(talk.person, talk.now)
    place = talk.store.within(talk.chat.arena_id) if talk.chat else None
    return [place.arena] if place else []


def follow_edit(talk: Conversation, items: Sequence[AgendaItem]) -> None:
    """Let the items follow their message, and say what changed and what could not."""
    name, text = read_behalf(talk.heard.args if talk.heard.command else talk.heard.text)
    if talk.heard.quoted and not text:
        return
    origin = origin_of(talk, find_proposer(talk.here, talk.rights, name, now=talk.now))
    proposals = read_proposals(text) if clean_text(text) else []
    done = rewrite_items(talk.store, talk.here, origin, items, proposals, now=talk.now)
    talk.store.flush()
    if talk.heard.in_group:
        _mend_answer(talk, items, done)
    elif done.is_one_change:
        show_card(talk, done.changed[0])
    elif done.is_anything:
        talk.say_privately("items_rewritten", done=done)
    if done.proposed.doubts:
        put_aside(talk, origin, done.proposed.doubts, None)


def _mend_answer(talk: Conversation, items: Sequence[AgendaItem], done: Rewritten) -> None:
    """In the group the earlier answer changes; what did not follow is the sender's matter alone."""
    new = done.proposed.stored
    shown = talk.store.dispatch_for(talk.heard.chat_id, written_in(talk.heard.message_id))
    if shown and (done.changed or new):
        talk.edit(shown, "items_received", **received(talk, [*items, *new]))
    elif new:
        say_stored(talk, new)
    if done.is_partly:
        talk.say_privately("items_rewritten", done=done)
