"""`correct`: somebody's address is put right for every arena at once."""

from typing import Any

from bot.acts.people.rosters import readdress
from bot.model.person import Person
from bot.model.replacementtext import read_email
from bot.refusals import PersonNotOnRoster, Refusal
from bot.texts import plain, say
from handlers.line.exits import Stop
from handlers.line.opening import committed, opened
from handlers.settings import Settings


class NotCorrected(Stop):
    """Nothing was put right; the line says why."""


def run(settings: Settings, old: str, new: str) -> Person:
    """Put it right. Raises NotCorrected."""
    with opened(settings) as (database, clock):
        try:
            email = read_email(new)
            return committed(database, lambda store: readdress(store, old, email, now=clock.now()))
        except PersonNotOnRoster:
            raise NotCorrected(f"Ingen har e-postadressen {old}. Inget har ändrats.") from None
        except Refusal as refusal:
            why = plain(say(refusal.text_name, **refusal.facts))
            raise NotCorrected(f"{why} Inget har ändrats.") from None


def as_json(person: Person) -> dict[str, Any]:
    """Whose address it is, and how it stands."""
    return {"name": person.name, "email": person.email}


def lines(person: Person) -> list[str]:
    """The same for people."""
    return [
        f"Nu står det {person.name}, {person.email}.",
        "Ändra adressen i arenafilerna också, innan de läses in igen.",
    ]
