"""When two titles are told to be alike, and when they are left in peace."""

import pytest

from bot.model.likeness import are_alike

ALIKE = [
    ("Budget", "budget"),
    ("Budget 2027", "2027 budget"),
    ("Avtal om tolkar", "Avtal tolkar"),
    ("Ungdomsmottagningen i Åre", "Ungdomsmottagning i Åre"),
    ("Lokaler för BUV", "Lokaler BUV"),
    ("!!!", "!!!"),
]
APART = [
    ("Budget", "Lokaler"),
    ("Avtal om hemsjukvård", "Avtal om tolkar"),
    ("Delårsbokslut 1", "Delårsbokslut 2"),
    ("Punkt 1", "Punkt 2"),
    ("Budget", "Budget för ungdomsmottagningen i Åre"),
    ("!!!", "???"),
]


@pytest.mark.parametrize(("one", "other"), ALIKE)
def test_titles_that_differ_in_form_alone_are_alike(one: str, other: str) -> None:
    assert are_alike(one, other)
    assert are_alike(other, one)


@pytest.mark.parametrize(("one", "other"), APART)
def test_titles_of_two_things_are_not_alike(one: str, other: str) -> None:
    assert not are_alike(one, other)
    assert not are_alike(other, one)
