"""Whom a typed name means."""

import pytest

from bot.model.naming import bare_name, people_named
from tests.builders import a_person

ROSTER = [a_person("Bo Berg"), a_person("Bo Berggren"), a_person("Åsa Öberg"), a_person("Bo Ek Berg")]


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("Bo Berg", ["Bo Berg"]),
        ("bo berg", ["Bo Berg"]),
        ("Öberg", ["Åsa Öberg"]),
        ("Bo", ["Bo Berg", "Bo Berggren", "Bo Ek Berg"]),
        ("Ek Bo", ["Bo Ek Berg"]),
        ("Bo Berggren <BO.BERG@example.se>", ["Bo Berg"]),
        ("Åsa Öberg <asa@annan.se>", ["Åsa Öberg"]),
        ("Cilla", []),
        ("", []),
    ],
)
def test_a_name_means_whoever_has_the_address_or_the_whole_name_else_every_word_of_it(
    typed: str, names: list[str]
) -> None:
    assert [person.name for person in people_named(ROSTER, typed)] == names


def test_an_address_is_no_part_of_a_name() -> None:
    assert bare_name("Eva Ek <eva.ek@example.se>") == "Eva Ek"
