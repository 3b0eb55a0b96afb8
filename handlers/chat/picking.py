"""Telegram's own list of people: a key below the text field, shown on demand, then cleared."""

from typing import Any

from bot.model.dialogue import Dialogue
from bot.model.dispatch import NO_KEYS, Button, Key
from handlers.chat.conversation import Conversation, Rows

# What Telegram takes as the number of a request is signed.
LARGEST_NUMBER = 0x7FFFFFFF
NUMBER = "picked_by"
WORDS = "Välj person"


def show_list(talk: Conversation, flow: str, facts: dict[str, Any], mark: int) -> None:
    """Show the key; `mark` tells the question as it stands from others, and so an old key from this one."""
    number = mark & LARGEST_NUMBER
    talk.ask(flow, **facts | {NUMBER: number})
    key = Button(text=WORDS, key=Key.PICK, thing=number)
    talk.say("pick_somebody", buttons=[[key]], useful_twice=False)


def is_asked(dialogue: Dialogue, number: int) -> bool:
    """Whether the question that waits showed the key with that number."""
    return dialogue.facts.get(NUMBER) == number


def is_typed(talk: Conversation) -> bool:
    """Whether the key's words came as words, as from an app without such keys; nobody is called that."""
    return talk.heard.text.strip(" .!").casefold() == WORDS.casefold()


def cleared(talk: Conversation) -> Rows:
    """What clears the key that the question that waits has shown, below a message without buttons."""
    return _clears(talk.question)


def _clears(question: Dialogue | None) -> Rows:
    return NO_KEYS if question and NUMBER in question.facts else ()


def clear_keys(talk: Conversation, text_name: str = "keys_cleared", /, **facts: Any) -> None:
    """Say so and clear the key that the last question showed, if it did.

    A message has keys or buttons, and what comes next has the buttons.
    """
    question = talk.question
    if question and (buttons := _clears(question)):
        talk.say(text_name, buttons=buttons, useful_twice=False, **facts)
        question.facts = {key: value for key, value in question.facts.items() if key != NUMBER}
