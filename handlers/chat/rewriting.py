"""Edited messages: the items that were written in them follow until they are decided."""

from collections.abc import Sequence

from bot.acts.items.proposing import find_proposer
from bot.acts.items.rewriting import Rewritten, rewrite_items
from bot.model.arena import Arena
from bot.model.cleantext import clean_text
from bot.model.dispatch import Dispatch
from bot.model.item import AgendaItem
from bot.model.proposal import read_proposals
from handlers.chat.conversation import Conversation
from handlers.chat.items import about, refresh_shown, show_card, whom_to_ask
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
    written = talk.heard.args if talk.heard.command else talk.heard.text
    proposer, text = find_proposer(talk.here, talk.rights, written, now=talk.now)
    if talk.heard.quoted and not text:
        return
    origin = origin_of(talk, proposer)
    proposals = read_proposals(text) if clean_text(text) else []
    done = rewrite_items(talk.store, talk.here, origin, items, proposals, now=talk.now)
    talk.store.flush()
    if talk.heard.in_group:
        _mend_answer(talk, items, done)
    elif done.is_anything:
        _mend_private_answer(talk, items, done)
    if done.proposed.doubts:
        put_aside(talk, origin, done.proposed.doubts, None)


def _mend_private_answer(talk: Conversation, items: Sequence[AgendaItem], done: Rewritten) -> None:
    """The list, or the card of the only item, that answered the message changes."""
    shown = _answer(talk)
    if shown and shown.about is None:
        _mend_answer(talk, items, done)
    elif not done.is_one_change:
        _tell(talk, done)
    elif shown and shown.about == about(done.changed[0]):
        refresh_shown(talk, done.changed[0], shown.message_id, is_news=True)
    else:
        show_card(talk, done.changed[0])


def _answer(talk: Conversation) -> Dispatch | None:
    """What the bot answered to the message when it was written."""
    shown = talk.store.dispatch_for(talk.heard.chat_id, written_in(talk.heard.message_id))
    return shown if shown and shown.message_id else None


def _mend_answer(talk: Conversation, items: Sequence[AgendaItem], done: Rewritten) -> None:
    """The earlier answer changes; what did not follow is told the sender alone."""
    new, shown = done.proposed.stored, _answer(talk)
    if shown and (done.changed or new):
        talk.edit(shown, "items_received", is_news=True, **received(talk, [*items, *new]))
    elif new:
        say_stored(talk, new)
    if done.is_partly:
        _tell(talk, done)


def _tell(talk: Conversation, done: Rewritten) -> None:
    talk.say_privately("items_rewritten", done=done, ask_whom=whom_to_ask(talk))
