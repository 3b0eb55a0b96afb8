"""A meeting that is moved on the day on which it was planned: the morning tells its new time alone."""

from integrations.botapi import Message
from tests.builders import a_co_option, a_joined_person
from tests.handlers.chat.chatting import Chat
from tests.handlers.chat.people import People

WORDS = "/boka 2027-05-21 13:00 2h Storsjösalen"
NEW = "fredag 28 maj 2027 kl. 13.00, Storsjösalen. Sista dag att föreslå punkter är fredag 14 maj 2027."


def booked(chat: Chat, people: People) -> Message:
    """Åsa books; the card of the meeting in May."""
    chat.presses(people.asa, chat.says(people.asa, WORDS).card, "Boka")
    return chat.says(people.asa, "/moten").said[-1]


def asks_to_move(chat: Chat, people: People, card: Message, words: str = "28 maj 2027") -> Message:
    chat.presses(people.asa, card, "Flytta")
    return chat.says(people.asa, words).card


def test_whoever_moves_it_is_told_that_nobody_has_heard_yet(chat: Chat, people: People) -> None:
    preview = asks_to_move(chat, people, booked(chat, people))

    assert (
        "Ingen har fått veta den första tiden än. Alla får veta den nya nästa arbetsdag kl. 08.00."
    ) in preview.text.splitlines()


def test_nobody_hears_that_it_moved_and_everybody_its_new_time_once(chat: Chat, people: People) -> None:
    moved = chat.presses(people.asa, asks_to_move(chat, people, booked(chat, people)), "Flytta mötet")
    at_once = [each.text for each in moved.said if each.chat.id != people.asa.id]
    chat.passes(hours=22)
    morning = chat.strikes()
    chat.passes(days=1)
    again = chat.strikes()

    assert at_once == []
    assert morning.to(people.group) == [f"Norr\nNytt möte: {NEW}"]
    assert morning.to(people.bo) == [f"Norr\nNytt möte: {NEW}"]
    assert again.said == []


def test_once_it_is_told_it_is_said_that_it_moved(chat: Chat, people: People) -> None:
    card = booked(chat, people)
    chat.passes(hours=22)
    chat.strikes()

    moved = chat.presses(people.asa, asks_to_move(chat, people, card), "Flytta mötet")

    (text,) = moved.to(people.group)
    assert text.startswith("Norr\nMötet fredag 21 maj 2027 kl. 13.00 är flyttat till fredag 28 maj 2027")


def test_whoever_was_invited_to_it_meanwhile_has_heard_and_is_told(chat: Chat, people: People) -> None:
    card = booked(chat, people)
    mona = chat.world.person("Mona Moberg")
    chat.world.bot.started_by.add(mona.id)
    with chat.memory() as store:
        asa, guest = store.person_by_telegram(people.asa.id), a_joined_person("Mona Moberg", mona.id)
        assert asa
        meeting = chat.place(store).meetings()[-1]
        store.keep(guest)
        store.flush()
        store.keep(a_co_option(guest, asa, meeting=meeting))

    moved = chat.presses(people.asa, asks_to_move(chat, people, card), "Flytta mötet")

    assert [text.splitlines()[1] for text in moved.to(mona)] == [
        "Mötet fredag 21 maj 2027 kl. 13.00 är flyttat till fredag 28 maj 2027 kl. 13.00."
    ]


def test_one_that_is_moved_too_near_for_the_morning_is_told_at_once(chat: Chat, people: People) -> None:
    moved = chat.presses(
        people.asa, asks_to_move(chat, people, booked(chat, people), "4 december 2026"), "Flytta mötet"
    )

    (text,) = moved.to(people.group)
    assert text.startswith("Norr\nNytt möte: fredag 4 december 2026 kl. 13.00")
