"""What people do in Outlook, where an arena has a mailbox; it draws its own lots, so that the rest stays."""

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, time
from typing import Any

from tests.years.acts import AnswersInOutlook, EditsOutlook, Moves
from tests.years.cast import Cast
from tests.years.days import DAY, open_since

SUBJECTS = ("Julfika", "Möte med regionen", "Strategi")
HOW_MANY_ANSWER = 2


def changed(edit: EditsOutlook, cast: Cast, chance: random.Random) -> Iterator[EditsOutlook]:
    """The same edit of another thing: place, subject or guests, two of them, or the whole event."""
    guest = f"gast-{chance.randrange(10_000)}@annan.example"
    facts = {"place": edit.place, "subject": chance.choice(SUBJECTS), "guest": guest}
    plain = replace(edit, place="")
    if cast.has_mailbox and chance.random() < 0.25:
        yield replace(plain, deletes=True)
    elif cast.has_mailbox:
        names = chance.sample(list(facts), chance.choice((1, 1, 2)))
        several: dict[str, Any] = {name: facts[name] for name in names}
        yield replace(plain, **several)


def moved(move: Moves, cast: Cast, chance: random.Random) -> Moves | EditsOutlook:
    """Half of what is moved is moved in Outlook first."""
    if not cast.has_mailbox or chance.random() < 0.5:
        return move
    return EditsOutlook(
        at=move.at, arena=move.arena, who=move.who, meeting=move.meeting, starts=move.to, keeps_outlooks=True
    )


def answers(
    names: list[str], number: int, starts: datetime, cast: Cast, chance: random.Random
) -> Iterator[AnswersInOutlook]:
    """Some members accept or decline there, after what they say in chat at that time of the year."""
    day = open_since(starts.date() - 12 * DAY)
    for name in chance.sample(names, HOW_MANY_ANSWER) if cast.has_mailbox else ():
        at = datetime.combine(day, time(16, chance.randrange(5, 20)))
        accepts = chance.random() < 0.6
        yield AnswersInOutlook(at=at, arena=cast.number, who=name, meeting=number, accepts=accepts)
