"""A seat changes hands before a meeting for which somebody is called in: whose absence was it?"""

import pytest

from bot.model.seat import SeatKind
from integrations.botapi import Message, Person
from storage import tables
from tests.builders import a_joined_person, a_seat, a_tenure
from tests.handlers.chat.answers import WHEN, WHERE, is_absent_without_a_word, own_card
from tests.handlers.chat.chatting import Chat, Reply
from tests.handlers.chat.people import People
from tests.handlers.chat.taking_over import card_for, registered

VACANT = "/ersattare vet inte än från 2026-12-01"


def joins(chat: Chat, name: str) -> Person:
    """Somebody on no roster of Norr whom the bot knows, from another arena say."""
    telephone = chat.world.person(name)
    chat.world.bot.started_by.add(telephone.id)
    with chat.memory() as store:
        store.keep(a_joined_person(name, telephone.id))
    return telephone


@pytest.fixture
def cilla(chat: Chat) -> Person:
    """She takes over from Bo on the first of December."""
    return joins(chat, "Cilla Ceder")


def is_called_in(chat: Chat, people: People) -> None:
    """Bo is absent, and Dan steps in."""
    chat.presses(people.dan, is_absent_without_a_word(chat, people.bo, people.dan), "Jag kan")


def call_ins(chat: Chat) -> list[tuple[str, str, str]]:
    names = {row["id"]: row["name"] for row in chat.rows(tables.person)}
    rows = chat.rows(tables.call_in)
    return [(names[row["absentee_id"]], names[row["deputy_id"]], row["state"]) for row in rows]


def asked(reply: Reply, who: Person) -> Message:
    (card,) = [each for each in reply.said if each.chat.id == who.id and "Kommer du" in each.text]
    return card


def leaves_deputy_seat(chat: Chat, people: People) -> Reply:
    """Dan's seat becomes vacant on the first of December."""
    chat.presses(people.asa, chat.says(people.asa, "/ersattare för Dan: vet inte än från 2026-12-01").card, "Registrera")


def test_a_newcomer_is_asked_and_the_deputy_stays_until_they_answer(
    chat: Chat, people: People, cilla: Person
) -> None:
    is_called_in(chat, people)

    question = asked(registered(chat, people), cilla)

    assert question.text == f"Norr\nKommer du till mötet {WHERE}? Dan Dal är inkallad den dagen."
    assert question.buttons == [["På plats", "Digitalt", "Förhinder"]]
    assert call_ins(chat) == [("Cilla Ceder", "Dan Dal", "accepted")]
    assert own_card(chat, people.dan).text.splitlines()[3] == "Du går in för Cilla Ceder."
