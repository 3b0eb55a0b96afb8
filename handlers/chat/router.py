"""From what was heard to the one handler that answers it; refusals become sentences here."""

import logging
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from bot.model.dialogue import Dialogue
from bot.model.dispatch import NO_KEYS, Button
from bot.model.feed import FeedAddresses
from bot.model.personnummer import holds_personnummer
from bot.permissions import may_invite
from bot.ports.workshop import Workshop
from bot.refusals import (
    ChangedMeanwhile,
    FileForWhat,
    HoldsPersonnummer,
    ItemClosed,
    KindRefused,
    NotBeforeSending,
    NotInGroup,
    NotYoursAnyMore,
    Refusal,
    Unknown,
    UnknownCommand,
    WrongCode,
)
from bot.texts import say
from handlers.chat import (
    groups,
    items,
    lookalikes,
    meetings,
    picking,
    pressing,
    reading,
    replacement_buttons,
    rewriting,
    turns,
    versions,
)
from handlers.chat.command import run_command
from handlers.chat.commands import COMMANDS
from handlers.chat.conversation import Conversation
from handlers.chat.dialogues import DIALOGUES, Question, answer_to_card, shown_item
from handlers.chat.hearing import Heard, HeardKind
from storage.store import SqlStore

log = logging.getLogger(__name__)
# In a group that nobody has bound, the bot says no other word than this.
BINDING = ("koppla", "start")
WAY_IN = [[Button(text="Öppna mig privat", start="start")]]


class Unreadable(Exception):
    """The update makes no sense to this version: it is set aside, and can be run again by another."""


@dataclass(frozen=True, kw_only=True)
class Identity:
    """The bot's own account, the key with which its buttons are signed, what prints its papers, and where
    calendar programs read, if anywhere."""

    bot_id: int
    bot_name: str
    button_key: bytes
    workshop: Workshop
    feeds: FeedAddresses | None = None


def answer(store: SqlStore, heard: Heard, *, key: str, me: Identity, now: datetime) -> None:
    """Let the right handler answer; what it changed is undone if it ends in a refusal."""
    talk = Conversation(
        store=store,
        heard=heard,
        now=now,
        key=key,
        bot_name=me.bot_name,
        workshop=me.workshop,
        feeds=me.feeds,
    )
    talk.person = store.person_by_telegram(heard.sender_id) if heard.sender_id else None
    if heard.in_group and heard.sender_id and heard.kind is HeardKind.MESSAGE:
        store.note_presence(heard.chat_id, heard.sender_id, present=True)
    try:
        with store.session.begin_nested():
            HEARD[heard.kind](talk, me)
    except Refusal as refusal:
        _refuse(talk, refusal)


def _refuse(talk: Conversation, refusal: Refusal) -> None:
    log.info("refused: %s", type(refusal).__name__)
    if talk.heard.sender_id is None:
        return
    talk.leave_if_stranger()
    facts = _facts(talk, refusal)
    if talk.heard.callback_id:
        _refuse_press(talk, refusal, facts)
    elif not talk.heard.in_group:
        talk.say(refusal.text_name, useful_twice=False, **facts)
    elif isinstance(refusal, HoldsPersonnummer):
        talk.say_privately(refusal.text_name, **facts)
    elif talk.place or isinstance(refusal, WrongCode):
        buttons = WAY_IN if isinstance(refusal, (Unknown, NotInGroup)) else ()
        talk.say(refusal.text_name, buttons=buttons, useful_twice=False, **facts)
    if not talk.heard.callback_id:
        _forget_question(talk, refusal)
    if talk.heard.command in COMMANDS and not isinstance(refusal, (HoldsPersonnummer, KindRefused)):
        # The command had put an older question away, which its refusal brought back.
        talk.done_asking()


def _facts(talk: Conversation, refusal: Refusal) -> dict[str, Any]:
    """What is out of somebody's hands is refused with the name of whom to ask."""
    if not isinstance(refusal, (ItemClosed, NotBeforeSending)):
        return refusal.facts
    return {"ask_whom": items.whom_to_ask(talk) if talk.place else [], **refusal.facts}


def _refuse_press(talk: Conversation, refusal: Refusal, facts: dict[str, Any]) -> None:
    by = refusal.facts.get("by")
    # Whoever tapped twice has nothing to be told but what now stands on the card.
    is_own = isinstance(refusal, ChangedMeanwhile) and by is not None and by is talk.person
    talk.receipt("" if is_own else say(refusal.text_name, **talk.with_arena(facts)))
    _show_fresh(talk, refusal)


def _forget_question(talk: Conversation, refusal: Refusal) -> None:
    """What was asked about, or who was asked, is not as it was: a fresh card comes instead, or nothing."""
    if isinstance(refusal, (ChangedMeanwhile, NotYoursAnyMore, Unknown)):
        talk.done_asking()
        _show_fresh(talk, refusal)


def _show_fresh(talk: Conversation, refusal: Refusal) -> None:
    """Whoever pressed or answered an old card gets the fresh one (PROMISES P5)."""
    if not isinstance(refusal, ChangedMeanwhile):
        return
    if item := refusal.facts.get("item"):
        items.refresh_card(talk, item)
    elif meeting := refusal.facts.get("meeting"):
        versions.refresh(talk, meeting)
    elif planned := refusal.facts.get("planned"):
        meetings.refresh_card(talk, planned)
    elif replacement := refusal.facts.get("replacement"):
        replacement_buttons.refresh(talk, replacement)
    elif turn := refusal.facts.get("turn"):
        turns.refresh(talk, turn)


def _message(talk: Conversation, me: Identity) -> None:
    heard = talk.heard
    if heard.sender_id is None or (heard.is_forwarded and heard.in_group):
        return
    if heard.in_group and talk.chat is None and heard.command not in BINDING:
        return
    _look_away(talk)
    _refuse_what_is_never_taken(talk)
    if heard.command is not None:
        _command(talk, heard.command)
    elif not _answer(talk) and not heard.in_group:
        _help(talk)


def _edited(talk: Conversation, me: Identity) -> None:
    """An edited message changes what it made; a mended /foresla that made nothing is one like any other."""
    if talk.heard.sender_id is None or talk.heard.is_forwarded:
        return
    lookalikes.forget_asides(talk)
    if found := rewriting.items_written_here(talk):
        _refuse_what_is_never_taken(talk)
        rewriting.follow_edit(talk, found)
    elif talk.heard.command == "foresla":
        _message(talk, me)


def _look_away(talk: Conversation) -> None:
    """What is answered is nothing to a command that does not read it, and is kept in no question then."""
    command = COMMANDS.get(talk.heard.command or "")
    if command is None or not command.quotes:
        talk.heard = replace(talk.heard, quoted=None)


def _refuse_what_is_never_taken(talk: Conversation) -> None:
    # Looked for before anything else, so that no question, draft or history can come to hold it.
    if talk.person and any(map(holds_personnummer, talk.heard.words)):
        _enter_where_asked(talk)
        raise HoldsPersonnummer
    if talk.heard.other_kind and not talk.heard.in_group:
        raise KindRefused(kind=talk.heard.other_kind)


def _enter_where_asked(talk: Conversation) -> None:
    """What is said is said in the name of the arena that asked, or of the speaker's only one."""
    dialogue = talk.question
    if dialogue and dialogue.arena_id:
        talk.enter_if_welcome(dialogue.arena_id)
    elif not talk.heard.in_group:
        reading.standings(talk)


def _help(talk: Conversation) -> None:
    """Words or a file that answer nothing."""
    if talk.person and talk.heard.file:
        raise _file_for_what(talk)
    talk.say("help_short" if talk.person else "hello_stranger", useful_twice=False)


def _file_for_what(talk: Conversation) -> Refusal:
    """A file that belongs to nothing; one that chat would not take anyway is to be sent elsewhere."""
    may_send_minutes = any(map(may_invite, reading.standings(talk)))
    arenas = talk.store.arenas_of(talk.who, talk.now)
    takes_files = not arenas or not all(arena.is_sparse for arena in arenas)
    return FileForWhat(may_send_minutes=may_send_minutes, takes_files=takes_files, to=None)


def _command(talk: Conversation, name: str) -> None:
    command = COMMANDS.get(name)
    if command is None:
        if talk.heard.in_group:
            return
        raise UnknownCommand
    if name != "avbryt":
        picking.clear_keys(talk)
        talk.done_asking()
    run_command(talk, command)


def _answer(talk: Conversation) -> bool:
    """Take an answer to a question or to an item's card; False if it is neither."""
    dialogue = talk.question
    if dialogue and pressing.is_typed(talk):
        return True
    shown = shown_item(talk)
    if dialogue and (shown is None or not _is_about_another(dialogue, shown, talk.heard)):
        return _take_answer(talk, dialogue)
    return shown is not None and answer_to_card(talk, *shown)


def _is_about_another(dialogue: Dialogue, shown: tuple[str, int], heard: Heard) -> bool:
    """A file that answers another item's card belongs there, whatever was asked last."""
    return heard.file is not None and dialogue.facts.get("item") != shown[1]


def _take_answer(talk: Conversation, dialogue: Dialogue) -> bool:
    question = DIALOGUES.get(dialogue.flow)
    if question is None or dialogue.expires_at <= talk.now or not _is_asked_here(talk, question, dialogue):
        buttons = picking.cleared(talk)
        talk.done_asking()
        talk.enter_if_welcome(dialogue.arena_id)
        talk.say("asked_too_long_ago", buttons=buttons, useful_twice=False)
        return True
    if dialogue.arena_id and (place := talk.store.within(dialogue.arena_id)):
        talk.enter_with_right(place.arena, dialogue.facts.get("meeting") if question.ahead else None)
    if question.may and not question.may(talk.rights) and not talk.ahead_of:
        raise NotYoursAnyMore
    question.run(talk, dialogue.facts)
    return True


def _is_asked_here(talk: Conversation, question: Question, dialogue: Dialogue) -> bool:
    is_allowed = not talk.heard.in_group or question.in_group or talk.among_preparers
    return is_allowed and talk.is_place_of(dialogue.arena_id)


def _picked(talk: Conversation, me: Identity) -> None:
    """Somebody picked from Telegram's own list: an answer to the question that showed it, and to no other."""
    dialogue, picked = talk.question, talk.heard.picked
    if dialogue and picked and picking.is_asked(dialogue, picked.number):
        _take_answer(talk, dialogue)
    else:
        talk.say("picked_for_nothing", buttons=NO_KEYS, useful_twice=False)


def _pressed(talk: Conversation, me: Identity) -> None:
    if talk.heard.sender_id is not None:
        pressing.press(talk, me.button_key)


def _nothing(talk: Conversation, me: Identity) -> None:
    """Not meant for the bot."""


def _unreadable(talk: Conversation, me: Identity) -> None:
    raise Unreadable


HEARD: dict[HeardKind, Callable[[Conversation, Identity], None]] = {
    HeardKind.MESSAGE: _message,
    HeardKind.EDITED: _edited,
    HeardKind.PRESS: _pressed,
    HeardKind.PICKED: _picked,
    HeardKind.ADDED: groups.added,
    HeardKind.REMOVED: groups.removed,
    HeardKind.CAME: groups.came,
    HeardKind.WENT: groups.went,
    HeardKind.MIGRATED: groups.migrated,
    HeardKind.NOTHING: _nothing,
    HeardKind.UNREADABLE: _unreadable,
}
