"""A file that turns out broken takes nothing with it: no earlier version, and no promise of a file."""

from datetime import UTC, datetime

from integrations.botapi import Message
from tests.handlers.chat.chatting import Chat
from tests.handlers.chat.people import People

BROKEN = b"not what its name says"


def shown(chat: Chat, people: People) -> Message:
    """The card of Bo's only item, as /mina shows it now."""
    mine = chat.says(people.bo, "/mina").card
    return chat.presses(people.bo, mine, mine.buttons[0][0]).said[-1]


def promised(chat: Chat, people: People) -> Message:
    """The card of an item to which Bo has promised a file."""
    card = chat.says(people.bo, "/foresla Budget").card
    chat.presses(people.bo, card, "Bilaga kommer")
    return card


def test_a_broken_new_version_leaves_the_one_before(chat: Chat, people: People) -> None:
    card = chat.says(people.bo, "/foresla Budget").card
    chat.sends(people.bo, "Plan.pdf", reply_to=card)
    chat.fetches()

    chat.sends(people.bo, "plan.pdf", BROKEN, reply_to=card)
    chat.fetches()

    assert "– Plan.pdf" in shown(chat, people).text.splitlines()


def test_a_version_between_may_be_broken(chat: Chat, people: People) -> None:
    card = chat.says(people.bo, "/foresla Budget").card
    for content in (BROKEN, b"%PDF-1.7 good"):
        chat.sends(people.bo, "Plan.pdf", content, reply_to=card)
    chat.fetches()

    lines = shown(chat, people).text.splitlines()

    assert [line for line in lines if "Plan.pdf" in line] == ["– Plan.pdf, version 2"]


def test_a_broken_file_keeps_no_promise(chat: Chat, people: People) -> None:
    card = promised(chat, people)

    chat.sends(people.bo, "Plan.pdf", BROKEN, reply_to=card)
    chat.fetches()

    assert "Bilaga kommer." in shown(chat, people).text.splitlines()


def test_a_good_file_keeps_it_whatever_comes_after(chat: Chat, people: People) -> None:
    card = promised(chat, people)
    chat.sends(people.bo, "Plan.pdf", reply_to=card)
    chat.fetches()

    chat.sends(people.bo, "Karta.pdf", BROKEN, reply_to=card)
    chat.fetches()

    assert "Bilaga kommer." not in shown(chat, people).text.splitlines()


def test_what_was_taken_back_is_promised_no_more(chat: Chat, people: People) -> None:
    card = promised(chat, people)
    chat.presses(people.bo, card, "Ingen bilaga kommer")

    chat.sends(people.bo, "Plan.pdf", BROKEN, reply_to=card)
    chat.fetches()

    assert "Bilaga kommer." not in shown(chat, people).text.splitlines()


def test_after_the_sending_a_promised_file_may_be_sent_again(chat: Chat, people: People) -> None:
    chat.clock.at = datetime(2027, 2, 1, 9, 0, tzinfo=UTC)
    promised(chat, people)
    incoming = chat.says(people.pia, "/beredning").said[0]
    chat.presses(people.pia, incoming, "Ta upp")
    card = shown(chat, people)
    chat.clock.at = datetime(2027, 2, 2, 9, 0, tzinfo=UTC)
    chat.publishes()
    chat.sends(people.bo, "Plan.pdf", BROKEN, reply_to=card)
    chat.fetches()

    again = chat.sends(people.bo, "Plan.pdf", reply_to=card).new[-1]

    assert again.text.startswith("Norr\nPlan.pdf är mottagen.")
