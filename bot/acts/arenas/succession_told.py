"""What people of an arena hear of its end before the day, and that it goes on after all."""

from typing import Any

from bot.acts.desk import Desk
from bot.acts.sending.audience import audience, tell_everybody
from bot.model.meeting import Meeting
from bot.model.succession import Succession
from bot.texts import say


def tell_of_end(old: Desk, passing: Succession) -> int:
    """Who takes over, from when, and which meetings will not be: once to the group, else to each.

    Gives back how many messages go out.
    """
    facts = {"successor": passing.new.short, "on": passing.on, "meetings": passing.left_meetings}
    return _tell(old, f"ends:{passing.on.isoformat()}", "succession_ahead", **facts)


def tell_of_going_on(old: Desk, meetings: list[Meeting]) -> int:
    """The arena stays, and so do its meetings; how many messages go out."""
    return _tell(old, "goeson", "succession_off", meetings=meetings)


def _tell(old: Desk, word: str, text_name: str, **facts: Any) -> int:
    arena = old.place.arena
    text = say(text_name, arena=arena, **facts)
    key = f"{word}:{arena.id}:{old.now.timestamp():.0f}"
    everybody = audience(old.place, [old.today])
    return len(list(tell_everybody(old.store, old.place, everybody, text, key=key)))
