"""Edited messages: their items follow until they are decided."""

from tests.handlers.chat.chatting import Chat
from tests.handlers.chat.people import People


def test_an_edited_message_changes_its_item(chat: Chat, people: People) -> None:
    written = people.bo.writes("/foresla Budget (15 min)")
    first = chat.settles().card

    mended = chat.edits(people.bo, written, "/foresla Budget 2028 (20 min)")
    card = mended.card

    assert (mended.new, card.message_id) == ([], first.message_id)
    assert card.text.splitlines()[1:4] == ["Ärende 1: Budget 2028", "Inkommet", "Tid: 20 min"]
    assert chat.items() == [("Budget 2028", 20)]


def test_lines_follow_one_by_one_in_the_list_and_what_is_left_is_told(chat: Chat, people: People) -> None:
    written = people.bo.writes("/foresla Avtal\nBudget\nLokaler")
    listed = chat.settles().card

    told = chat.edits(people.bo, written, "/foresla Budget (5 min)\nTolkar").new
    again = chat.edits(people.bo, written, "/foresla Budget (5 min)\nTolkar\nSkola")

    assert [message.text for message in told] == [
        "Norr\n"
        "Ärende 2 heter nu Budget (5 min).\n"
        "Ärende 1 heter nu Tolkar.\n"
        "Ärende 3, Lokaler, ligger kvar fast raden är borta. Skriv /mina för att dra tillbaka det."
    ]
    assert (again.new, again.card.message_id) == ([], listed.message_id)
    assert again.card.text.splitlines()[1:5] == [
        "3 ärenden är inkomna:",
        "Ärende 2: Budget (5 min)",
        "Ärende 1: Tolkar",
        "Ärende 3: Skola",
    ]
    assert again.card.buttons == [["Ärende 2: Budget"], ["Ärende 1: Tolkar"], ["Ärende 3: Skola"]]


def test_a_new_line_is_a_new_item(chat: Chat, people: People) -> None:
    written = people.bo.writes("/foresla Avtal")
    chat.settles()

    told = chat.edits(people.bo, written, "/foresla Budget\nAvtal").card

    assert told.text == "Norr\nÄrende 2, Budget, är inkommet."
    assert chat.items() == [("Avtal", None), ("Budget", None)]


def test_a_decided_item_stays_as_it_was_and_the_sender_is_told(chat: Chat, people: People) -> None:
    written = people.bo.writes("/foresla Budget")
    chat.settles()
    chat.presses(people.per, chat.says(people.per, "/beredning").said[0], "Ta upp")

    told = chat.edits(people.bo, written, "/foresla Budget 2028").card

    assert told.text == (
        "Norr\nÄrende 1, Budget, är redan avgjort och följer inte ditt ändrade meddelande. "
        "Fråga Åsa Öberg om något ska ändras."
    )
    assert chat.items() == [("Budget", None)]


def test_what_another_has_changed_since_is_not_overwritten(chat: Chat, people: People) -> None:
    written = people.bo.writes("/foresla Budget")
    chat.settles()
    chat.presses(people.per, chat.says(people.per, "/beredning").said[0], "Rubrik")
    chat.says(people.per, "Budget för 2028")

    told = chat.edits(people.bo, written, "/foresla Budgeten").card

    assert told.text == (
        "Norr\nÄrende 1, Budget för 2028, har ändrats av Per Persson och följer inte ditt ändrade "
        "meddelande. Skriv /mina för att ändra det."
    )


def test_in_the_group_the_bot_changes_its_own_answer(chat: Chat, people: People) -> None:
    written = people.bo.writes("/foresla@samverkansbot Budget", people.group)
    first = chat.settles().card

    mended = chat.edits(people.bo, written, "/foresla@samverkansbot Lokaler").card

    assert mended.message_id == first.message_id
    assert mended.text.splitlines()[1] == "Ärende 1, Lokaler, är inkommet."


def test_a_personnummer_that_is_edited_in_changes_nothing(chat: Chat, people: People) -> None:
    written = people.bo.writes("/foresla Budget")
    chat.settles()

    chat.edits(people.bo, written, "/foresla Budget 640823-3234")

    assert (chat.items(), chat.keeps_anywhere("640823")) == ([("Budget", None)], [])


def test_a_refused_command_that_is_mended_is_taken_and_other_edits_are_nobodys_business(
    chat: Chat, people: People
) -> None:
    refused = people.bo.writes("/foresla " + "x" * 201)
    talk = people.bo.writes("/hjalp")
    chat.settles()

    mended = chat.edits(people.bo, refused, "/foresla Budget")
    silent = chat.edits(people.bo, talk, "/mina")

    assert (len(mended.said), silent.said, chat.items()) == (1, [], [("Budget", None)])


def test_one_like_another_that_is_edited_is_asked_about_no_more(chat: Chat, people: People) -> None:
    chat.says(people.bo, "/foresla Budget")
    written = people.bo.writes("/foresla Budgeten")
    asked = chat.settles().card

    chat.edits(people.bo, written, "/foresla Lokaler")
    late = chat.presses(people.bo, asked, "Lägg till ändå")

    assert late.notice == "Knappen gäller inte längre. Skriv /hjalp så ser du vad du kan göra nu."
    assert [title for title, _ in chat.items()] == ["Budget", "Lokaler"]
