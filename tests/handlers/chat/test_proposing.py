"""/foresla: how an item comes in from the chat."""

from tests.handlers.chat.chatting import Chat
from tests.handlers.chat.people import People


def test_an_item_is_stored_at_once_and_its_card_says_when_it_is_decided(chat: Chat, people: People) -> None:
    card = chat.says(people.bo, "/foresla Budget (15 min)").card
    assert card.text == (
        "Norr\n"
        "Punkt 1: Budget\n"
        "Inkommen\n"
        "Tid: 15 min\n"
        "Föreslagen av: Bo Berg, Bos plats\n"
        "Möte: fredag 12 februari 2027 kl. 13.00\n"
        "\n"
        "Beredningen avgör senast fredag 5 februari 2027.\n"
        "\n"
        "Svara på det här meddelandet med en fil för att bifoga den."
    )
    assert card.buttons == [["Beskrivning", "Bilagor"], ["Dra tillbaka"]]
    assert chat.items() == [("Budget", 15)]
