"""How somebody is named together with where they can be reached, and how a link is shown."""

import re

from markupsafe import Markup

from bot.model.person import Person

# A longer one is read by nobody; those into Teams are longer.
LONGEST_LINK = 70
WEB = re.compile(r"https?://([^\s/]+)(/\S*)?")


def contact(person: Person) -> str:
    """Bo Ek, bo.ek@region.example; the name alone once the address is gone"""
    return f"{person.name}, {person.email}" if person.email else person.name


def web_link(link: str) -> str:
    """The link as it is, or, where it is long, words that lead there"""
    found = WEB.fullmatch(link) if len(link) > LONGEST_LINK else None
    return Markup('<a href="{}">Anslut via {}</a>').format(link, found[1]) if found else link
