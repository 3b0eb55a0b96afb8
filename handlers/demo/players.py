"""The people of the story, and the two groups."""

from dataclasses import dataclass, fields

from handlers.demo.days import PLACE
from handlers.demo.evidence import Cast
from integrations.botapi import Group, Person, World

ARENA = "Demoarenan"
NAMES = {
    "asa": "Åsa Berg",
    "bo": "Bo Ek",
    "cilla": "Cilla Berg",
    "dan": "Dan Alm",
    "eva": "Eva Nord",
    "gun": "Gun Dahl",
    "hugo": "Hugo Lind",
    "ines": "Ines Ström",
    "lena": "Lena Lund",
    "olle": "Olle Frisk",
}


@dataclass(frozen=True, kw_only=True)
class Players:
    """Those of the arena, as in arena.toml; Cilla, who may come to take over from Bo; and Olle, who has
    nothing to do with it."""

    asa: Person
    bo: Person
    cilla: Person
    dan: Person
    eva: Person
    gun: Person
    hugo: Person
    ines: Person
    lena: Person
    olle: Person
    group: Group
    preparers: Group
    book_circle: Group

    @property
    def inside(self) -> list[Person]:
        """Everybody with a place in the arena."""
        people = [getattr(self, field.name) for field in fields(self)]
        outside = (self.cilla, self.olle)
        return [person for person in people if isinstance(person, Person) and person not in outside]

    @property
    def joining(self) -> list[Person]:
        """Those who open their links: all but Ines."""
        return [person for person in self.inside if person is not self.ines]

    def cast(self, titles: list[str]) -> Cast:
        """Who may read what, for the judging."""
        names = [person.name for person in self.inside]
        return Cast(
            insiders=frozenset({self.group.id, self.preparers.id, *(person.id for person in self.joining)}),
            group=self.group.id,
            strangers_group=self.book_circle.id,
            inside_words=(ARENA, PLACE, *names, *titles),
        )


def players(world: World) -> Players:
    """Give everybody a telephone; in a kept world they have theirs already."""
    people = {key: _person(world, name) for key, name in NAMES.items()}
    asa, eva, gun, olle = people["asa"], people["eva"], people["gun"], people["olle"]
    return Players(
        **people,
        group=_group(world, ARENA, [asa], members_may_pin=True),
        preparers=_group(world, "Beredningen", [eva, gun, asa]),
        book_circle=_group(world, "Bokcirkeln", [olle]),
    )


def _person(world: World, name: str) -> Person:
    known = (user for user in world.users.values() if isinstance(user, Person) and user.name == name)
    return next(known, None) or world.person(name)


def _group(world: World, title: str, members: list[Person], *, members_may_pin: bool = False) -> Group:
    """The group of that title; the first of the members made it."""
    for chat in world.chats.values():
        if chat.title == title:
            return Group(world, chat, members[0])
    return world.group(title, members=members, members_may_pin=members_may_pin)
