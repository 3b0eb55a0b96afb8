"""What people of an arena hear of its end, before the day and on it, and that it goes on after all."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from bot.acts.arenas.falling import ENDS, told_to_fall
from bot.acts.desk import Desk
from bot.acts.items.lift_outcomes import arena_name
from bot.acts.sending.audience import Audience, audience, tell_everybody
from bot.acts.sending.guests import tell_co_opted_of_item, tell_co_opted_of_meeting
from bot.acts.sending.promises import responsible, tell_all, tell_chat, tell_person
from bot.acts.sending.rights import ENDING
from bot.model.item import AgendaItem
from bot.model.joining import ChatKind
from bot.model.meeting import Meeting
from bot.model.person import Person
from bot.model.publication import Way
from bot.model.succession import Succession
from bot.texts import say

A_DAY = timedelta(days=1)


@dataclass(frozen=True, kw_only=True)
class Untold:
    """What nobody has heard on the day: the meetings that fall, and who hears of the end privately.

    `told` fall by what was said before, of another day.
    """

    meetings: Sequence[Meeting] = ()
    told: Sequence[Meeting] = ()
    people: list[Person] = field(default_factory=list)


def is_told(old: Desk, passing: Succession) -> bool:
    """Whether this very end was said before, so that nobody need hear it twice."""
    entry = old.place.latest_entry(ENDS, f"arena:{passing.old.id}")
    stands = passing.old.ends == passing.on and passing.old.succeeded_by == passing.new.id
    said = {"on": passing.on.isoformat(), "to": passing.new.id}
    return stands and entry is not None and entry.facts == said


def untold_of(old: Desk, passing: Succession) -> Untold:
    """To be asked before anything passes: whoever is somebody on the last day."""
    if is_told(old, passing):
        return Untold()
    everybody = audience(old.place, [passing.on - A_DAY])
    people = everybody.by(Way.PRIVATE)
    return Untold(meetings=passing.left_meetings, told=told_to_fall(old), people=people)


def tell_of_end(old: Desk, meetings: Sequence[Meeting], told: Sequence[Meeting] = ()) -> int:
    """Who takes over, from when, and which meetings will not be: once to the group, else to each.

    Of those that were `told` to fall before, and do not by this day, it is said that they will be. Gives back
    how many messages go out.
    """
    everybody, word = audience(old.place, [old.today]), f"ends:{old.place.arena.ends}"
    _tell_guests_of_change(old, everybody, meetings, told, word)
    return _tell(old, everybody, word, _ahead(old, meetings, told))


def tell_of_going_on(old: Desk, meetings: Sequence[Meeting], told: Sequence[Meeting]) -> int:
    """The arena stays, and so do its meetings; how many messages go out.

    Whoever is co-opted hears of those alone that they were `told` to fall.
    """
    text = say("succession_off", arena=old.place.arena, back=meetings)
    everybody = audience(old.place, [old.today])
    _tell_guests_of_change(old, everybody, (), told, "goeson")
    return _tell(old, everybody, "goeson", text)


def _tell_guests_of_change(
    old: Desk, told_too: Audience, meetings: Sequence[Meeting], told: Sequence[Meeting], word: str
) -> None:
    """What falls now and did not, or did and does not any more; of the rest they have heard."""
    fallen = [each for each in meetings if each not in told]
    _tell_guests(old, told_too, fallen, word, "meeting_cancelled")
    _tell_guests(old, told_too, _back(meetings, told), word, "meeting_back")


def _back(meetings: Sequence[Meeting], told: Sequence[Meeting]) -> list[Meeting]:
    return [each for each in told if each not in meetings]


def _tell_guests(old: Desk, told: Audience, meetings: Sequence[Meeting], word: str, what: str) -> None:
    """Whoever is co-opted hears of their own meeting, and of nothing else."""
    for meeting in meetings:
        key = f"{word}:{meeting.id}:{old.now.timestamp():.0f}"
        tell_co_opted_of_meeting(old.store, old.place, told, key=key, meeting=meeting, what=what)


def _ahead(old: Desk, meetings: Sequence[Meeting], told: Sequence[Meeting] = ()) -> str:
    arena = old.place.arena
    heir = arena_name(old.store, arena.succeeded_by) if arena.succeeded_by else None
    facts = {"on": arena.ends, "successor": heir, "meetings": meetings, "back": _back(meetings, told)}
    return say("succession_ahead", arena=arena, **facts)


def _tell(old: Desk, everybody: Audience, word: str, text: str) -> int:
    key = f"{word}:{old.place.arena.id}:{old.now.timestamp():.0f}"
    return len(list(tell_everybody(old.store, old.place, everybody, text, key=key)))


def tell_of_other_group(old: Desk, passing: Succession, untold: Untold) -> None:
    """The old arena's group where the new one has its own: nothing comes there any more."""
    group = old.place.group()
    if group and group not in passing.chats:
        facts = {"successor": passing.new.short, "meetings": untold.meetings}
        text = say("succession_over", arena=passing.old, **facts)
        key = f"over:{passing.old.id}:{old.now.timestamp():.0f}"
        tell_chat(old.store, old.place, group, text, key=key, silent=old.is_night)


def tell_of_passing(old: Desk, new: Desk, passing: Succession, untold: Untold) -> None:
    """On the day: whoever has a seat in the new arena, its group, those who hear of the end only now, and
    the new secretary. A day begins at midnight, and wakes nobody."""
    facts: dict[str, Any] = {"arena": passing.new, "old": passing.old}
    key = f"tookover:{passing.old.id}:{passing.new.id}:{new.now.timestamp():.0f}"
    for tenure, seat in passing.seats:
        fallen = untold.meetings if tenure.person in untold.people else ()
        text = say("succession_seat", seat=seat, meetings=fallen, **facts)
        tell_person(
            new.store, new.place, tenure.person, text, key=f"{key}:seat{seat.id}", silent=new.is_night
        )
    for chat in passing.chats:
        if chat.kind is ChatKind.GROUP:
            text = say("succession_group", meetings=untold.meetings, **facts)
            tell_chat(new.store, new.place, chat, text, key=f"{key}:group", silent=new.is_night)
    _tell_the_others(old, passing, untold, key)
    everybody = audience(old.place, [passing.on - A_DAY])
    _tell_guests_of_change(old, everybody, untold.meetings, untold.told, "over")
    for item in passing.items:
        tell_co_opted_of_item(new.store, new.place, item, old=passing.old)
    counts = {"item_count": len(passing.items), "seat_count": len(passing.seats)}
    told = say("succession_told", **facts, **counts)
    people = responsible(new.place, new.now)
    tell_all(new.store, new.place, people, told, key=f"{key}:told", silent=new.is_night)


def tell_of_taking_back(old: Desk, new: Desk, items: Sequence[AgendaItem]) -> int:
    """Whoever was asked in the new arena to prepare what passed need not; how many messages go out."""
    facts = {"arena": new.place.arena, "old": old.place.arena, "item_count": len(items)}
    key = f"takenback:{old.place.arena.id}:{new.place.arena.id}:{new.now.timestamp():.0f}"
    text = say("succession_taken_back", **facts)
    return len(tell_all(new.store, new.place, responsible(new.place, new.now), text, key=key))


def _tell_the_others(old: Desk, passing: Succession, untold: Untold, key: str) -> None:
    seated = [tenure.person for tenure, _seat in passing.seats]
    others = [person for person in untold.people if person not in seated]
    tell_all(
        old.store,
        old.place,
        others,
        _ahead(old, untold.meetings, untold.told),
        key=f"{key}:end",
        subject=ENDING,
        silent=old.is_night,
    )
