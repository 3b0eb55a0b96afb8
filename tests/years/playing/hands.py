"""What all who play have in their hands: the stage, what is foreseen, and ways to ask until told."""

import re
from collections.abc import Callable
from datetime import datetime
from functools import singledispatch
from typing import Any

from integrations.botapi import Message, Person
from tests.years import acts
from tests.years.cast import Cast
from tests.years.doings import decided
from tests.years.meeting import Item, Meeting
from tests.years.model import Model
from tests.years.room import Room
from tests.years.stage import Stage


@singledispatch
def plays(act: acts.Act, hands: "Hands") -> None:
    """Do on the stage what the model says can be done."""
    raise NotImplementedError(act, hands)


class Hands:
    """Those of everybody in the arenas."""

    def __init__(self, stage: Stage, model: Model) -> None:
        self.stage, self.model = stage, model
        # What the model is about to change: which titles are decided on, when a meeting was before.
        self.titles: list[str] = []
        self.given: dict[str, datetime] = {}
        self.before: dict[tuple[int, int], datetime] = {}

    def look_ahead(self, act: acts.Act) -> None:
        """Keep what somebody sees before the act, and the model has forgotten after it."""
        room = self.room(act)
        if isinstance(act, acts.Prepares):
            self.titles = [item.title for item in decided(act, room)]
        if isinstance(act, acts.Moves | acts.EditsOutlook) and (meeting := room.meeting(act.meeting)):
            self.before[act.meeting, act.arena] = meeting.starts

    def room(self, act: acts.Act) -> Room:
        """The arena as it is foreseen."""
        return self.model.rooms[act.arena]

    def meeting(self, act: Any) -> Meeting:
        """The meeting that it is about, as it is foreseen."""
        return self.room(act).meetings[act.meeting]

    def item(self, act: acts.Act, title: str | None) -> Item:
        """An item of the arena, as it is foreseen."""
        return next(item for item in self.room(act).items if item.title == title)

    def cast(self, act: acts.Act) -> Cast:
        """The arena as it was loaded."""
        return self.stage.casts[act.arena]

    def opens(self, name: str) -> None:
        """Somebody opens their link."""
        person = self.stage.person(name)
        person.opens_link(self.stage.links[name])
        self.stage.settles()
        self.stage.presses(person, person.chat().find("Länken gäller"), "Det är jag")

    def shows(self, who: Person, command: str, is_it: Callable[[Message], bool]) -> list[Message]:
        """Somebody asks, and asks again where no answer came: help is never said a second time by itself."""
        for _ in range(4):
            before = len(who.chat().messages)
            self.stage.says(who, command)
            found = [each for each in who.chat().messages[before:] if is_it(each)]
            if found:
                return found
        raise AssertionError(f"{who.name} asks {command} in vain")

    def asks(self, who: Person, act: Callable[[], object], answer: str) -> Message:
        """Somebody does it again until they see what should come of it."""
        for _ in range(4):
            act()
            if answer in who.chat().last.text:
                return who.chat().last
        raise AssertionError(f"{who.name} does not see {answer!r}, but {who.chat().last.text!r}")


def words_of(message: Message, part: str) -> str:
    """The whole words of the button that has these among them."""
    return next(word for row in message.buttons for word in row if part in word)


def link_in(told: Message) -> str:
    """The address that somebody is to open."""
    found = re.search(r"https://t\.me/\S+", told.text)
    assert found, told.text
    return found[0]
