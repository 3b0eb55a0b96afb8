"""A sparsam arena: nothing but titles, times and buttons in chat; the secretary gets the rest to forward."""

import pytest

from storage import tables
from tests.handlers.chat.chatting import Chat
from tests.handlers.chat.people import People

SEND_ELSEWHERE = (
    "Norr tar bara emot rubriker och tider i chatten. Skicka resten till Åsa Öberg, åsa.öberg@example.se."
)


@pytest.fixture
def sparse(chat: Chat, people: People) -> People:
    with chat.memory() as store:
        chat.place(store).arena.telegram = "sparsam"
    return people


def test_a_card_has_title_and_times(chat: Chat, sparse: People) -> None:
    card = chat.says(sparse.bo, "/foresla Budget (15 min)").card
    assert card.text == (
        "Norr\nÄrende 1: Budget\nInkommet\nTid: 15 min\nMöte: fredag 12 februari 2027 kl. 13.00\n\n"
        "Beredningen avgör senast fredag 5 februari 2027."
    )


def test_descriptions_and_files_are_sent_elsewhere(chat: Chat, sparse: People) -> None:
    card = chat.says(sparse.bo, "/foresla Budget").card
    refused = [
        chat.presses(sparse.bo, card, "Beskrivning").notice,
        chat.presses(sparse.bo, card, "Bilagor").notice,
        chat.sends(sparse.bo, "budget.pdf", reply_to=card).text,
        chat.sends(sparse.bo, "budget.pdf", caption="/foresla Lokaler").text,
    ]
    assert refused == [*[SEND_ELSEWHERE] * 2, *[f"Norr\n{SEND_ELSEWHERE}"] * 2]
    assert chat.items() == [("Budget", None)]
    assert chat.kept()["attachment"] == []


def test_the_agenda_is_titles_and_times_and_the_secretary_forwards_the_rest(
    chat: Chat, sparse: People
) -> None:
    chat.says(sparse.bo, "/foresla Budget (15 min)")
    card = chat.says(sparse.pia, "/beredning").said[0]
    chat.presses(sparse.pia, card, "Ta upp")

    sent = chat.publishes()

    post = (
        "Norr\nPreliminär dagordning\nfredag 12 februari 2027 kl. 13.00, 2 tim\n\n"
        "1. 13.00 Budget (15 min)\n\nHandlingarna kommer från sekreteraren, inte här i chatten."
    )
    assert sent.to(sparse.group) == [post]
    own = [message for message in sent.said if message.chat.id == sparse.asa.id]
    assert [message.document.name for message in own if message.document] == [
        "Preliminär dagordning Norr 2027-02-12.pdf"
    ]
    package = next(message.text for message in own if "Skicka handlingarna" in message.text)
    assert package.splitlines()[1:3] == [
        "Dagordningen till mötet fredag 12 februari 2027 kl. 13.00 är skickad i chatten med rubriker och "
        "tider. Skicka handlingarna här under vidare till:",
        "Bo Berg, bo.berg@example.se",
    ]
    elsewhere = [message for message in sent.said if message.chat.id != sparse.asa.id]
    assert [message for message in elsewhere if message.document or "@" in message.text] == []
    assert chat.says(sparse.bo, "/dagordning").text.splitlines()[-1] == "1. 13.00 Budget (15 min)"


def test_no_reason_is_written_in_chat(chat: Chat, sparse: People) -> None:
    chat.says(sparse.bo, "/foresla Budget")
    card = chat.says(sparse.pia, "/beredning").said[0]
    assert chat.presses(sparse.pia, card, "Avböj").to(sparse.bo) == [
        "Norr\nÄrende 1, Budget, tas inte upp. Skäl: Skälet kommer från sekreteraren, inte här i chatten."
    ]


def test_an_item_from_a_message_is_its_title_alone(chat: Chat, sparse: People) -> None:
    said = sparse.greta.writes("Budget för 2028\nVi behöver mer till skolan", sparse.group)
    chat.settles()

    chat.says(sparse.bo, "/foresla@samverkansbot", sparse.group, reply_to=said)

    assert chat.items() == [("Budget för 2028", None)]
    assert [row["description"] for row in chat.rows(tables.item)] == [None]
