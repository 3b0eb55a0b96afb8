"""How somebody is named together with where they can be reached."""

from bot.model.person import Person


def contact(person: Person) -> str:
    """Bo Ek, bo.ek@region.example; the name alone once the address is gone"""
    return f"{person.name}, {person.email}" if person.email else person.name
