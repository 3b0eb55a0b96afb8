"""/boka: what is said of a new meeting is gathered, shown with every date that follows, and booked."""

from dataclasses import replace
from typing import Any

from bot.acts.desk import Desk
from bot.acts.meetings import booking as acts
from bot.acts.meetings.joint import desk_in
from bot.model.booking import Booking, must_be_startable
from bot.model.bookingtext import read_booking, read_place
from bot.model.press import Press
from bot.refusals import (
    BadDate,
    BadDuration,
    BadTime,
    DateInPast,
    DateTooFar,
    NoSuchDay,
    NotThatWeekday,
    StaleButton,
    TimeDoubled,
    TimeSkipped,
)
from handlers.chat.booking_preview import CHOICES, joinable, linkable, preview, tag
from handlers.chat.conversation import Conversation
from handlers.chat.meetings import refresh_card


def plan(talk: Conversation) -> None:
    """/boka with everything in one line, or step by step."""
    if talk.heard.args:
        try:
            booking = _said(talk, Booking(), talk.heard.args)
        except (BadDate, BadTime, BadDuration, NoSuchDay, NotThatWeekday) as no:
            # Whoever is told what was wrong writes only that, and is understood.
            _question(talk, Booking(), "day", no.text_name, asks_place=True, **no.facts)
            return
        _go_on(talk, booking, asks_place=False)
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
        name, buttons, facts = preview(talk, booking)
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


def _shown(talk: Conversation, press: Press) -> Booking:
    """The booking as it stood on the message that was pressed. Raises StaleButton."""
    booking = Booking.of_facts(talk.asked("booking")["booking"])
    if booking.mark != press.revision:
        raise StaleButton
    return booking


def press_choice(talk: Conversation, press: Press) -> None:
    """One of the buttons that change what would be booked."""
    _show_again(talk, CHOICES[press.action](_shown(talk, press)))


def press_joint(talk: Conversation, press: Press) -> None:
    """«Gemensamt möte med …», and back."""
    booking = _shown(talk, press)
    joint = next((arena.id for arena in joinable(talk) if tag(arena) == press.thing), None)
    _show_again(talk, replace(booking, joint_with=joint))


def press_beside(talk: Conversation, press: Press) -> None:
    """«Alternativ till …», and back."""
    booking = _shown(talk, press)
    beside = press.thing if press.thing in linkable(talk, booking) else None
    _show_again(talk, replace(booking, beside=beside))


def _show_again(talk: Conversation, booking: Booking) -> None:
    _remember(talk, booking)
    name, buttons, facts = preview(talk, booking)
    talk.show_again(name, buttons=buttons, **facts)


def press_skip(talk: Conversation, press: Press) -> None:
    """«Hoppa över»: the place is said another time."""
    booking = _shown(talk, press)
    talk.drop_buttons(talk.pressed)
    _go_on(talk, booking, asks_place=False)


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
    other = desk_in(desk, booking.joint_with) if booking.joint_with else None
    meetings = acts.book(desk, booking, other)
    talk.done_asking()
    if len(meetings) == 1:
        refresh_card(talk, meetings[0])
    else:
        talk.show_again("dates_booked", meetings=meetings)


def desk_of(talk: Conversation) -> Desk:
    """The arena, open for the speaker's changes."""
    return Desk(store=talk.store, place=talk.here, now=talk.now, through="chat", by=talk.who)
