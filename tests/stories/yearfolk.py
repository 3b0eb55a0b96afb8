"""The people of the year, and the packaged arenas with their names written in."""

import json
from dataclasses import dataclass
from importlib import resources

from integrations.botapi import Person, World
from tests.stories.process import BotProcess

# Per arena: seat or deputy's place, and who holds it.
HOLDERS = {
    "samreko-hsi": {
        "regionoverlakare": "Rut Sand",
        "omradeschef-buv": "Bo Ek",
        "suppleant-buv": "Dan Alm",
        "omradeschef-primarvard": "Ines Ström",
        "ifo-1": "Cilla Lund",
        "ifo-2": "Åsa Berg",
        "skola-1": "Hugo Lind",
        "samordnare-social-valfard": "Eva Nord",
        "samordnare-barn-utbildning": "Gun Dahl",
    },
    "svom": {"regionoverlakare": "Rut Sand", "halso-och-sjukvardsdirektor": "Sven Gran"},
    "barnarenan": {"barn-och-utbildningssamordnare": "Moa Rask"},
}
ROLES = {
    "samreko-hsi": {"secretary": "ifo-2", "chair": "skola-1"},
    "svom": {"secretary": "halso-och-sjukvardsdirektor"},
    "barnarenan": {"secretary": "barn-och-utbildningssamordnare"},
}
NAMES = sorted({name for holders in HOLDERS.values() for name in holders.values()})


@dataclass(frozen=True)
class Folk:
    """Everybody by first name. Ines never opens her link; Sven is of SVOM and Moa of Barnarenan alone."""

    by_name: dict[str, Person]

    def __getattr__(self, first_name: str) -> Person:
        return next(p for name, p in self.by_name.items() if email(name).startswith(f"{first_name}."))

    @property
    def of_samreko(self) -> list[Person]:
        """Those of SamReKo HSI who join."""
        return [self.by_name[name] for name in HOLDERS["samreko-hsi"].values() if name != "Ines Ström"]

    @property
    def elsewhere(self) -> list[Person]:
        """Those of whom SamReKo HSI knows nothing."""
        return [self.sven, self.moa]


def folk(world: World) -> Folk:
    """Give everybody a telephone."""
    return Folk({name: world.person(name) for name in NAMES})


def email(name: str) -> str:
    """Åsa Berg → asa.berg@example.se"""
    plain = name.lower().translate(str.maketrans("åäö", "aao"))
    return f"{plain.replace(' ', '.')}@example.se"


def load_arenas(bot: BotProcess) -> None:
    """`samverkansbot load` of each packaged file, with holders and roles added."""
    for arena_id in HOLDERS:
        (bot.home / f"{arena_id}.toml").write_text(_peopled(arena_id))
        bot.command("load", f"{arena_id}.toml")


def _peopled(arena_id: str) -> str:
    text = resources.files("handlers.arenas").joinpath(f"{arena_id}.toml").read_text(encoding="utf-8")
    for seat, name in HOLDERS[arena_id].items():
        line = f'id = "{seat}"\n'
        assert text.count(line) == 1
        text = text.replace(line, f'{line}holder = {{ name = "{name}", email = "{email(name)}" }}\n')
    roles = ROLES[arena_id].items()
    return text + "".join(f'\n[[role]]\nkind = "{kind}"\nseat = "{seat}"\n' for kind, seat in roles)


def links_and_code(bot: BotProcess) -> tuple[dict[str, str], str]:
    """Everybody's link by name, and the code of SamReKo's group, by `samverkansbot invite --json`."""
    invited = json.loads(bot.command("invite", "samreko-hsi", "--json"))
    links = {each["name"]: each["link"] for each in invited["people"]}
    for arena_id, name in (("svom", "Sven Gran"), ("barnarenan", "Moa Rask")):
        (person,) = json.loads(bot.command("invite", arena_id, email(name), "--json"))["people"]
        links[name] = person["link"]
    return links, invited["chats"]["group"]
