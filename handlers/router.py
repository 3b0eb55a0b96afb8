"""From what was heard to the one handler that answers it; refusals become sentences here."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from bot.model.press import read_press
from bot.refusals import Refusal, StaleButton, UnknownCommand
from bot.texts import say
from handlers import groups
from handlers.buttons import BUTTONS
from handlers.command import run_command
from handlers.commands import COMMANDS
from handlers.conversation import Conversation
from handlers.dialogues import DIALOGUES, answer_to_card
from handlers.hearing import Heard, HeardKind
from storage.store import SqlStore

log = logging.getLogger(__name__)


@dataclass(frozen=True, kw_only=True)
class Identity:
    """The bot's own account, and the key with which its buttons are signed."""

    bot_id: int
    bot_name: str
    button_key: bytes


def answer(store: SqlStore, heard: Heard, *, key: str, me: Identity, now: datetime) -> None:
    """Let the right handler answer; what it changed is undone if it ends in a refusal."""
    talk = Conversation(store=store, heard=heard, now=now, key=key, bot_name=me.bot_name)
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
    if talk.heard.sender_id is None or (talk.heard.in_group and talk.place is None):
        return
    if talk.heard.callback_id:
        talk.receipt(say(refusal.text_name, **talk.with_arena(refusal.facts)))
    else:
        talk.say(refusal.text_name, useful_twice=False, **refusal.facts)


def _message(talk: Conversation, me: Identity) -> None:
    heard = talk.heard
    if heard.sender_id is None or (heard.is_forwarded and heard.in_group):
        return
    if heard.command is not None:
        _command(talk, heard.command)
    elif not (_dialogue(talk) or answer_to_card(talk)) and not heard.in_group:
        talk.say("help_short", useful_twice=False)


def _command(talk: Conversation, name: str) -> None:
    command = COMMANDS.get(name)
    if command is None:
        if talk.heard.in_group:
            return
        raise UnknownCommand
    if name != "avbryt":
        talk.done_asking()
    run_command(talk, command)


def _dialogue(talk: Conversation) -> bool:
    heard = talk.heard
    dialogue = talk.store.dialogue(heard.chat_id, heard.sender_id or 0)
    if dialogue is None:
        return False
    if dialogue.expires_at <= talk.now or dialogue.flow not in DIALOGUES:
        talk.done_asking()
        return False
    if dialogue.arena_id and (place := talk.store.within(dialogue.arena_id)):
        talk.enter(place.arena)
    DIALOGUES[dialogue.flow](talk, dialogue.facts)
    return True


def _pressed(talk: Conversation, me: Identity) -> None:
    if talk.heard.sender_id is None:
        return
    arenas = talk.store.arenas_of(talk.person, talk.now.date()) if talk.person else []
    talk.press = read_press(
        talk.heard.callback_data, me.button_key, talk.now.date(), [arena.id for arena in arenas]
    )
    for arena in arenas:
        if arena.id == talk.press.arena_id:
            talk.enter(arena)
    button = BUTTONS.get(talk.press.action)
    if button is None or (button.may and not (talk.standing and button.may(talk.standing))):
        raise StaleButton
    button.run(talk, talk.press)
    if button.receipt is not None:
        talk.receipt(button.receipt)


def _nothing(talk: Conversation, me: Identity) -> None:
    """Not meant for the bot."""


HEARD: dict[HeardKind, Callable[[Conversation, Identity], None]] = {
    HeardKind.MESSAGE: _message,
    HeardKind.PRESS: _pressed,
    HeardKind.ADDED: groups.added,
    HeardKind.REMOVED: groups.removed,
    HeardKind.CAME: groups.came,
    HeardKind.WENT: groups.went,
    HeardKind.MIGRATED: groups.migrated,
    HeardKind.NOTHING: _nothing,
}
