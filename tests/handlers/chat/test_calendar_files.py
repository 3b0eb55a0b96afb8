"""«Lägg till i kalendern»: the meeting as a file for whoever asks, as it is when they ask."""

import pytest
from ical.calendar import Calendar
from ical.calendar_stream import IcsCalendarStream

from bot.acts.meetings.calendar import calendar_button
from integrations.botapi import Message, Person
from storage import tables
from tests.handlers.chat.chatting import Chat
from tests.handlers.chat.people import People
from tests.handlers.chat.reply import Reply
from tests.handlers.chat.test_sending import goes_out


def the_file(reply: Reply, who: Person) -> Message:
    (found,) = [message for message in reply.said if message.document]
    assert found.chat.id == who.id
    return found


def read(reply: Reply, who: Person) -> Calendar:
    document = the_file(reply, who).document
    assert document
    return IcsCalendarStream.calendar_from_ics(document.content.decode())


def card(chat: Chat, who: Person) -> Message:
    return chat.says(who, "/moten").said[0]


def asks(chat: Chat, who: Person) -> Reply:
    return chat.presses(who, card(chat, who), "Lägg till i kalendern")


def test_a_meeting_s_card_brings_it_as_a_file(chat: Chat, people: People) -> None:
    reply = asks(chat, people.bo)

    sent, calendar = the_file(reply, people.bo), read(reply, people.bo)
    (event,) = calendar.events
    assert [document.name for document in sent.documents] == ["Norr 2027-02-12.ics"]
    assert sent.text == (
        "Norr\nMötet fredag 12 februari 2027 kl. 13.00 läggs in i din kalender när du öppnar filen. "
        "Finns det redan där ändras det."
    )
    assert (calendar.method, event.summary, event.location) == ("REQUEST", "Norr", "Regionens hus")
    assert [each.common_name for each in event.attendees] == ["Bo Berg"]


def test_the_file_is_not_kept_when_it_has_arrived(chat: Chat, people: People) -> None:
    before = len(chat.rows(tables.blob))

    asks(chat, people.bo)

    assert len(chat.rows(tables.blob)) == before


def test_below_the_group_s_agenda_it_comes_to_the_presser_alone(chat: Chat, people: People) -> None:
    sent = goes_out(chat, people, "Budget (15 min)")
    post = next(message for message in sent.said if message.chat.id == people.group.id and message.buttons)

    reply = chat.presses(people.bo, post, "Lägg till i kalendern")

    assert reply.notice == "Filen kommer i din privata chatt."
    assert len(read(reply, people.bo).events) == 1


def test_a_moved_meeting_takes_the_place_of_the_one_before(chat: Chat, people: People) -> None:
    (before,) = read(asks(chat, people.bo), people.bo).events
    chat.presses(people.asa, card(chat, people.asa), "Flytta")
    moved = chat.presses(people.asa, chat.says(people.asa, "19 februari 2027 kl 9").card, "Flytta mötet")
    told = next(message for message in moved.said if message.chat.id == people.bo.id)

    (after,) = read(chat.presses(people.bo, told, "Uppdatera kalendern"), people.bo).events

    assert (after.uid, f"{after.start:%Y-%m-%d %H:%M}") == (before.uid, "2027-02-19 09:00")
    assert (before.sequence or 0) < (after.sequence or 0)


def test_a_cancelled_meeting_goes_out_of_the_calendar(chat: Chat, people: People) -> None:
    chat.presses(people.asa, card(chat, people.asa), "Ställ in mötet")
    cancelled = chat.presses(people.asa, card(chat, people.asa), "Ställ in mötet")
    told = chat.presses(people.asa, cancelled.card, "Ställ in")
    message = next(each for each in told.said if each.chat.id == people.bo.id)

    reply = chat.presses(people.bo, message, "Ta bort ur kalendern")

    assert read(reply, people.bo).method == "CANCEL"
    assert the_file(reply, people.bo).text == (
        "Norr\nMötet fredag 12 februari 2027 kl. 13.00 tas bort ur din kalender när du öppnar filen."
    )


def test_where_only_titles_and_times_may_stand_in_chat_the_file_has_no_place(
    chat: Chat, people: People
) -> None:
    with chat.memory() as store:
        chat.place(store).arena.telegram = "sparsam"

    (event,) = read(asks(chat, people.bo), people.bo).events

    assert (event.summary, event.location) == ("Norr", None)


@pytest.mark.parametrize("who", ["bo", "david"])
def test_a_preparatory_meeting_is_for_those_who_prepare(chat: Chat, people: People, who: str) -> None:
    with chat.memory() as store:
        preparatory = chat.place(store).meetings()[0].preparatory(chat.clock.now())
        store.keep(preparatory)
        store.flush()
        button = calendar_button(preparatory)

    reply = chat.presses_genuine(getattr(people, who), button)

    assert [message.text for message in reply.said] == []
    assert reply.notice == "Knappen gäller inte längre. Skriv /hjalp så ser du vad du kan göra nu."
