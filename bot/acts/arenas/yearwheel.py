"""An arena's year, to be drawn and told."""

from collections.abc import Callable
from datetime import datetime

from bot.model.meeting import Meeting
from bot.model.yearwheel import YearWheel, days_of_interest, year_wheel
from bot.ports.arena_store import ArenaStore


def wheel_of(place: ArenaStore, year: int, shows: Callable[[Meeting], bool], *, now: datetime) -> YearWheel:
    """The year with those of its meetings that the reader is shown."""
    meetings = filter(shows, place.meetings_between(*days_of_interest(place.arena, year)))
    return year_wheel(place.arena, year, meetings, place.roles(), place.tenures(), now)


def year_of_interest(place: ArenaStore, *, now: datetime) -> int:
    """The year of the next meeting that is planned; this year, where there is none."""
    coming = place.coming_meetings(now)
    return coming[0].starts.year if coming else place.arena.today(now).year
