"""A meeting that is moved or cancelled before the morning that would have told of it: who knows of it."""

from collections.abc import Iterable

from bot.acts.desk import Desk
from bot.acts.sending.audience import audience_of, co_opted_beside
from bot.model.announced import waits_to_be_told
from bot.model.item import AgendaItem
from bot.model.meeting import Meeting
from bot.model.person import Person


def is_unheard(desk: Desk, meeting: Meeting) -> bool:
    """Whether the coming morning is the first to tell of it."""
    return waits_to_be_told(desk.place.deadlines(meeting))


def who_knows(desk: Desk, meeting: Meeting) -> list[Person]:
    """Whoever is invited to it, and whoever has proposed something for it and so seen its date; but for
    whoever cancels it."""
    everybody = audience_of(desk.store, desk.place, meeting, desk.now)
    guests = co_opted_beside(desk.place, meeting, everybody)
    proposers = who_proposed(desk, meeting, desk.place.items_of(meeting))
    return list({each.id: each for each in (*guests, *proposers)}.values())


def who_proposed(desk: Desk, meeting: Meeting, items: Iterable[AgendaItem]) -> list[Person]:
    """Those of these items that were proposed since it was planned."""
    since = (item for item in items if item.is_open and item.proposed_at >= meeting.planned_at)
    people = {item.proposer.id: item.proposer for item in since if item.proposer}
    return [each for each in people.values() if each is not desk.by]
