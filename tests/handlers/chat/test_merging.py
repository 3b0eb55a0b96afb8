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
        "Norr\nPer Persson har slagit ihop ärende 1, Budget, med ärende 2, Ekonomi. "
        "Beskrivning och bilagor ligger nu där."
    ]
    assert merged.to(people.pia) == [
        "Norr\nPer Persson har slagit ihop ärende 1, Budget, med ärende 2, Ekonomi. "
        "Beskrivning och bilagor ligger nu i ärende 2."
    ]
    into = merged.to(people.per)[-1].splitlines()
    assert into[1] == "Ärende 2: Ekonomi"
    assert [line for line in into if "Budget" in line or "–" in line] == [
        "Budget: Vi behöver mer",
        "– bilaga.pdf",
        "– bilaga (2).pdf",
    ]
    assert mine.text.splitlines()[-1] == "Ärende 1: Budget – Tillbakadraget: sammanslaget med ärende 2"


def test_history_says_with_what_and_whoever_proposed_both_is_told_once(chat: Chat, people: People) -> None:
    chat.says(people.bo, "/foresla Budget\nEkonomi")
    asked = chat.presses(people.per, chat.says(people.per, "/beredning").said[0], "Slå ihop").card

    merged = chat.presses(people.per, asked, "Ärende 2: Ekonomi")

    assert len(merged.to(people.bo)) == 1
    cards = [chat.opens(people.bo, f"item-{number}").card for number in (1, 2)]
    assert [chat.presses(people.bo, card, "Historik").text.splitlines()[-1] for card in cards] == [
        "måndag 23 november 2026 kl. 10.00: Per Persson slog ihop ärendet med ärende 2, Ekonomi",
        "måndag 23 november 2026 kl. 10.00: Per Persson slog ihop ärende 1, Budget, med det här",
    ]


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
