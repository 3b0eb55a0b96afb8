"""Joint meetings of two arenas: two linked ones, told once to whoever is in both."""

from datetime import UTC, datetime
from typing import Any

import pytest

from bot.model.seat import RoleKind
from storage import tables
from tests.builders import a_role
from tests.handlers.chat.chatting import Chat
from tests.handlers.chat.people import People


@pytest.fixture
def people(people: People, chat: Chat) -> People:
    """Åsa is Syd's chair too, and nobody is in a group."""
    with chat.memory() as store:
        asa = store.person_by_telegram(people.asa.id)
        store.keep(a_role(RoleKind.CHAIR, "syd", person=asa))
        for arena_id in ("norr", "syd"):
            chat.place(store, arena_id).group().lost_at = chat.clock.now()  # type: ignore[union-attr]
    return people


def books_jointly(chat: Chat, people: People, words: str = "2027-05-21 13:00 Åre") -> None:
    question = chat.says(people.asa, f"/boka {words}").card
    preview = chat.presses(people.asa, question, "Norr – 12 februari").card
    chat.presses(people.asa, preview, "Gemensamt möte med Syd")
    chat.presses(people.asa, preview, "Boka")


def joint(chat: Chat) -> list[tuple[Any, ...]]:
    rows = [row for row in chat.rows(tables.meeting) if row["joint_key"]]
    return [(row["arena_id"], f"{row['starts']:%Y-%m-%d %H:%M}", row["state"]) for row in rows]


def only_in_norr(chat: Chat, people: People) -> None:
    """Åsa is nothing in Syd any more."""
    with chat.memory() as store:
        for role in chat.place(store, "syd").roles():
            if role.kind is RoleKind.CHAIR:
                role.ends = chat.clock.now().date()


def card_of_norr(chat: Chat, people: People) -> Any:
    said = chat.says(people.ulla, "/moten").said
    return next(each for each in said if "Gemensamt möte med Syd." in each.text)


def test_a_joint_meeting_is_one_in_each_arena(chat: Chat, people: People) -> None:
    books_jointly(chat, people)
    assert joint(chat) == [
        ("norr", "2027-05-21 13:00", "planned"),
        ("syd", "2027-05-21 13:00", "planned"),
    ]
    assert card_of_norr(chat, people).text == (
        "Norr\nfredag 21 maj 2027 kl. 13.00, 2 tim\nGemensamt möte med Syd.\nPlats: Åre\n"
        "Sista dag att föreslå punkter: fredag 7 maj 2027.\n"
        "Dagordningen skickas fredag 14 maj 2027 kl. 08.00."
    )


def test_the_news_of_it_says_with_whom(chat: Chat, people: People) -> None:
    books_jointly(chat, people)
    chat.passes(hours=24)

    news = [text for text in chat.strikes().to(people.greta) if "Nytt möte" in text]

    assert news == [
        "Norr\nNytt möte: fredag 21 maj 2027 kl. 13.00, Åre – gemensamt med Syd. "
        "Sista dag att föreslå punkter är fredag 7 maj 2027."
    ]


def test_who_plans_in_one_arena_only_is_not_offered_another(chat: Chat, people: People) -> None:
    preview = chat.says(people.ulla, "/boka 2027-05-21 13:00").card
    assert [word for row in preview.buttons for word in row if "Gemensamt" in word] == []


def test_moving_one_moves_the_other_and_whoever_is_in_both_gets_one_copy(chat: Chat, people: People) -> None:
    books_jointly(chat, people)
    chat.passes(hours=22)
    chat.strikes()
    question = chat.says(people.asa, "/moten").card
    cards = chat.presses(people.asa, question, "Syd – 5 mars").said
    chat.presses(people.asa, next(each for each in cards if "Norr" in each.text), "Flytta")
    preview = chat.says(people.asa, "28 maj 2027").card
    moved = chat.presses(people.asa, preview, "Flytta mötet")
    assert joint(chat) == [
        ("norr", "2027-05-28 13:00", "planned"),
        ("syd", "2027-05-28 13:00", "planned"),
    ]
    assert [text.splitlines()[0::2] for text in moved.to(people.greta)] == [
        ["Norr", "Gemensamt möte med Syd."]
    ]
    assert [text.splitlines()[0] for text in moved.to(people.david)] == ["Syd", "Syd"]


def test_without_the_right_there_the_other_arena_is_asked(chat: Chat, people: People) -> None:
    books_jointly(chat, people)
    only_in_norr(chat, people)
    chat.presses(people.ulla, card_of_norr(chat, people), "Flytta")
    preview = chat.says(people.ulla, "28 maj 2027").card
    moved = chat.presses(people.ulla, preview, "Flytta mötet")
    (asked,) = [each for each in moved.said if each.chat.id == people.sara.id]
    follows = chat.presses(people.sara, asked, "Flytta").card
    before = joint(chat)[1]
    chat.presses(people.sara, follows, "Flytta mötet")
    assert asked.text == (
        "Syd\nNorr har flyttat sin del av det gemensamma mötet fredag 21 maj 2027 kl. 13.00 till "
        "fredag 28 maj 2027 kl. 13.00. Tryck Flytta om Syd ska följa med."
    )
    assert moved.to(people.ulla)[-1] == (
        "Norr\nMötet är gemensamt med Syd. Där avgör deras egen sekreterare, som har fått frågan nu."
    )
    assert (before, joint(chat)[1]) == (
        ("syd", "2027-05-21 13:00", "planned"),
        ("syd", "2027-05-28 13:00", "planned"),
    )


def test_cancelling_one_cancels_the_other_and_angra_brings_both_back(chat: Chat, people: People) -> None:
    books_jointly(chat, people)
    chat.passes(hours=24)
    chat.strikes()
    question = chat.says(people.asa, "/moten").card
    cards = chat.presses(people.asa, question, "Norr – 12 februari").said
    shown = next(each for each in cards if "Syd" in each.text)
    chat.presses(people.asa, shown, "Ställ in mötet")
    cancelled = chat.presses(people.asa, shown, "Ställ in")
    states = [state for *_, state in joint(chat)]
    chat.presses(people.asa, shown, "Ångra")
    assert (states, [state for *_, state in joint(chat)]) == (["cancelled"] * 2, ["planned"] * 2)
    assert [text.splitlines()[0] for text in cancelled.to(people.greta)] == ["Norr"]
    assert [text.splitlines()[0] for text in cancelled.to(people.david)] == ["Syd"]


def test_a_reminder_of_a_joint_meeting_comes_once(chat: Chat, people: People) -> None:
    books_jointly(chat, people, "2026-12-17 13:00 Åre")
    chat.passes(days=22)
    chat.strikes()
    chat.passes(days=1)
    reminded = [text for text in chat.strikes().to(people.greta) if "Påminnelse" in text]
    assert [text.splitlines()[:3] for text in reminded] == [
        ["Norr", "Påminnelse: möte torsdag 17 december 2026 kl. 13.00, Åre.", "Gemensamt möte med Syd."]
    ]


def test_whoever_is_of_both_arenas_is_asked_and_answers_once(chat: Chat, people: People) -> None:
    books_jointly(chat, people)
    chat.plans()

    chat.clock.at = datetime(2027, 5, 11, 6, 0, tzinfo=UTC)
    asked = [text for text in chat.strikes().to(people.greta) if "om du kommer" in text]
    cards = chat.says(people.greta, "/attgora").card
    chat.presses(people.greta, cards, "Norr: På plats")

    assert [text.count("om du kommer") for text in asked] == [1]
    rows = [(row["arena_id"], row["answer"]) for row in chat.rows(tables.attendance)]
    assert rows == [("norr", "here"), ("syd", "here")]
