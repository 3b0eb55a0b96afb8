"""What must come of the years, worked out without the product: who holds what, and who hears what."""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime

from tests.years import acts, doings_in_outlook, doings_of_people, doings_with_files
from tests.years.cast import Cast
from tests.years.days import hour_of
from tests.years.doings import does
from tests.years.duties import happens, next_due
from tests.years.room import Fact, Room

# What they say comes of an act is registered by importing them.
MORE_DOINGS = (doings_in_outlook, doings_of_people, doings_with_files)


class Model:
    """Hears the same acts as the bot, and says of each whether it can be done at all."""

    def __init__(self, casts: Iterable[Cast]) -> None:
        self.facts: Counter[Fact] = Counter()
        # Who did something in which hour, and so is up and gets an answer.
        self.up: set[tuple[str, str]] = set()
        self.rooms = {cast.number: Room(cast, self.facts) for cast in casts}
        for room in self.rooms.values():
            room.above = self.rooms[0] if room is not self.rooms[0] else None

    def goes_to(self, wall: datetime) -> None:
        """Everything until then happens by itself."""
        for room in self.rooms.values():
            while (due := next_due(room)) and due <= wall:
                happens(room, due)
            room.now = wall

    def does(self, act: acts.Act) -> bool:
        """Do it; False, and nothing is changed, where it cannot be done."""
        room = self.rooms[act.arena]
        in_group = getattr(act, "in_group", False)
        self.up.add((room.cast.short if in_group else str(getattr(act, "who", "")), hour_of(act.at)))
        return does(act, room)
