"""The meeting in the calendar of somebody who is co-opted to it: offered, moved and taken out with it."""

from datetime import datetime

import pytest
from ical.calendar import Calendar
from ical.event import Event

from bot.acts.meetings.guest_calendar import guest_button
from bot.acts.meetings.rescheduling import NewTime, cancel, move
from bot.acts.people.co_opting import take_back
from integrations.smtp import SmtpPostman
from integrations.smtpserver import SmtpServer
from tests.builders import TODAY
from tests.handlers.chat.chatting import Chat
from tests.handlers.chat.people import People
from tests.handlers.chat.test_co_opted import Guests
from tests.handlers.chat.test_feeds import feed, secret_of
from tests.handlers.chat.test_item_calendar import (
    ADD,
    REMOVE,
    STALE,
    UPDATE,
    by,
    by_asa,
    files,
    read,
    the_meeting,
)
from tests.mailserver import post_office


@pytest.fixture
def guests(chat: Chat, people: People) -> Guests:
    return Guests(chat, people)


def asks(chat: Chat, guests: Guests, word: str = ADD) -> tuple[Calendar, Event]:
    card = [each for each in guests.mona.chat().messages if word in str(each.buttons)][-1]
    (content,) = files(chat.presses(guests.mona, card, word))
    return read(content)


def is_uninvited(chat: Chat, guests: Guests) -> None:
    with chat.memory() as store:
        desk = by_asa(chat, store, guests)
        (co_option,) = [each for each in desk.place.co_options_from(TODAY) if each.meeting]
        take_back(desk, desk.place.standing(by(desk), TODAY), co_option.id)
    chat.settles()


def test_below_their_agenda_is_the_meeting_as_in_the_calendar_that_they_subscribe_to(
    chat: Chat, guests: Guests
) -> None:
    chat.publishes()

    calendar, event = asks(chat, guests)

    subscribed = feed(chat, secret_of(chat, guests.mona))
    assert subscribed is not None
    assert (calendar.method, event.summary, event.location) == ("REQUEST", "Norr", "Regionens hus")
    assert [each.common_name for each in event.attendees] == ["Mona Moberg"]
    assert [each.uid for each in subscribed.events] == [event.uid]


def test_before_the_agenda_is_out_it_is_below_what_they_are_invited_to(chat: Chat, guests: Guests) -> None:
    chat.says(guests.mona, "/moten")

    _calendar, event = asks(chat, guests)

    assert f"{event.start:%Y-%m-%d %H:%M}" == "2027-02-12 13:00"


def test_it_moves_with_the_meeting(chat: Chat, guests: Guests) -> None:
    chat.publishes()
    _, before = asks(chat, guests)
    with chat.memory() as store:
        desk = by_asa(chat, store, guests)
        move(desk, the_meeting(desk), NewTime(starts=datetime(2027, 2, 19, 9, 0)))  # noqa: DTZ001
    chat.settles()

    calendar, after = asks(chat, guests, UPDATE)

    assert (calendar.method, f"{after.start:%Y-%m-%d %H:%M}") == ("REQUEST", "2027-02-19 09:00")
    assert (after.uid, (after.sequence or 0) > (before.sequence or 0)) == (before.uid, True)


def test_it_goes_out_of_the_calendar_with_a_cancelled_meeting(chat: Chat, guests: Guests) -> None:
    chat.publishes()
    with chat.memory() as store:
        desk = by_asa(chat, store, guests)
        cancel(desk, the_meeting(desk))
    chat.settles()

    calendar, event = asks(chat, guests, REMOVE)

    assert (calendar.method, event.status) == ("CANCEL", "CANCELLED")


def test_whose_invitation_is_taken_back_takes_it_out_and_gets_nothing_a_day_later(
    chat: Chat, guests: Guests
) -> None:
    chat.publishes()
    is_uninvited(chat, guests)

    calendar, event = asks(chat, guests, REMOVE)
    chat.passes(days=2)
    card = [each for each in guests.mona.chat().messages if REMOVE in str(each.buttons)][-1]
    late = chat.presses(guests.mona, card, REMOVE)

    assert (calendar.method, event.status) == ("CANCEL", "CANCELLED")
    assert (late.notice, files(late)) == (STALE, [])


def test_nobody_gets_another_s(chat: Chat, guests: Guests, people: People) -> None:
    chat.publishes()
    with chat.memory() as store:
        (co_option,) = [each for each in chat.place(store).co_options_from(TODAY) if each.meeting]
        button = guest_button(co_option)

    for who in (guests.isak, people.david, people.bo, people.asa):
        assert chat.presses_genuine(who, button).notice == STALE


def test_by_mail_an_invitation_that_is_taken_back_takes_it_out(chat: Chat, guests: Guests) -> None:
    with post_office() as office:
        chat.mails_by(SmtpPostman(SmtpServer.at(office.url, "bot@norr.example"), chat.clock.now))
        with chat.memory() as store:
            mona = store.person_by_telegram(guests.mona.id)
            assert mona
            mona.unjoin()
        chat.publishes()
        is_uninvited(chat, guests)
        mails = [mail for mail in office.taken if "mona" in str(mail["To"])]

    parts = [each for mail in mails for each in mail.walk() if each.get_content_type() == "text/calendar"]
    assert [each.get_param("method") for each in parts if each.get_param("method")] == ["REQUEST", "CANCEL"]
    assert len({read(each.get_payload(decode=True))[1].uid for each in parts}) == 1
