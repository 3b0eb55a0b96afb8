"""What must never be, whatever the story: leaks, noise at night, and anything left undone."""

import re
from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta

from bot.model.dispatch import OPEN_STATES
from storage import tables
from tests.years.model import Model
from tests.years.reading import Said
from tests.years.room import Room
from tests.years.stage import Stage

TITLE = re.compile(r"[A-Z][a-z]{7} [a-z]{8} [a-z]{8}")
# Whoever has left may be told of that change for a week, and of nothing else.
TOLD_AFTERWARDS = timedelta(days=7)


def leaks(everything: Iterable[Said], model: Model) -> list[str]:
    """A title where nobody has a right to it: in another arena's group, or with whoever has no place."""
    owners = defaultdict[str, list[Room]](list)
    for room in model.rooms.values():
        for item in room.items:
            owners[item.title].append(room)
    found = []
    for each in everything:
        for title in set(TITLE.findall(each.text + each.file)) & owners.keys():
            if not any(_may_know(room, title, each) for room in owners[title]):
                found.append(f"leak: {title} to {each.to}, {each.hour}")
    return found


def _may_know(room: Room, title: str, each: Said) -> bool:
    if each.to == room.cast.short or any((each.to, title) == (name, to.title) for name, to in room.guests):
        return True
    day = date.fromisoformat(each.hour[:10])
    return any(
        name == each.to and (until is None or day < until + TOLD_AFTERWARDS)
        for line in room.tenures.values()
        for (_begins, name), until in zip(line, [*(begins for begins, _ in line[1:]), None], strict=True)
    )


def noise(everything: Iterable[Said], model: Model) -> list[str]:
    """Nothing rings between 20:00 and 07:00 but an answer to somebody who is up."""
    return [
        f"rang at night: {each.to}, {each.hour}, {each.text}"
        for each in everything
        if not 7 <= int(each.hour[-2:]) < 20 and not each.is_silent and (each.to, each.hour) not in model.up
    ]


def unrest(stage: Stage) -> list[str]:
    """Nothing waits in the inbox or outbox, nothing was set aside, and the log tells of no stumbling."""
    inbox, dispatch = tables.inbox.c, tables.dispatch.c
    waiting = stage.look.rows(tables.inbox, inbox.state.in_(("waiting", "set_aside")))
    open_still = stage.look.rows(tables.dispatch, dispatch.state.in_(OPEN_STATES))
    # What a library says of a broken gateway is none of the bot's stumbling.
    said = (line for word in ("ERROR", "CRITICAL") for line in stage.bot.lines(word))
    odd = [line for line in said if "telegram.request" not in line]
    return [
        *(f"left in the inbox: {row.state}" for row in waiting),
        *(f"left in the outbox: {row.kind} {row.text}" for row in open_still),
        *(f"log: {line}" for line in dict.fromkeys(odd)),
    ]
