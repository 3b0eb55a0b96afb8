"""A message that somebody has deleted is to change: what it would say, and nothing else says, comes anew."""

import pytest

from tests.handlers.chat.answers import is_absent, told
from tests.handlers.chat.chatting import Chat
from tests.handlers.chat.people import People
from tests.handlers.chat.test_minutes import AFTER, published

NO_PROGRAM = (
    "Norr\nbudget.pdf är inte sparad. Innehållet stämmer inte med filens namn. "
    "Spara den som pdf och skicka den igen.\nDen hör till ärende 1, Budget."
)


def test_that_a_file_is_refused_is_said_anew_and_once(chat: Chat, people: People) -> None:
    chat.presses(people.bo, chat.says(people.bo, "/foresla Budget").card, "Bilagor")
    received = chat.sends(people.bo, "budget.pdf", b"MZ this is a program").card
    people.bo.deletes(received)

    told = chat.fetches()

    assert [message.text for message in told.new] == [NO_PROGRAM]
    assert told.card.message_id != received.message_id
    assert chat.settles().said == []


@pytest.mark.parametrize(
    ("content", "words"), [(b"%PDF-1.7", "utkast.pdf skickas som protokoll"), (b"MZ", "inte")]
)
def test_what_becomes_of_minutes_that_were_sent_in_is_said_anew(
    chat: Chat, people: People, content: bytes, words: str
) -> None:
    chat.clock.at = AFTER
    chat.sends(people.asa, "utkast.pdf", content)
    people.asa.deletes(chat.says(people.asa, "/protokoll", reply_to=people.asa.chat().messages[-2]).card)

    (shown,) = chat.fetches().new

    assert words in shown.text


def test_minutes_are_sent_with_the_button_of_what_was_said_anew(chat: Chat, people: People) -> None:
    chat.clock.at = AFTER
    chat.sends(people.asa, "utkast.pdf", b"%PDF-1.7 minutes")
    people.asa.deletes(chat.says(people.asa, "/protokoll", reply_to=people.asa.chat().messages[-2]).card)

    chat.presses(people.asa, chat.fetches().card, "Skicka")

    assert published(chat) == [(1, "Protokoll Norr 2027-02-12.pdf")]


@pytest.mark.parametrize(
    ("written", "mended", "first"),
    [
        ("/foresla Avtal\nBudget", "/foresla Avtal\nBudget\nLokaler", "3 ärenden är inkomna:"),
        ("/foresla Avtal", "/foresla Avtal 2028", "Ärende 1: Avtal 2028"),
    ],
)
def test_an_edited_message_is_answered_anew(
    chat: Chat, people: People, written: str, mended: str, first: str
) -> None:
    message = people.bo.writes(written)
    people.bo.deletes(chat.settles().card)

    (answer,) = chat.edits(people.bo, message, mended).new

    assert answer.text.splitlines()[1] == first


def test_a_word_that_is_typed_instead_of_pressed_is_answered_anew(chat: Chat, people: People) -> None:
    asked = told(is_absent(chat, people.bo), people.bo)
    people.bo.deletes(asked)

    (card,) = [each for each in chat.says(people.bo, "Hoppa över").new if each.chat.id == people.bo.id]

    assert card.text.splitlines()[2] == "Du har förhinder. Dan Dal är tillfrågad om att gå in för dig."


def test_a_card_that_somebody_deleted_does_not_come_back(chat: Chat, people: People) -> None:
    card = chat.says(people.bo, "/foresla Budget").card
    chat.presses(people.bo, card, "Bilagor")
    people.bo.deletes(card)

    told = chat.sends(people.bo, "budget.pdf")

    assert [message.text.splitlines()[1] for message in told.new] == [
        "budget.pdf är mottagen. Bilagan hör till ärende 1, Budget."
    ]
