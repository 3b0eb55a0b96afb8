"""The time of one's own item, for whoever is co-opted to it alone: offered, moved and taken out with it."""

from datetime import datetime
from typing import Any

import pytest
from ical.calendar import Calendar
from ical.calendar_stream import IcsCalendarStream
from ical.event import Event

from bot.acts.desk import Desk
from bot.acts.items.incoming import withdraw
from bot.acts.meetings.guest_calendar import guest_button
from bot.acts.meetings.rescheduling import NewTime, cancel, move
from bot.acts.people.co_opting import take_back
from bot.model.person import Person
from integrations.botapi import Message
from integrations.smtp import SmtpPostman
from integrations.smtpserver import SmtpServer
from storage import tables
from tests.builders import TODAY, a_co_option
from tests.handlers.chat.chatting import Chat
from tests.handlers.chat.people import People
from tests.handlers.chat.reply import Reply
from tests.handlers.chat.test_co_opted import Guests
from tests.handlers.chat.test_feeds import feed, secret_of
from tests.mailserver import post_office

ADD, UPDATE, REMOVE = "Lägg till i kalendern", "Uppdatera kalendern", "Ta bort ur kalendern"
STALE = "Knappen gäller inte längre. Skriv /hjalp så ser du vad du kan göra nu."


@pytest.fixture
def guests(chat: Chat, people: People) -> Guests:
    return Guests(chat, people)


def by_asa(chat: Chat, store: Any, guests: Guests) -> Desk:
    asa = store.person_by_telegram(guests.asa.id)
    return Desk(store=store, place=chat.place(store), now=chat.clock.now(), through="chat", by=asa)


def by(desk: Desk) -> Person:
    assert desk.by
    return desk.by


def the_meeting(desk: Desk) -> Any:
    return next(each for each in desk.place.meetings() if each.key == "2027-1")


def with_button(guests: Guests, word: str) -> Message:
    found = [each for each in guests.isak.chat().messages if word in str(each.buttons)]
    return found[-1]


def files(reply: Reply) -> list[bytes]:
    return [each.document.content for each in reply.said if each.document]


def read(content: object) -> tuple[Calendar, Event]:
    assert isinstance(content, bytes)
    calendar = IcsCalendarStream.calendar_from_ics(content.decode())
    (event,) = calendar.events
    return calendar, event


def asks(chat: Chat, guests: Guests, word: str = ADD) -> tuple[Calendar, Event]:
    (content,) = files(chat.presses(guests.isak, with_button(guests, word), word))
    return read(content)


def test_the_item_stands_there_at_its_own_time_with_its_place_and_not_the_meeting(
    chat: Chat, guests: Guests
) -> None:
    chat.publishes()

    reply = chat.presses(guests.isak, with_button(guests, ADD), ADD)

    calendar, event = read(files(reply)[0])
    assert (calendar.method, event.summary, event.location) == ("REQUEST", "Norr: Lokaler", "Regionens hus")
    assert (f"{event.start:%Y-%m-%d %H:%M}", f"{event.end:%H:%M}") == ("2027-02-12 13:15", "13:30")
    assert event.description == "Din punkt med bilagor: https://t.me/samverkansbot"
    assert [each.common_name for each in event.attendees] == ["Isak Ivarsson"]
    assert reply.texts == [
        "Norr\nLokaler fredag 12 februari 2027 kl. 13.15 läggs in i din kalender när du öppnar filen. "
        "Finns punkten redan där ändras den."
    ]


def test_the_file_is_not_kept_when_it_has_arrived(chat: Chat, guests: Guests) -> None:
    chat.publishes()
    before = len(chat.rows(tables.blob))

    asks(chat, guests)

    assert len(chat.rows(tables.blob)) == before


def test_it_moves_with_its_meeting_and_is_the_same_event(chat: Chat, guests: Guests) -> None:
    chat.publishes()
    _, before = asks(chat, guests)
    chat.passes(minutes=1)
    with chat.memory() as store:
        desk = by_asa(chat, store, guests)
        move(desk, the_meeting(desk), NewTime(starts=datetime(2027, 2, 19, 9, 0)))  # noqa: DTZ001
    chat.settles()

    calendar, after = asks(chat, guests, UPDATE)

    assert (calendar.method, f"{after.start:%Y-%m-%d %H:%M}") == ("REQUEST", "2027-02-19 09:15")
    assert (after.uid, (after.sequence or 0) > (before.sequence or 0)) == (before.uid, True)


def test_it_goes_out_of_the_calendar_with_a_cancelled_meeting(chat: Chat, guests: Guests) -> None:
    chat.publishes()
    _, before = asks(chat, guests)
    with chat.memory() as store:
        desk = by_asa(chat, store, guests)
        cancel(desk, the_meeting(desk))
    chat.settles()

    calendar, event = asks(chat, guests, REMOVE)

    assert (calendar.method, event.status, event.uid) == ("CANCEL", "CANCELLED", before.uid)
    assert f"{event.start:%Y-%m-%d %H:%M}" == "2027-02-12 13:15"


def test_it_goes_out_with_an_item_that_is_withdrawn(chat: Chat, guests: Guests) -> None:
    chat.publishes()
    with chat.memory() as store:
        desk = by_asa(chat, store, guests)
        (item,) = [each for each in desk.place.open_items() if each.title == "Lokaler"]
        withdraw(store, desk.place.standing(by(desk), TODAY), item, now=desk.now)
    chat.settles()

    calendar, _event = asks(chat, guests, REMOVE)

    assert calendar.method == "CANCEL"


def test_whose_invitation_is_taken_back_takes_it_out_and_gets_nothing_a_day_later(
    chat: Chat, guests: Guests
) -> None:
    chat.publishes()
    with chat.memory() as store:
        desk = by_asa(chat, store, guests)
        (co_option,) = [each for each in desk.place.co_options_from(TODAY) if each.item]
        take_back(desk, desk.place.standing(by(desk), TODAY), co_option.id)
    chat.settles()

    calendar, _event = asks(chat, guests, REMOVE)
    chat.passes(days=2)
    late = chat.presses(guests.isak, with_button(guests, REMOVE), REMOVE)

    assert (calendar.method, late.notice, files(late)) == ("CANCEL", STALE, [])


def test_nobody_gets_another_s(chat: Chat, guests: Guests, people: People) -> None:
    chat.publishes()
    with chat.memory() as store:
        (co_option,) = [each for each in chat.place(store).co_options_from(TODAY) if each.item]
        button = guest_button(co_option)

    for who in (guests.mona, people.david, people.bo, people.asa):
        assert chat.presses_genuine(who, button).notice == STALE


def test_before_the_agenda_is_out_there_is_no_time_to_take(chat: Chat, guests: Guests) -> None:
    with chat.memory() as store:
        desk = by_asa(chat, store, guests)
        move(desk, the_meeting(desk), NewTime(starts=datetime(2027, 2, 19, 9, 0)))  # noqa: DTZ001
    chat.settles()

    assert [each.buttons for each in guests.isak.chat().messages if each.buttons] == []


def test_by_mail_it_comes_along_by_itself(chat: Chat, guests: Guests) -> None:
    with post_office() as office:
        chat.mails_by(SmtpPostman(SmtpServer.at(office.url, "bot@norr.example"), chat.clock.now))
        with chat.memory() as store:
            isak = store.person_by_telegram(guests.isak.id)
            assert isak
            isak.unjoin()
        chat.publishes()
        with chat.memory() as store:
            desk = by_asa(chat, store, guests)
            cancel(desk, the_meeting(desk))
        chat.settles()
        parts = [each for mail in office.taken if "isak" in str(mail["To"]) for each in mail.walk()]
        calendars = [each for each in parts if each.get_content_type() == "text/calendar"]

    methods = [each.get_param("method") for each in calendars if each.get_param("method")]
    events = [read(each.get_payload(decode=True)) for each in calendars]
    assert methods == ["REQUEST", "CANCEL"]
    assert {event.summary for _calendar, event in events} == {"Norr: Lokaler"}
    assert len({event.uid for _calendar, event in events}) == 1


def test_it_stands_in_the_calendar_that_is_subscribed_to(chat: Chat, guests: Guests) -> None:
    secret = secret_of(chat, guests.isak)
    before = feed(chat, secret)
    chat.publishes()
    _, own = asks(chat, guests)

    after, later = feed(chat, secret), feed(chat, secret)

    assert before is not None
    assert before.events == ()
    assert after is not None
    assert later is not None
    (event,) = after.events
    assert (event.uid, event.title, f"{event.starts:%H:%M}") == (own.uid, "Norr: Lokaler", "13:15")
    assert after.mark == later.mark


def test_whoever_is_co_opted_to_the_meeting_too_has_the_meeting_alone(chat: Chat, guests: Guests) -> None:
    with chat.memory() as store:
        mona, asa = (store.person_by_telegram(who.id) for who in (guests.mona, guests.asa))
        assert mona
        assert asa
        (item,) = [each for each in chat.place(store).open_items() if each.title == "Lokaler"]
        store.keep(a_co_option(mona, asa, item=item))
    chat.publishes()

    found = feed(chat, secret_of(chat, guests.mona))

    assert found is not None
    assert [each.title for each in found.events] == ["Norr"]
