"""/foresla in another's name, and as an answer to somebody's message."""

import pytest

from storage import tables
from tests.handlers.chat.chatting import Chat
from tests.handlers.chat.people import People


def test_a_preparer_proposes_for_a_member_who_is_told(chat: Chat, people: People) -> None:
    answer = chat.says(people.per, "/foresla för Bo: Budget (15 min)")
    card = next(each for each in answer.said if each.chat.id == people.per.id)
    history = chat.presses(people.per, card, "Historik").card

    assert card.text.splitlines()[1:5] == [
        "Ärende 1: Budget",
        "Inkommet",
        "Tid: 15 min",
        "Föreslagen av: Bo Berg, Bos plats",
    ]
    assert answer.to(people.bo) == [
        "Norr\nPer Persson har föreslagit ärende 1, Budget, åt dig. Svara på det här meddelandet med en fil "
        "för att bifoga den. Det går tills dagordningen är skickad. Skriv /mina för att ändra ärendet."
    ]
    assert history.text.splitlines()[-1] == (
        "måndag 23 november 2026 kl. 10.00: Per Persson föreslog ärendet åt någon annan"
    )


@pytest.mark.parametrize(
    ("text", "refused"),
    [
        (
            "/foresla för Stig: Budget",
            "Norr\nIngen i arenan heter Stig. Skriv namnet som det står i listan över deltagare.",
        ),
        ("/foresla för Bo:", "Norr\nSkriv vad ärendet ska heta, till exempel: "),
    ],
)
def test_a_name_that_fits_nobody_and_a_title_that_is_not_there_are_refused(
    chat: Chat, people: People, text: str, refused: str
) -> None:
    assert chat.says(people.per, text).text.startswith(refused)


@pytest.mark.parametrize(
    ("text", "name"),
    [("för Bo", "Bo"), ("för bo berg Budget (15 min)", "bo berg"), ("för Åsa\nBudget", "Åsa")],
)
def test_a_name_without_a_colon_is_no_title(chat: Chat, people: People, text: str, name: str) -> None:
    assert chat.says(people.per, f"/foresla {text}").text == (
        f"Norr\nSkriv ett kolon efter namnet, och sedan rubriken: /foresla för {name}: Rubrik (15 min). "
        "Inget är sparat."
    )
    assert chat.items() == []


def test_a_title_may_begin_with_för(chat: Chat, people: People) -> None:
    chat.says(people.per, "/foresla för unga och gamla (15 min)")

    assert chat.items() == [("för unga och gamla", 15)]


@pytest.mark.parametrize("colon", [":", ""])
def test_a_member_does_not_propose_for_another(chat: Chat, people: People, colon: str) -> None:
    answer = chat.says(people.bo, f"/foresla för Greta{colon} Budget")

    assert answer.text == "Norr\nDet här får du inte göra i den här arenan. Be sekreteraren om hjälp."
    assert chat.items() == []


def test_an_answered_message_becomes_the_item(chat: Chat, people: People) -> None:
    said = people.greta.writes("Budget (20 min)\nVi behöver mer", people.group)
    chat.settles()

    chat.says(people.bo, "/foresla@samverkansbot", people.group, reply_to=said)

    row = chat.rows(tables.item)[0]
    assert (row["title"], row["minutes"], row["description"]) == ("Budget", 20, "Vi behöver mer")


def test_an_answered_file_is_the_items_and_a_title_may_be_typed_beside_it(chat: Chat, people: People) -> None:
    sent = people.greta.sends_file("underlag.pdf", b"%PDF-1.7", people.group, caption="Läs inför mötet")
    chat.settles()

    answer = chat.says(people.bo, "/foresla@samverkansbot Budget", people.group, reply_to=sent).card
    card = chat.presses(people.bo, answer, "Öppna ärendet").card

    assert card.text.splitlines()[5:9] == ["", "Läs inför mötet", "", "Bilagor:"]
    assert "– underlag.pdf" in card.text.splitlines()


def test_an_answered_message_with_a_personnummer_is_refused_and_not_kept(chat: Chat, people: People) -> None:
    said = people.greta.writes("Om 640823-3234", people.group)
    chat.settles()

    answer = chat.says(people.bo, "/foresla@samverkansbot Ärende", people.group, reply_to=said)

    assert [message.chat.id for message in answer.said] == [people.bo.id]
    assert (chat.items(), chat.keeps_anywhere("640823")) == ([], [])
