"""A button, pressed or typed: whether it is genuine, in its place, and the presser's to press."""

from collections.abc import Callable

from bot.model.arena import Arena
from bot.model.press import Press, read_press
from bot.model.seat import Standing
from bot.refusals import NoWords, StaleButton
from handlers.chat import reading
from handlers.chat.buttons import BUTTONS, ButtonRow
from handlers.chat.conversation import Conversation

LEAVE = "avbryt"
TYPED = ("klar", "hoppa över", LEAVE)


def press(talk: Conversation, button_key: bytes) -> None:
    """A button was pressed. Raises StaleButton where it may not be, or not there, or no longer."""
    arenas = talk.own_arenas
    talk.press = read_press(
        talk.heard.callback_data, button_key, talk.now.date(), [arena.id for arena in arenas]
    )
    _do(talk, talk.press, arenas)


def _do(talk: Conversation, press: Press, arenas: list[Arena]) -> None:
    button = BUTTONS.get(press.action)
    if button is None or not _is_its_place(talk, button, press):
        raise StaleButton
    for arena in arenas:
        if arena.id == press.arena_id:
            talk.enter(arena)
    if button.may and not (talk.standing and _may(talk, button, button.may, press)):
        raise StaleButton
    button.run(talk, press)
    if button.receipt is not None:
        talk.receipt(button.receipt)


def _may(talk: Conversation, button: ButtonRow, may: Callable[[Standing], bool], press: Press) -> bool:
    meeting = button.ahead(talk, press) if button.ahead and button.co_opted else None
    if may(_standing(talk, button, press)):
        return True
    return bool(meeting and button.co_opted and not talk.heard.in_group and button.co_opted(talk, meeting))


def _standing(talk: Conversation, button: ButtonRow, press: Press) -> Standing:
    """Today's; of a newcomer whose first day is to come, that of the meeting that the button is about."""
    return talk.look_ahead(button.ahead(talk, press) if button.ahead else None)


def _is_its_place(talk: Conversation, button: ButtonRow, press: Press) -> bool:
    """In private, or in the chat of the arena's own preparers; next to nothing where everybody reads."""
    is_allowed = button.in_group or (button.among_preparers and talk.among_preparers)
    return not talk.heard.in_group or (is_allowed and talk.is_place_of(press.arena_id))


def is_typed(talk: Conversation) -> bool:
    """«Klar» typed instead of pressed does what the button of the last message would.

    Raises NoWords where there is no such button: nothing is called «Klar».
    """
    word = talk.heard.text.strip(" .!").casefold()
    if talk.heard.in_group or talk.heard.file or word not in TYPED:
        return False
    shown = talk.store.last_with_buttons(talk.heard.chat_id)
    found = (each for row in shown.buttons for each in row) if shown else ()
    button = next((each for each in found if each.text.casefold() == word and each.action), None)
    if shown and button:
        talk.typed_below = shown.after or shown
        talk.press = Press(
            action=button.action, arena_id=button.arena_id, thing=button.thing, revision=button.revision
        )
        _do(talk, talk.press, talk.own_arenas)
    elif word == LEAVE:
        reading.cancel(talk)
    else:
        raise NoWords
    return True
