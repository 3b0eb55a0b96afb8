"""The arenas and their people, from the seed: names, places, roles, who is in the group."""

import random
from dataclasses import dataclass, replace
from itertools import product

FIRST = (
    "Anna Bo Cilla Dan Eva Filip Gun Hugo Ines Jan Karin Lars Maja Nils Olga Per Rut Sara Tor Ulla Vera Åke"
    " Märta Örjan"
)
LAST = "Alm Berg Dahl Ek Fors Gran Hed Lind Moe Nord Rask Sand Tell Udd Vik Ås Öst Klint Björk Strand"
# Places in each arena by their number: who leads, who prepares, who is never in the group.
SECRETARY, CHAIR, PREPARERS = 0, 1, (2, 3)
# All others prepare for it.
FIRST_ARENA = "arena-0"
SYLLABLES = "ba be do du fa fi go ha ki la le mo mu na ni pa po ra ri so su ta ti va vo"


@dataclass(frozen=True)
class Seat:
    """A place as the arena's file has it. `stands_for` names the seats of a deputy."""

    id: str
    holder: str
    stands_for: tuple[str, ...] = ()


@dataclass(frozen=True)
class Cast:
    """One arena: members first, deputies last; `outside` are members who are never in the group."""

    number: int
    seats: tuple[Seat, ...]
    outside: tuple[str, ...]
    absent: tuple[str, ...]
    reserves: tuple[str, ...]
    has_mailbox: bool = False

    @property
    def id(self) -> str:
        """As in the file."""
        return f"arena-{self.number}"

    @property
    def short(self) -> str:
        """As in every message."""
        return f"Arena {self.number}"

    @property
    def members(self) -> list[Seat]:
        """The ordinary seats."""
        return [seat for seat in self.seats if not seat.stands_for]

    @property
    def deputies(self) -> list[Seat]:
        """The deputies' places."""
        return [seat for seat in self.seats if seat.stands_for]

    @property
    def mailbox(self) -> str:
        """Whose calendar has the meetings."""
        return f"{self.id}@example.se"


def email(name: str) -> str:
    """Åsa Berg → asa.berg@example.se"""
    return f"{name.lower().translate(str.maketrans('åäö ', 'aao.'))}@example.se"


def cast_of(seed: int, arenas: int, people: int, mailboxes: int) -> list[Cast]:
    """So many people over so many arenas, with as many names in reserve; the first arenas have mailboxes."""
    names = [f"{first} {last}" for first, last in product(FIRST.split(), LAST.split())]
    random.Random(f"{seed}:names").shuffle(names)
    share = people // arenas
    drawn = [_cast(number, names[number * 90 : (number + 1) * 90], share) for number in range(arenas)]
    return [replace(cast, has_mailbox=cast.number < mailboxes) for cast in drawn]


def _cast(number: int, names: list[str], share: int) -> Cast:
    deputies = max(1, share // 10)
    members = share - deputies
    holders, rest = names[:share], names[share:]
    seats = [Seat(f"plats-{at}", holders[at]) for at in range(members)]
    seats += [
        Seat(f"suppleant-{at}", holders[members + at], (f"plats-{members - 1 - at}",))
        for at in range(deputies)
    ]
    return Cast(
        number=number,
        seats=tuple(seats),
        outside=(holders[members - 1],),
        absent=(holders[members - 2],),
        reserves=tuple(rest),
    )


def arena_file(cast: Cast) -> str:
    """What `samverkansbot load` reads."""
    lines = ["[arena]", f'id = "{cast.id}"', f'name = "{cast.short}"', f'short = "{cast.short}"']
    lines += ['timezone = "Europe/Stockholm"', 'mandate = "works"']
    lines += [f'prepares_for = ["{FIRST_ARENA}"]'] * (cast.id != FIRST_ARENA)
    lines += [f'calendar = "{cast.mailbox}"'] * cast.has_mailbox
    for seat in cast.members:
        lines += ["", "[[seat]]", f'id = "{seat.id}"', f'title = "Plats {seat.id}"', _holder(seat.holder)]
    for seat in cast.deputies:
        stands = ", ".join(f'"{each}"' for each in seat.stands_for)
        lines += ["", "[[deputy]]", f'id = "{seat.id}"', f"seats = [{stands}]", _holder(seat.holder)]
    for kind, at in (("secretary", SECRETARY), ("chair", CHAIR), *(("preparer", at) for at in PREPARERS)):
        lines += ["", "[[role]]", f'kind = "{kind}"', f'seat = "plats-{at}"']
    return "\n".join(lines) + "\n"


def _holder(name: str) -> str:
    return f'holder = {{ name = "{name}", email = "{email(name)}" }}'


def title_from(chance: random.Random) -> str:
    """Three words that no other title has."""
    words = ["".join(chance.choice(SYLLABLES.split()) for _ in range(4)) for _ in range(3)]
    return " ".join(words).capitalize()
