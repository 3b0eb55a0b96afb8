"""Which meetings fall with an arena, and of which of them people have been told so."""

from datetime import date

from bot.acts.desk import Desk
from bot.model.meeting import Meeting

ENDS, GOES_ON, UNDONE = "arena ends", "arena goes on", "succession undone"


def record_end(old: Desk) -> None:
    """History tells from when on an end was known."""
    arena = old.place.arena
    facts = {"on": arena.ends and arena.ends.isoformat(), "to": arena.succeeded_by}
    old.record(ENDS, f"arena:{arena.id}", **facts)


def meetings_from(old: Desk, on: date) -> list[Meeting]:
    """What is planned in the old arena for that day or later, and falls with it."""
    coming = (each for each in old.place.meetings() if each.is_planned and not each.is_over(old.now))
    return [each for each in coming if each.starts.date() >= on and not each.is_preparatory]


def told_to_fall(old: Desk) -> list[Meeting]:
    """Of which people were told that they will not be; asked before another end, or none, is recorded."""
    ends, *back = (
        old.place.latest_entry(verb, f"arena:{old.place.arena.id}") for verb in (ENDS, GOES_ON, UNDONE)
    )
    if ends is None or not ends.facts["on"] or any(each and each.id > ends.id for each in back):
        return []
    return meetings_from(old, date.fromisoformat(ends.facts["on"]))
