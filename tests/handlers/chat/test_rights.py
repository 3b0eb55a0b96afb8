"""Every cell of the table of rights: who may does it, and nobody else changes or learns anything by it."""

from collections.abc import Callable, Iterable, Iterator
from functools import partial

import pytest

from handlers.chat.buttons import BUTTONS
from handlers.chat.commands import COMMANDS
from handlers.chat.dialogues import DIALOGUES
from tests.databases import on_sqlite
from tests.handlers import rights
from tests.handlers.chat.chatting import Chat
from tests.handlers.chat.people import People
from tests.handlers.chat.scene import Cell, Scene

Wrong = dict[str, list[str]]
# What tells roles and chats apart is Python; what somebody is on a day is asked of both in tests/storage.
PLACES = ("private", "group", "preparers", "elsewhere")


@pytest.fixture
def scene(chat: Chat, people: People) -> Scene:
    """Everybody in every chat."""
    return Scene(chat, people)


def typed(scene: Scene) -> Iterator[tuple[str, rights.Row]]:
    for name, rows in rights.COMMANDS.items():
        for row in rows:
            yield f"/{name}@samverkansbot {row.words.replace('CODE', scene.code)}".strip(), row


def says(words: str, cell: Cell) -> None:
    if words.startswith("/protokoll"):
        cell.who.sends_file("protokoll.pdf", b"%PDF-1.7", cell.where, caption=words)
    else:
        cell.who.writes(words, cell.where)


def count(
    figure: Callable[..., None], what: str, scene: Scene, rows: Iterable[rights.Row], wrong: Wrong
) -> None:
    cells = sum(len(scene.cells(row, PLACES)) for row in rows)
    figure("P8", f"cells of the table of rights: {what}", asked=cells, wrong=sum(map(len, wrong.values())))


def test_every_command_button_and_question_has_its_row() -> None:
    assert set(rights.COMMANDS) == set(COMMANDS)
    assert set(rights.BUTTONS) == set(BUTTONS)
    assert set(rights.DIALOGUES) == set(DIALOGUES)


@on_sqlite
def test_a_command_is_for_those_who_may(scene: Scene, figure: Callable[..., None]) -> None:
    wrong: Wrong = {}
    for words, row in typed(scene):
        wrong[words] = scene.wrong(row, partial(says, words), PLACES)
    count(figure, "commands", scene, [row for _, row in typed(scene)], wrong)
    assert {words: cells for words, cells in wrong.items() if cells} == {}


@on_sqlite
def test_a_button_is_for_those_who_may(scene: Scene, figure: Callable[..., None]) -> None:
    wrong: Wrong = {}
    for action, row in rights.BUTTONS.items():
        button = scene.button(action, row)
        wrong[action] = scene.wrong(row, partial(scene.presses, button), PLACES, row.asked)
    count(figure, "buttons", scene, rights.BUTTONS.values(), wrong)
    assert {action: cells for action, cells in wrong.items() if cells} == {}


@on_sqlite
def test_an_answer_is_taken_from_those_who_still_may(scene: Scene, figure: Callable[..., None]) -> None:
    wrong: Wrong = {}
    for flow, row in rights.DIALOGUES.items():
        wrong[flow] = scene.wrong(row, partial(scene.answers, row.words), PLACES, flow)
    count(figure, "questions", scene, rights.DIALOGUES.values(), wrong)
    assert {flow: cells for flow, cells in wrong.items() if cells} == {}


@on_sqlite
def test_a_link_into_an_item_opens_it_for_whom_it_concerns(scene: Scene) -> None:
    item_id, _revision = scene.on["incoming"]

    def opens(cell: Cell) -> None:
        cell.who.opens(f"item-{item_id}")

    assert scene.wrong(rights.LINK, opens, ("private",)) == []


@on_sqlite
def test_a_file_is_taken_as_an_answer_to_a_card_from_whom_it_concerns(scene: Scene) -> None:
    def sends(cell: Cell) -> None:
        cell.who.sends_file("x.pdf", b"%PDF-1.7", cell.where, reply_to=scene.card)

    assert scene.wrong(rights.FILE_FOR_CARD, sends, ("group",)) == []


@on_sqlite
def test_words_below_a_card_in_the_group_are_what_people_say_to_each_other(scene: Scene) -> None:
    def comments(cell: Cell) -> None:
        cell.who.writes("Bra!", cell.where, reply_to=scene.card)

    assert scene.wrong(rights.WORDS_BELOW_CARD, comments, ("group",)) == []


@on_sqlite
def test_nobody_speaks_for_a_person(scene: Scene, figure: Callable[..., None]) -> None:
    """Anonymous admins, channels, other bots, whoever passes on what the secretary wrote, and old buttons."""
    everything = [words for words, _row in typed(scene)]
    buttons = [scene.button(action, row) for action, row in rights.BUTTONS.items()]
    done = {
        name: scene.would_do_something(partial(scene.by_nobody, name, everything, buttons))
        for name in rights.NOBODIES
    }
    for name, (told, did_something) in done.items():
        figure("P8", f"in somebody's name: {name}", tried=told, effects=int(did_something))
    assert [name for name, (_told, did_something) in done.items() if did_something] == []
    assert min(told for told, _did_something in done.values()) >= len(everything)
