"""The page of rights says what the table says, and every action has its words."""

from tests.handlers import rights
from tests.handlers.chat import scene, scene_people
from tests.handlers.rightspage import NOBODIES, PAGE, QUESTIONS, ROLES, button_words, page


def test_every_button_and_question_is_named_in_swedish() -> None:
    assert set(button_words()) == set(rights.BUTTONS)
    assert set(QUESTIONS) == set(rights.DIALOGUES)
    assert set(ROLES) == {*scene.ROLES, *scene_people.GUESTS, "newcomer"}
    assert set(NOBODIES) == set(rights.NOBODIES)


def test_the_page_is_as_the_table_is() -> None:
    assert PAGE.read_text() == page(), "write it anew: make rights"
