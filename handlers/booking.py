"""/boka: what is said of a new meeting is gathered, shown with every date that follows, and booked."""

import zlib
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from bot.acts import booking as acts
from bot.acts.desk import Desk
from bot.model.arena import Arena
from bot.model.booking import (
    HALF_DAY,
    USUAL_MINUTES,
    WHOLE_DAY,
    Booking,
    dates_that_follow,
    must_be_startable,
    warnings_about,
)
from bot.model.bookingtext import read_booking, read_place
from bot.model.dispatch import Button
from bot.model.meeting import Meeting, MeetingKind
from bot.model.press import Press
from bot.permissions import may_plan
from bot.refusals import DateInPast, DateTooFar, StaleButton, TimeDoubled, TimeSkipped
from handlers.conversation import Conversation, Rows
from handlers.meetings import refresh_card


def plan(talk: Conversation) -> None:
    """/boka with everything in one line, or step by step."""
    if talk.heard.args:
        _go_on(talk, _said(talk, Booking(), talk.heard.args), asks_place=False)
    else:
        _go_on(talk, Booking(), asks_place=True)


def take_words(talk: Conversation, facts: dict[str, Any]) -> None:
    """An answer to one of the questions, or words that correct the preview."""
    booking = Booking.of_facts(facts["booking"])
    if facts["asked"] == "place":
        place, link = read_place(talk.heard.text)
        _go_on(talk, replace(booking, place=place, link=link), asks_place=False)
    else:
        _go_on(talk, _said(talk, booking, talk.heard.text), asks_place=facts["asks_place"])


def _said(talk: Conversation, booking: Booking, text: str) -> Booking:
    return booking.said(read_booking(text, talk.today))


def _go_on(talk: Conversation, booking: Booking, *, asks_place: bool) -> None:
    """Ask for what is lacking, or show what would be booked.

    Whoever names an impossible time is asked for another, and need not say the rest again.
    """
    try:
        for starts in booking.starts:
            must_be_startable(starts, talk.here.arena, talk.now)
    except (DateInPast, DateTooFar) as no:
        dayless = replace(booking, whens=())
        _question(talk, dayless, "day", no.text_name, asks_place=asks_place, **no.facts)
        return
    except (TimeDoubled, TimeSkipped) as no:
        _question(talk, booking.without_clock(), "clock", no.text_name, asks_place=asks_place, **no.facts)
        return
    if booking.lacks_day:
        _question(talk, booking, "day", "ask_day", asks_place=asks_place)
    elif booking.lacks_clock:
        _question(talk, booking, "clock", "ask_clock", asks_place=asks_place, whens=booking.whens)
    elif asks_place and booking.place is None and booking.link is None:
        _question(talk, booking, "place", "ask_place", asks_place=True)
    else:
        _remember(talk, booking)
        name, buttons, facts = _preview(talk, booking)
        talk.say(name, buttons=buttons, **facts)


def _question(
    talk: Conversation, booking: Booking, asked: str, text_name: str, *, asks_place: bool, **facts: Any
) -> None:
    _remember(talk, booking, asked=asked, asks_place=asks_place)
    skip = [talk.button("Hoppa över", "bookskip", revision=booking.mark)] if asked == "place" else []
    row = [*skip, talk.button("Avbryt", "bookstop", revision=booking.mark)]
    talk.say(text_name, buttons=[row], useful_twice=False, **facts)


def _remember(talk: Conversation, booking: Booking, *, asked: str = "", asks_place: bool = False) -> None:
    talk.ask("booking", booking=booking.to_facts(), asked=asked, asks_place=asks_place)


def _preview(talk: Conversation, booking: Booking) -> tuple[str, Rows, dict[str, Any]]:
    arena = talk.here.arena
    meetings = booking.meetings(arena, talk.now)
    others = [*talk.here.scheduled_meetings(talk.now), *meetings]
    joint = talk.store.within(booking.joint_with) if booking.joint_with else None
    facts = {
        "booking": booking,
        "meetings": meetings,
        "dates": dates_that_follow(meetings[0], talk.now),
        "preparatory": _preparatory(talk, booking, meetings[0]),
        "warnings": [(each, *warning) for each in meetings for warning in warnings_about(each, others)],
        "joint": [joint.arena.short] if joint else [],
    }
    return "booking", _buttons(talk, booking), facts


def _preparatory(talk: Conversation, booking: Booking, meeting: Meeting) -> Meeting | None:
    preparatory = meeting.preparatory(talk.now)
    is_held = booking.is_prepared and not booking.is_tentative and not preparatory.is_over(talk.now)
    return preparatory if is_held else None


def _buttons(talk: Conversation, booking: Booking) -> Rows:
    def button(words: str, action: str, thing: int = 0) -> Button:
        return talk.button(words, action, thing, booking.mark)

    rows = [[button("Boka", "book"), button("Avbryt", "bookstop")]]
    rows += [[button(*words)] for words, is_so in _options(booking) if not is_so]
    for arena in _joinable(talk):
        if booking.joint_with is None:
            rows.append([button(f"Gemensamt möte med {arena.short}", "bookjoint", _tag(arena))])
        elif arena.id == booking.joint_with:
            rows.append([button(f"Inte gemensamt med {arena.short}", "bookjoint", 0)])
    return rows


def _options(booking: Booking) -> list[tuple[tuple[str, str], bool]]:
    """What may be chosen, and whether it is so already or cannot be."""
    is_strategy, minutes = booking.kind is MeetingKind.STRATEGY, booking.minutes
    is_single = len(booking.whens) == 1
    return [
        (("Ordinarie", "bookplain"), not is_strategy),
        (("Strategidag halvdag", "bookhalf"), is_strategy and minutes == HALF_DAY),
        (("Strategidag heldag", "bookwhole"), is_strategy and minutes == WHOLE_DAY),
        (("Preliminärt datum", "booksoft"), booking.is_tentative),
        (("Bestämt datum", "bookfirm"), not (booking.is_tentative and is_single)),
        (("Utan beredande möte", "bookbare"), booking.is_tentative or not booking.is_prepared),
        (("Med beredande möte", "bookprep"), booking.is_tentative or booking.is_prepared),
    ]


CHOICES: dict[str, Callable[[Booking], Booking]] = {
    "bookplain": lambda booking: booking.as_kind(MeetingKind.ORDINARY, USUAL_MINUTES),
    "bookhalf": lambda booking: booking.as_kind(MeetingKind.STRATEGY, HALF_DAY),
    "bookwhole": lambda booking: booking.as_kind(MeetingKind.STRATEGY, WHOLE_DAY),
    "booksoft": lambda booking: replace(booking, is_tentative=True),
    "bookfirm": lambda booking: replace(booking, is_tentative=len(booking.whens) > 1),
    "bookbare": lambda booking: replace(booking, is_prepared=False),
    "bookprep": lambda booking: replace(booking, is_prepared=True),
}


def _joinable(talk: Conversation) -> list[Arena]:
    """Other arenas in which the speaker plans too; in private only, since they are named."""
    if talk.heard.in_group:
        return []
    arenas = talk.store.arenas_of(talk.who, talk.today)
    others = [place for arena in arenas if (place := talk.store.within(arena.id))]
    return [
        place.arena
        for place in others
        if place.arena.id != talk.here.arena.id and may_plan(place.standing(talk.who, talk.today))
    ]


def _tag(arena: Arena) -> int:
    return zlib.crc32(arena.id.encode()) or 1


def _shown(talk: Conversation, press: Press) -> Booking:
    """The booking as it stood on the message that was pressed. Raises StaleButton."""
    dialogue = talk.store.dialogue(talk.heard.chat_id, talk.heard.sender_id or 0)
    if dialogue is None or dialogue.flow != "booking" or dialogue.expires_at <= talk.now:
        raise StaleButton
    booking = Booking.of_facts(dialogue.facts["booking"])
    if dialogue.arena_id != press.arena_id or booking.mark != press.revision:
        raise StaleButton
    return booking


def press_choice(talk: Conversation, press: Press) -> None:
    """One of the buttons that change what would be booked."""
    _show_again(talk, CHOICES[press.action](_shown(talk, press)))


def press_joint(talk: Conversation, press: Press) -> None:
    """«Gemensamt möte med …», and back."""
    booking = _shown(talk, press)
    joint = next((arena.id for arena in _joinable(talk) if _tag(arena) == press.thing), None)
    _show_again(talk, replace(booking, joint_with=joint))


def _show_again(talk: Conversation, booking: Booking) -> None:
    _remember(talk, booking)
    name, buttons, facts = _preview(talk, booking)
    talk.show_again(name, buttons=buttons, **facts)


def press_skip(talk: Conversation, press: Press) -> None:
    """«Hoppa över»: the place is said another time."""
    _go_on(talk, _shown(talk, press), asks_place=False)


def press_stop(talk: Conversation, press: Press) -> None:
    """«Avbryt»: nothing was booked."""
    _shown(talk, press)
    talk.done_asking()
    talk.show_again("booking_stopped")


def press_book(talk: Conversation, press: Press) -> None:
    """«Boka»."""
    booking = _shown(talk, press)
    if booking.lacks_day or booking.lacks_clock:
        raise StaleButton
    desk = desk_of(talk)
    other = acts.desk_in(desk, booking.joint_with) if booking.joint_with else None
    meetings = acts.book(desk, booking, other)
    talk.done_asking()
    if len(meetings) == 1:
        refresh_card(talk, meetings[0])
    else:
        talk.show_again("dates_booked", meetings=meetings)


def desk_of(talk: Conversation) -> Desk:
    """The arena, open for the speaker's changes."""
    return Desk(store=talk.store, place=talk.here, now=talk.now, through="chat", by=talk.who)
