"""Which of an arena's people somebody means, by what they typed."""

import re
from collections.abc import Iterable

from bot.model.person import Person

ADDRESS = re.compile(r"[<(]?([^\s<>()]+@[^\s<>()]+)[>)]?")


def people_named(people: Iterable[Person], typed: str) -> list[Person]:
    """Who may be meant: whoever has the address or the whole name, else all who bear every word of it."""
    everybody = list(people)
    address = ADDRESS.search(typed)
    if address:
        found = [person for person in everybody if person.email == address[1].casefold()]
        return found or people_named(everybody, bare_name(typed))
    words = typed.casefold().split()
    exact = [person for person in everybody if person.name.casefold().split() == words]
    return exact or [person for person in everybody if words and _bears(person, words)]


def bare_name(typed: str) -> str:
    """What was typed without an e-mail address."""
    return " ".join(ADDRESS.sub(" ", typed).split()).strip(" ,;")


def _bears(person: Person, words: list[str]) -> bool:
    return set(words) <= set(person.name.casefold().split())
