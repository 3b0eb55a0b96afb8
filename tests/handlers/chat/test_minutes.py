"""/protokoll: the secretary's file becomes the minutes that everybody with a right gets."""

from datetime import UTC, datetime
from typing import Any

import pytest

from bot.model.publication import PublicationKind
from integrations.botapi import Message
from storage import tables
from tests.builders import a_meeting, a_role, a_seat, a_tenure, an_item
from tests.handlers.chat.chatting import Chat
from tests.handlers.chat.people import People
from tests.handlers.chat.reply import Reply

AFTER = datetime(2027, 2, 15, 9, 0, tzinfo=UTC)


def sent_in(chat: Chat, people: People, content: bytes = b"%PDF-1.7 minutes") -> Message:
    """Åsa sends the file and answers it; the preview is what she then sees."""
    chat.sends(people.asa, "utkast.pdf", content)
    chat.says(people.asa, "/protokoll", reply_to=people.asa.chat().messages[-2])
    return chat.fetches().card


def documents(reply: Reply, who: Any) -> list[str]:
    return [file.name for message in reply.said if message.chat.id == who.id for file in message.documents]


def published(chat: Chat) -> list[tuple[int, str | None]]:
    rows = [row for row in chat.rows(tables.publication) if row["kind"] is PublicationKind.MINUTES]
    return [(row["version"], row["file_name"]) for row in rows]


def test_the_secretary_sees_to_whom_before_anything_is_sent(chat: Chat, people: People) -> None:
    chat.clock.at = AFTER

    shown = sent_in(chat, people)

    assert shown.text.splitlines()[:4] == [
        "Norr",
        "utkast.pdf skickas som protokoll från mötet fredag 12 februari 2027.",
        "I gruppen: 0 personer.",
        "Privat till: dig, Bo Berg, Dan Dal, Greta Gran, Per Persson, Pia Palm och Ulla Ulv.",
    ]
    assert "Nils Nord, nils.nord@example.se – har inte öppnat sin länk än" in shown.text
    assert shown.buttons == [["Skicka", "Avbryt"]]
    assert published(chat) == []


def test_minutes_go_to_members_deputies_and_the_group_and_to_no_one_else(chat: Chat, people: People) -> None:
    chat.clock.at = AFTER
    shown = sent_in(chat, people)

    reply = chat.presses(people.asa, shown, "Skicka")

    for reader in (people.bo, people.dan, people.greta, people.group):
        assert documents(reply, reader) == ["Protokoll Norr 2027-02-12.pdf"]
    assert [documents(reply, other) for other in (people.david, people.frida, people.davids_group)] == [
        [],
        [],
        [],
    ]
    assert [text for text in reply.to(people.asa) if "är skickat." in text] != []
    assert published(chat) == [(1, "Protokoll Norr 2027-02-12.pdf")]
    assert len(chat.rows(tables.recipient)) == 8


def test_a_presenter_without_a_seat_gets_the_minutes_too(chat: Chat, people: People) -> None:
    with chat.memory() as store:
        david, bo = (store.person_by_telegram(who.id) for who in (people.david, people.bo))
        assert bo
        meeting = chat.place(store).meetings()[0]
        store.keep(an_item(bo, meeting=meeting, presenter=david))
    chat.clock.at = AFTER

    reply = chat.presses(people.asa, sent_in(chat, people), "Skicka")

    assert documents(reply, people.david) == ["Protokoll Norr 2027-02-12.pdf"]


def test_pressed_twice_it_is_sent_once_and_corrected_minutes_are_version_2(
    chat: Chat, people: People
) -> None:
    chat.clock.at = AFTER
    shown = sent_in(chat, people)
    with chat.all_at_once():
        chat.presses(people.asa, shown, "Skicka")
        chat.presses(people.asa, shown, "Skicka")
    assert published(chat) == [(1, "Protokoll Norr 2027-02-12.pdf")]

    again = sent_in(chat, people, b"%PDF-1.7 corrected")
    reply = chat.presses(people.asa, again, "Skicka")

    assert documents(reply, people.bo) == ["Protokoll Norr 2027-02-12, version 2.pdf"]
    assert "Version 2 följer här under och ersätter den tidigare." in reply.to(people.bo)[0]


def test_minutes_of_another_meeting_are_given_its_date_by_a_press(chat: Chat, people: People) -> None:
    with chat.memory() as store:
        store.keep(a_meeting(chat.place(store).arena, key="jan", starts=datetime(2027, 1, 15, 13, 0)))  # noqa: DTZ001
    chat.clock.at = AFTER
    shown = sent_in(chat, people)
    before = (shown.text.splitlines()[-1], shown.buttons)

    chat.presses(people.asa, shown, "fredag 15 januari 2027")
    after = (shown.text.splitlines()[1], shown.buttons)
    reply = chat.presses(people.asa, shown, "Skicka")

    assert before == (
        "Tryck Skicka om det stämmer. Gäller det ett annat möte? Tryck på dess datum.",
        [["Skicka", "Avbryt"], ["fredag 15 januari 2027"]],
    )
    assert after == (
        "utkast.pdf skickas som protokoll från mötet fredag 15 januari 2027.",
        [["Skicka", "Avbryt"], ["fredag 12 februari 2027"]],
    )
    assert documents(reply, people.bo) == ["Protokoll Norr 2027-01-15.pdf"]


def test_cancelled_minutes_are_not_sent(chat: Chat, people: People) -> None:
    chat.clock.at = AFTER
    shown = sent_in(chat, people)
    button = shown.keyboard[0][0]["callback_data"]

    dropped = chat.presses(people.asa, shown, "Avbryt")

    assert dropped.text == "Norr\nAvbrutet. utkast.pdf skickas inte."
    chat.presses_data(people.asa, button)
    assert published(chat) == []


def test_a_caption_and_a_date_name_file_and_meeting(chat: Chat, people: People) -> None:
    chat.clock.at = AFTER

    reply = chat.sends(people.ulla, "protokoll.docx", b"PK", caption="/protokoll 12 februari")

    assert reply.text == (
        "Norr\nJag hämtar protokoll.docx, protokoll från mötet fredag 12 februari 2027. "
        "Sedan visar jag till vem det går."
    )
    assert chat.fetches().text == (
        "Norr\nprotokoll.docx är inte skickad. Innehållet stämmer inte med filens namn. "
        "Spara den som pdf och skicka den igen."
    )


@pytest.mark.parametrize(
    ("who", "said", "answer"),
    [
        ("asa", "/protokoll", "Skicka filen hit först. Svara sedan på den med /protokoll."),
        ("bo", "/protokoll", None),
    ],
)
def test_minutes_need_a_file_and_the_secretary(
    chat: Chat, people: People, who: str, said: str, answer: str | None
) -> None:
    reply = chat.says(getattr(people, who), said)

    assert answer is None or answer in reply.text
    assert published(chat) == []


def test_minutes_of_a_meeting_that_has_not_been_held_are_refused(chat: Chat, people: People) -> None:
    reply = chat.sends(people.asa, "protokoll.pdf", caption="/protokoll 2027-02-12")

    assert "Mötet har inte varit än." in reply.text


def test_a_secretary_of_two_arenas_says_which_and_the_file_is_not_lost(chat: Chat, people: People) -> None:
    with chat.memory() as store:
        asa = store.person_by_telegram(people.asa.id)
        assert asa
        seat = a_seat("syd", key="asa")
        store.keep(seat)
        store.keep(a_tenure(seat, asa))
        store.keep(a_role(arena_id="syd", seat=seat))
    chat.clock.at = AFTER
    chat.sends(people.asa, "utkast.pdf")
    which = chat.says(people.asa, "/protokoll", reply_to=people.asa.chat().messages[-2]).card

    word = next(word for row in which.buttons for word in row if word.startswith("Norr"))
    chat.presses(people.asa, which, word)

    assert chat.fetches().card.buttons == [["Skicka", "Avbryt"]]


def test_a_file_out_of_nowhere_may_be_minutes_where_they_may_be_sent(chat: Chat, people: People) -> None:
    hint = "Är det ett protokoll? Svara på filen med /protokoll."

    answers = [chat.sends(who, "protokoll.pdf").text for who in (people.asa, people.bo)]

    assert [answer.endswith(hint) for answer in answers] == [True, False]
