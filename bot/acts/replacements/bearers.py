"""Whose a successor's address is already: it is they who take over, whatever name was typed."""

from dataclasses import dataclass

from bot.acts.desk import Desk
from bot.acts.people.inviting import roster


@dataclass(frozen=True)
class Bearer:
    """Somebody of another name than was typed; `name` is None for whoever this arena does not know."""

    name: str | None


def other_bearer(desk: Desk, name: str | None, email: str | None, *, may_lead: bool) -> Bearer | None:
    """Whose the address is, if somebody's of another name than was typed.

    Who is on the roster is told to everybody, who is only invited to those who lead. That it is somebody's
    elsewhere is told to those alone, without the name (PROMISES P8): else it could be tried who is where.
    """
    person = desk.store.person_by_email(email) if name and email else None
    if person is None or _as_words(person.name) == _as_words(name or ""):
        return None
    if person in roster(desk.place, desk.today):
        return Bearer(person.name)
    if not may_lead:
        return None
    return Bearer(person.name if desk.place.co_opted(person, desk.today) else None)


def _as_words(name: str) -> list[str]:
    return name.casefold().split()
