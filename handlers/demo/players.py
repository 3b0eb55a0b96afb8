"""The people of the story, and the two groups."""

from dataclasses import dataclass, fields

from handlers.demo.days import PLACE
from handlers.demo.evidence import Cast
from integrations.botapi import Group, Person, World

ARENA = "Demoarenan"


@dataclass(frozen=True, kw_only=True)
class Players:
    """Those of the arena, as in arena.toml, and Olle, who has nothing to do with it."""

    asa: Person
    bo: Person
    cilla: Person
    dan: Person
    eva: Person
    gun: Person
    hugo: Person
    ines: Person
    olle: Person
    group: Group
    book_circle: Group

    @property
    def inside(self) -> list[Person]:
        """Everybody with a place in the arena."""
        people = [getattr(self, field.name) for field in fields(self)]
        return [person for person in people if isinstance(person, Person) and person is not self.olle]

    @property
    def joining(self) -> list[Person]:
        """Those who open their links: all but Ines."""
        return [person for person in self.inside if person is not self.ines]

    def cast(self, titles: list[str]) -> Cast:
        """Who may read what, for the judging."""
        names = [person.name for person in self.inside]
        return Cast(
            insiders=frozenset({self.group.id, *(person.id for person in self.joining)}),
            group=self.group.id,
            strangers_group=self.book_circle.id,
            inside_words=(ARENA, PLACE, *names, *titles),
        )


def players(world: World) -> Players:
    """Give everybody a telephone."""
    asa, olle = world.person("Åsa Berg"), world.person("Olle Frisk")
    return Players(
        asa=asa,
        bo=world.person("Bo Ek"),
        cilla=world.person("Cilla Lund"),
        dan=world.person("Dan Alm"),
        eva=world.person("Eva Nord"),
        gun=world.person("Gun Dahl"),
        hugo=world.person("Hugo Lind"),
        ines=world.person("Ines Ström"),
        olle=olle,
        group=world.group(ARENA, members=[asa], members_may_pin=True),
        book_circle=world.group("Bokcirkeln", members=[olle]),
    )
