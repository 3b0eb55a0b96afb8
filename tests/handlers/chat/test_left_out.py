"""A file that is replaced after the sending: seen by those who prepare until a new version has gone out."""

from datetime import UTC, datetime

import pytest

from integrations.botapi import Message
from tests.handlers.chat.chatting import Chat
from tests.handlers.chat.people import People

TODO = (
    "Norr: Skicka ny version av dagordningen till mötet fredag 12 februari 2027. "
    "Bilagor har ändrats sedan utskicket."
)
REMINDER = (
    "Norr\nBilagor till mötet fredag 12 februari 2027 kl. 13.00 har ändrats sedan utskicket, och deltagarna "
    "har inte fått dem. Tryck Skicka ny version, så ser du vad som är ändrat innan du skickar."
)


@pytest.fixture
def card(chat: Chat, people: People) -> Message:
    """The preparers' card of an item that went out with a file, on a Tuesday morning."""
    chat.clock.at = datetime(2027, 2, 1, 9, 0, tzinfo=UTC)
    chat.sends(people.bo, "Budget.pdf", caption="/foresla Budget")
    chat.fetches()
    card = chat.says(people.pia, "/beredning").said[0]
    chat.presses(people.pia, card, "Ta upp")
    chat.clock.at = datetime(2027, 2, 2, 9, 0, tzinfo=UTC)
    chat.publishes()
    return card


def replaced(chat: Chat, people: People, card: Message, content: bytes = b"%PDF-1.7 new") -> Message:
    """The receipt of a newer file of the same name."""
    receipt = chat.sends(people.pia, "Budget.pdf", content, reply_to=card).new[-1]
    chat.fetches()
    return receipt


def to_do(chat: Chat, people: People) -> list[str]:
    """What /attgora says to a preparer of new versions."""
    return [line for line in chat.says(people.per, "/attgora").text.splitlines() if "ny version" in line]


def test_the_receipt_leads_to_what_a_new_version_would_say(chat: Chat, people: People, card: Message) -> None:
    receipt = replaced(chat, people, card)

    shown = chat.presses(people.pia, receipt, "Skicka ny version").card

    assert receipt.buttons == [["Skicka ny version"]]
    assert shown.text.splitlines()[1] == "Ändrad dagordning, inte skickad som version 2 än"
    assert shown.buttons[-2:] == [["Förhandsgranska"], ["Skicka ny version"]]


def test_it_waits_for_every_preparer_until_it_is_sent(chat: Chat, people: People, card: Message) -> None:
    before = to_do(chat, people)
    replaced(chat, people, card)
    waiting = chat.says(people.per, "/attgora").card

    after = to_do(chat, people)
    shown = chat.presses(people.per, waiting, "Skicka ny version").card
    chat.presses(people.per, shown, "Skicka ny version")
    sent = chat.strikes()

    assert (before, after, to_do(chat, people)) == ([], [TODO], [])
    assert ["Skicka ny version"] in waiting.buttons
    names = [message.document.name for message in sent.said if message.document]
    assert "Punkt 1 – Budget.pdf" in names


def test_those_who_prepare_are_reminded_once_the_next_working_morning(
    chat: Chat, people: People, card: Message
) -> None:
    replaced(chat, people, card)
    replaced(chat, people, card, b"%PDF-1.7 newer")
    same_day = chat.strikes().said

    chat.clock.at = datetime(2027, 2, 3, 7, 0, tzinfo=UTC)
    reply = chat.strikes()
    chat.clock.at = datetime(2027, 2, 4, 7, 0, tzinfo=UTC)

    (morning,) = [message for message in reply.said if message.chat.id == people.per.id]
    assert (same_day, chat.strikes().said) == ([], [])
    assert (morning.text, morning.buttons) == (REMINDER, [["Skicka ny version"], ["Visa allt"]])
    assert [reply.to(who) for who in (people.pia, people.bo)] == [[REMINDER], []]


def test_nobody_is_reminded_of_what_has_gone_out_since(chat: Chat, people: People, card: Message) -> None:
    receipt = replaced(chat, people, card)
    shown = chat.presses(people.pia, receipt, "Skicka ny version").card
    chat.presses(people.pia, shown, "Skicka ny version")
    chat.strikes()

    chat.clock.at = datetime(2027, 2, 3, 7, 0, tzinfo=UTC)

    assert chat.strikes().said == []


def test_a_promised_file_goes_out_by_itself_and_waits_for_nobody(chat: Chat, people: People) -> None:
    chat.says(people.bo, "/foresla Budget")
    mine = chat.presses(people.bo, chat.says(people.bo, "/mina").card, "Ärende 1: Budget").card
    chat.presses(people.bo, mine, "Bilaga kommer")
    chat.presses(people.pia, chat.says(people.pia, "/beredning").said[0], "Ta upp")
    chat.publishes()

    receipt = chat.sends(people.bo, "Budget.pdf", reply_to=mine).new[-1]
    chat.fetches()

    assert (receipt.buttons, to_do(chat, people)) == ([], [])


def test_a_replaced_file_that_is_refused_leads_to_no_new_version(
    chat: Chat, people: People, card: Message
) -> None:
    receipt = replaced(chat, people, card, b"no pdf at all")

    assert (receipt.text.splitlines()[1], receipt.buttons) == (
        "Budget.pdf är inte sparad. Innehållet stämmer inte med filens namn. "
        "Spara den som pdf och skicka den igen.",
        [],
    )
    assert to_do(chat, people) == []


def test_a_file_of_what_is_about_to_go_out_as_a_supplement_goes_along(
    chat: Chat, people: People, card: Message
) -> None:
    late = chat.says(people.bo, "/foresla Sent inkommen").card
    by_pia = chat.says(people.pia, "/beredning").said[0]
    chat.presses(people.pia, by_pia, "Ta upp")

    receipt = chat.sends(people.pia, "Sent.pdf", reply_to=by_pia).new[-1]

    assert late.text.startswith("Norr\nÄrende 2: Sent inkommen")
    assert (receipt.text, receipt.buttons) == (
        "Norr\nSent.pdf är mottagen. Bilagan hör till ärende 2, Sent inkommen.",
        [],
    )
