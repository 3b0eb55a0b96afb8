"""What would be booked: every date that follows, what to think of, and what may be chosen otherwise."""

import zlib
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from bot.acts.meetings.booking import dates_to_choose_among
from bot.model.arena import Arena
from bot.model.booking import (
    HALF_DAY,
    USUAL_MINUTES,
    WHOLE_DAY,
    Booking,
    dates_that_follow,
    warnings_about,
)
from bot.model.dispatch import Button
from bot.model.meeting import Meeting, MeetingKind
from bot.permissions import may_plan
from bot.texts.dates import on_day
from handlers.chat.conversation import Conversation, Rows

# More questions than this at once nobody has in the air.
MOST_LINKS = 3


def preview(talk: Conversation, booking: Booking) -> tuple[str, Rows, dict[str, Any]]:
    """Text, buttons and facts."""
    arena = talk.here.arena
    meetings = booking.meetings(arena, talk.now)
    others = [*talk.here.scheduled_meetings(talk.now), *meetings]
    joint = talk.store.within(booking.joint_with) if booking.joint_with else None
    facts = {
        "booking": booking,
        "meetings": meetings,
        "dates": dates_that_follow(meetings[0], talk.now),
        "preparatory": _preparable(talk, booking, meetings[0]) if booking.is_prepared else None,
        "warnings": [(each, *warning) for each in meetings for warning in warnings_about(each, others)],
        "joint": [joint.arena.short] if joint else [],
        "beside": linkable(talk, booking).get(booking.beside or 0, []),
    }
    return "booking", _buttons(talk, booking, _preparable(talk, booking, meetings[0]) is not None), facts


def _preparable(talk: Conversation, booking: Booking, meeting: Meeting) -> Meeting | None:
    """The preparatory meeting, where it may be chosen and its time has not been."""
    preparatory = meeting.preparatory(talk.now)
    return None if booking.is_tentative or preparatory.is_over(talk.now) else preparatory


def _buttons(talk: Conversation, booking: Booking, is_preparable: bool) -> Rows:
    def button(words: str, action: str, thing: int = 0) -> Button:
        return talk.button(words, action, thing, booking.mark)

    rows = [[button("Boka", "book"), button("Avbryt", "bookstop")]]
    rows += [[button(*words)] for words, is_so in _options(booking, is_preparable) if not is_so]
    for first, dates in linkable(talk, booking).items():
        if booking.beside is None:
            rows.append([button(f"Alternativ till {on_day(dates[0].starts)}", "bookbeside", first)])
        elif booking.beside == first:
            rows.append([button(f"Inte alternativ till {on_day(dates[0].starts)}", "bookbeside")])
    for arena in joinable(talk):
        if booking.joint_with is None:
            rows.append([button(f"Gemensamt möte med {arena.short}", "bookjoint", tag(arena))])
        elif arena.id == booking.joint_with:
            rows.append([button(f"Inte gemensamt med {arena.short}", "bookjoint", 0)])
    return rows


def _options(booking: Booking, is_preparable: bool) -> list[tuple[tuple[str, str], bool]]:
    """What may be chosen, and whether it is so already or cannot be."""
    is_strategy, minutes = booking.kind is MeetingKind.STRATEGY, booking.minutes
    is_single, has_length = len(booking.whens) == 1, booking.has_length
    return [
        (("Ordinarie", "bookplain"), not is_strategy),
        # Half or whole is asked of nobody who has said how long.
        (("Strategidag", "bookhalf"), is_strategy or not has_length),
        (("Strategidag halvdag", "bookhalf"), has_length or (is_strategy and minutes == HALF_DAY)),
        (("Strategidag heldag", "bookwhole"), has_length or (is_strategy and minutes == WHOLE_DAY)),
        (("Preliminärt datum", "booksoft"), booking.is_tentative),
        (("Bestämt datum", "bookfirm"), not (booking.is_tentative and is_single)),
        (("Utan beredande möte", "bookbare"), not (is_preparable and booking.is_prepared)),
        (("Med beredande möte", "bookprep"), booking.is_prepared or not is_preparable),
    ]


CHOICES: dict[str, Callable[[Booking], Booking]] = {
    "bookplain": lambda booking: booking.as_kind(MeetingKind.ORDINARY, USUAL_MINUTES),
    "bookhalf": lambda booking: booking.as_kind(MeetingKind.STRATEGY, HALF_DAY),
    "bookwhole": lambda booking: booking.as_kind(MeetingKind.STRATEGY, WHOLE_DAY),
    "booksoft": lambda booking: replace(booking, is_tentative=True),
    "bookfirm": lambda booking: replace(booking, is_tentative=len(booking.whens) > 1, beside=None),
    "bookbare": lambda booking: replace(booking, is_prepared=False),
    "bookprep": lambda booking: replace(booking, is_prepared=True),
}


def linkable(talk: Conversation, booking: Booking) -> dict[int, list[Meeting]]:
    """Tentative dates of which one would be chosen together with these, by the first one's id."""
    if not booking.is_tentative:
        return {}
    groups = list(dates_to_choose_among(talk.here, talk.now).values())
    return {dates[0].id: dates for dates in groups[:MOST_LINKS]}


def joinable(talk: Conversation) -> list[Arena]:
    """Other arenas by the same clock in which the speaker plans too; they are named in private only."""
    if talk.heard.in_group:
        return []
    arenas = talk.store.arenas_of(talk.who, talk.now)
    others = [place for arena in arenas if (place := talk.store.within(arena.id))]
    return [
        place.arena
        for place in others
        if place.arena.id != talk.here.arena.id
        and place.arena.timezone == talk.here.arena.timezone
        and may_plan(place.standing(talk.who, talk.today))
    ]


def tag(arena: Arena) -> int:
    """The arena as a button names it."""
    return zlib.crc32(arena.id.encode()) or 1
