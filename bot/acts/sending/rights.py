"""Whether somebody still has the right to what was meant for them, looked at on the days that count."""

from datetime import datetime

from bot.model.person import Person
from bot.ports.arena_store import ArenaStore

# What is sent about a meeting: whoever has a right on its day has a right to it today too.
OF_A_MEETING = frozenset({"agenda", "meeting", "minutes", "papers"})


def has_right(place: ArenaStore, person: Person, subject: str | None, now: datetime) -> bool:
    """Today; or, for what is sent about a meeting, on its day: a successor prepares for it too.

    Minutes also go to those who presented something there (seed 000 «till de föredragande»). Whoever leaves
    or comes is told of that change, before and a week after it, whatever else they have a right to; whoever
    has a role that turns, or is to have it, of that turn.
    """
    days = [place.arena.today(now)]
    kind, _, thing = (subject or "").partition(":")
    if kind == "replacement":
        replacement = place.replacement(int(thing.partition(":")[0]))
        if replacement and replacement.concerns(person, days[0]):
            return True
    if kind == "turn":
        turn = place.turn(int(thing.partition(":")[0]))
        if turn and turn.concerns(person, place.roles(), days[0]):
            return True
    meeting = place.meeting(int(thing.partition(":")[0])) if kind in OF_A_MEETING else None
    if meeting:
        days.append(meeting.starts.date())
    if any(place.standing(person, day).is_someone for day in days):
        return True
    return kind == "minutes" and meeting is not None and person in place.presenters(meeting)
