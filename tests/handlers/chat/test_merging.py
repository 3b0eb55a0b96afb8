"""«Slå ihop»: two items become one."""

from tests.handlers.chat.chatting import Chat
from tests.handlers.chat.people import People


def test_words_and_files_go_over_and_the_proposer_is_told(chat: Chat, people: People) -> None:
    budget = chat.says(people.bo, "/foresla Budget").card
    chat.says(people.bo, "Vi behöver mer", reply_to=budget)
    chat.sends(people.bo, "bilaga.pdf", reply_to=budget)
    chat.sends(people.pia, "bilaga.pdf", caption="/foresla Ekonomi")
    incoming = chat.says(people.per, "/beredning").said
    asked = chat.presses(people.per, incoming[0], "Slå ihop").card
    buttons = asked.buttons
    merged = chat.presses(people.per, asked, "Ärende 2: Ekonomi")
    mine = chat.says(people.bo, "/mina").card

    assert buttons == [["Ärende 2: Ekonomi"]]
    assert merged.to(people.bo) == [
        "Norr\nPer Persson har slagit ihop ärende 1, Budget, med ärende 2. "
        "Beskrivning och bilagor ligger nu där."
    ]
    into = merged.to(people.per)[-1].splitlines()
    assert into[1] == "Ärende 2: Ekonomi"
    assert [line for line in into if "Budget" in line or "–" in line] == [
        "Budget: Vi behöver mer",
        "– bilaga.pdf",
        "– bilaga (2).pdf",
    ]
    assert mine.text.splitlines()[-1] == "Ärende 1: Budget – Tillbakadraget: sammanslaget med ärende 2"


def test_two_who_merge_at_once_do_not_lose_an_item(chat: Chat, people: People) -> None:
    chat.says(people.bo, "/foresla Budget\nEkonomi")
    first = chat.presses(people.per, chat.says(people.per, "/beredning").said[0], "Slå ihop").card
    second = chat.presses(people.pia, chat.says(people.pia, "/beredning").said[1], "Slå ihop").card
    chat.presses(people.per, first, "Ärende 2: Ekonomi")

    late = chat.presses(people.pia, second, "Ärende 1: Budget")

    assert late.notices[0].startswith("Per Persson har ändrat det här")


def test_there_is_nothing_to_merge_a_single_item_with(chat: Chat, people: People) -> None:
    chat.says(people.bo, "/foresla Budget")
    card = chat.says(people.per, "/beredning").said[0]

    notice = chat.presses(people.per, card, "Slå ihop").notice

    assert notice == "Det finns inget annat öppet ärende att slå ihop ärende 1 med."
