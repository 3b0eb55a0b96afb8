"""The tables of commands, buttons and dialogues name everything that is used, and nothing else."""

import ast
from collections.abc import Iterator

import pytest

from bot.texts import say
from handlers.chat.buttons import BUTTONS
from handlers.chat.commands import COMMANDS, ROWS
from handlers.chat.dialogues import DIALOGUES
from tests.handlers.sources import calls, nodes

# /start comes from links, /koppla with its code from `invite`, /hjalp shows the others, /byte is /ersattare.
HIDDEN = {"start", "koppla", "hjalp", "byte"}


def words_of(call: ast.Call) -> Iterator[str]:
    for argument in [*call.args, *(each.value for each in call.keywords if each.arg == "action")]:
        if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
            yield argument.value


def is_action(word: str) -> bool:
    """Not the words on the button, which begin with a capital."""
    return word.isascii() and word.islower() and word.isalpha()


def pairs() -> Iterator[str]:
    """The second of each pair of words: «Ta upp», "accept"."""
    for node in nodes():
        if isinstance(node, ast.Tuple) and len(node.elts) == 2:
            values = [each.value for each in node.elts if isinstance(each, ast.Constant)]
            if len(values) == 2 and all(isinstance(value, str) for value in values):
                yield str(values[1])


def test_every_button_that_is_shown_is_in_the_table_and_the_other_way_round() -> None:
    made = ("button", "cardbutton", "choice")
    called = {word for name in made for call in calls(name) for word in words_of(call) if is_action(word)}
    assert called <= set(BUTTONS)
    assert set(BUTTONS) <= called | set(pairs())


def test_every_question_that_is_asked_has_its_answer() -> None:
    asked = {next(words_of(call), None) for name in ("ask", "ask_about") for call in calls(name)}
    asked |= {"reason", "minutes"}
    assert asked - {None} == set(DIALOGUES)


def test_every_command_is_shown_in_help_or_known_to_be_hidden() -> None:
    may = {"may_propose": True, "may_report": True, "may_prepare": True, "may_plan": True, "may_invite": True}
    shown = say("help", is_known=True, arena=None, in_group=False, bot_name="bot", **may)
    named = {line.split()[0].lstrip("/") for line in shown.splitlines() if line.startswith("/")}
    assert named == set(COMMANDS) - HIDDEN


def test_help_in_a_group_names_what_works_there() -> None:
    shown = say("help_in_group", among_preparers=True, bot_name="bot", in_group=True, arena=None)
    named = {line.split("@")[0].lstrip("/") for line in shown.splitlines() if line.startswith("/")}
    works = {row.name for row in ROWS if row.in_group or row.among_preparers}
    assert named == works - HIDDEN - {"avbryt"}


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_is_what_telegram_takes(name: str) -> None:
    assert name.isascii()
    assert name.isalpha()
    assert name.islower()
    assert len(name) <= 32
