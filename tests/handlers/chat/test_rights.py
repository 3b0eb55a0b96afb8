"""Every cell of the table of rights: who may does it, and nobody else changes or learns anything by it."""

from collections.abc import Callable, Iterator

import pytest

from handlers.buttons import BUTTONS
from handlers.commands import COMMANDS
from handlers.dialogues import DIALOGUES
from integrations.botapi.callbacks import Press
from integrations.botapi.speech import said
from bot.model.press import signed
from tests.handlers import rights
from tests.handlers.chat.chatting import KEY, Chat
from tests.handlers.chat.people import People
from tests.handlers.chat.scene import Cell, Scene

EVERYWHERE = ("private", "group", "preparers", "elsewhere")


@pytest.fixture
def scene(chat: Chat, people: People) -> Scene:
    """Everybody in every chat."""
    return Scene(chat, people)


def test_every_command_button_and_question_has_its_row() -> None:
    assert set(rights.COMMANDS) == set(COMMANDS)
    assert set(rights.BUTTONS) == set(BUTTONS)
    assert set(rights.DIALOGUES) == set(DIALOGUES)


def test_a_command_is_for_those_who_may(scene: Scene) -> None:
    wrong = {}
    for name, rows in rights.COMMANDS.items():
        for row in rows:
            words = f"/{name}@samverkansbot {row.words.replace('CODE', scene.code)}".strip()

            def act(cell: Cell) -> None:
                if name == "protokoll":
                    cell.who.sends_file("protokoll.pdf", b"%PDF-1.7", cell.where, caption=words)
                else:
                    cell.who.writes(words, cell.where)

            wrong[words] = scene.wrong(row, act, EVERYWHERE)
    assert {words: cells for words, cells in wrong.items() if cells} == {}


def test_a_button_is_for_those_who_may(scene: Scene) -> None:
    wrong = {}
    for action, row in rights.BUTTONS.items():
        button = scene.button(action, row)

        def act(cell: Cell) -> None:
            scene.presses(cell, button)

        wrong[action] = scene.wrong(row, act, EVERYWHERE, row.asked)
    assert {action: cells for action, cells in wrong.items() if cells} == {}


def test_an_answer_is_taken_from_those_who_still_may(scene: Scene) -> None:
    wrong = {}
    for flow, row in rights.DIALOGUES.items():

        def act(cell: Cell) -> None:
            scene.answers(cell, row.words)

        wrong[flow] = scene.wrong(row, act, EVERYWHERE, flow)
    assert {flow: cells for flow, cells in wrong.items() if cells} == {}
