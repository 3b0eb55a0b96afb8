"""Pressing a button below a message."""

import itertools

from integrations.botapi.callbacks import Press
from integrations.botapi.messages import Message
from integrations.botapi.shapes import Json
from integrations.botapi.stage import Stage
from integrations.botapi.users import User


def button_with(message: Message, words: str) -> Json:
    """The button with these visible words; AssertionError naming those that exist."""
    if message.deleted:
        raise AssertionError(f"the message is deleted: {message!r}")
    rows = message.keyboard or (message.other_markup or {}).get("keyboard", [])
    for button in itertools.chain.from_iterable(rows):
        shown: Json = button if isinstance(button, dict) else {"text": button}
        if shown["text"] == words:
            return shown
    exist = ", ".join(repr(text) for row in message.buttons for text in row) or "none"
    raise AssertionError(f"no button {words!r} below {message.text!r}; there are: {exist}")


def press(stage: Stage, presser: User, message: Message, button: Json) -> Press:
    """Send the button's data to the bot that wrote the message."""
    bot = next(bot for bot in stage.bots.values() if bot.user is message.sender)
    data = button.get("callback_data")
    if data is None:
        raise AssertionError(f"the button {button['text']!r} sends nothing to the bot: {button}")
    pressed = Press(str(4_000_000_000_000 + stage.number()), bot, presser, message, data, stage.now())
    stage.presses[pressed.id] = pressed
    content = {
        "id": pressed.id,
        "from": presser.to_json(),
        "message": message.to_json(bot.id),
        "chat_instance": str(abs(message.chat.id) * 7919),
        "data": data,
    }
    stage.announce(bot, "callback_query", content)
    return pressed
