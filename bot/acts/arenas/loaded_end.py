"""What a loaded file says of the arena's end: what would have fallen follows, and people hear of it."""

from datetime import date

from bot.acts.arenas.falling import meetings_from, record_end, told_to_fall
from bot.acts.arenas.succession import bring_back
from bot.acts.arenas.succession_told import tell_of_end
from bot.acts.arenas.succession_undone import go_on
from bot.acts.desk import Desk
from bot.model.succession import PASSED


def follow_end(desk: Desk, before: date | None) -> None:
    """The end is another one than before, or none; what has passed goes back by `succeed --undo` alone."""
    ends = desk.place.arena.ends
    if PASSED in desk.place.arena.settings:
        return
    if before and ends is None:
        go_on(desk, before)
    elif before:
        bring_back(desk, before)
    # On the day itself people hear of it when the arena passes.
    if ends and ends > desk.today:
        told = told_to_fall(desk)
        record_end(desk)
        tell_of_end(desk, meetings_from(desk, ends), told)
