"""Who the visitor may be: the story's people, and what is said of each until the roster says more."""

from handlers.demo.players import Players
from integrations.botapi.face import Player

ABOUT = {
    "asa": ("Sekreterare", "Secretary"),
    "bo": ("Ledamot, region", "Member, region"),
    "cilla": ("Kan ta över efter Bo", "Can take over from Bo"),
    "dan": ("Suppleant för Bo", "Deputy for Bo"),
    "eva": ("Bereder dagordningen", "Prepares the agenda"),
    "gun": ("Bereder dagordningen", "Prepares the agenda"),
    "hugo": ("Ledamot, kommun", "Member, municipality"),
    "ines": ("Åsa kan bjuda in henne", "Åsa can invite her"),
    "lena": ("Ledamot, kommun", "Member, municipality"),
    "olle": ("Utomstående", "Outsider"),
}


def roles(cast: Players) -> list[Player]:
    """Everybody, the secretary first."""
    return [
        Player(getattr(cast, name), {"sv": swedish, "en": english})
        for name, (swedish, english) in ABOUT.items()
    ]
