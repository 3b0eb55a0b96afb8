"""/foresla: how an item comes in from the chat."""

import pytest

from tests.handlers.chat.chatting import Chat
from tests.handlers.chat.people import People

INVITED = "Svara på det här meddelandet med en fil för att bifoga den. Det går tills dagordningen är skickad."
CARD = (
    "Norr\n"
    "Ärende 1: Budget\n"
    "Inkommet\n"
    "Tid: 15 min\n"
    "Föreslagen av: Bo Berg, Bos plats\n"
    "Möte: fredag 12 februari 2027 kl. 13.00\n"
    "\n"
    "Beredningen avgör senast fredag 5 februari 2027.\n"
    "\n"
    f"{INVITED}"
)
RECEIVED = (
    "Norr\n"
    "Ärende 1, Budget, är inkommet.\n"
    "Möte: fredag 12 februari 2027 kl. 13.00. Beredningen avgör senast fredag 5 februari 2027."
)
ASKED = (
    "Norr\n"
    "Vad ska ärendet heta? Svara på det här meddelandet med en rubrik, gärna med tid: Budget (15 min). "
    "Skriv /avbryt för att låta bli."
)


def test_an_item_is_stored_at_once_and_its_card_says_when_it_is_decided(chat: Chat, people: People) -> None:
    card = chat.says(people.bo, "/foresla Budget (15 min)").card
    assert card.text == CARD
    assert card.buttons == [
        ["Beskrivning", "Bilagor", "Bilaga kommer"],
        ["Typ", "Föredragande", "Annat möte"],
        ["Rubrik", "Historik", "Dra tillbaka"],
    ]
    assert chat.items() == [("Budget", 15)]


def test_in_the_group_the_answer_is_short_with_a_link_into_the_private_chat(
    chat: Chat, people: People
) -> None:
    answer = chat.says(people.bo, "/foresla@samverkansbot Budget (15 min)", people.group).card
    assert (answer.text, answer.buttons) == (RECEIVED, [["Öppna ärendet"]])
    opened = chat.presses(people.bo, answer, "Öppna ärendet").card
    assert opened.text == CARD.removesuffix(f"\n\n{INVITED}")


def test_several_lines_are_several_items(chat: Chat, people: People) -> None:
    answer = chat.says(people.bo, "/foresla Budget 15 min\n\n- Lokaler, 1,5 h\n3. Avtal (1:30)\nÖvrigt").card
    assert answer.text == (
        "Norr\n"
        "4 ärenden är inkomna:\n"
        "Ärende 1: Budget (15 min)\n"
        "Ärende 2: Lokaler (1 tim 30 min)\n"
        "Ärende 3: Avtal (1 tim 30 min)\n"
        "Ärende 4: Övrigt\n"
        "Möte: fredag 12 februari 2027 kl. 13.00. Beredningen avgör senast fredag 5 februari 2027."
    )
    assert answer.buttons == [
        ["Ärende 1: Budget"],
        ["Ärende 2: Lokaler"],
        ["Ärende 3: Avtal"],
        ["Ärende 4: Övrigt"],
    ]
    assert chat.items() == [("Budget", 15), ("Lokaler", 90), ("Avtal", 90), ("Övrigt", None)]


def test_a_line_among_several_opens_its_card(chat: Chat, people: People) -> None:
    answer = chat.says(people.bo, "/foresla Budget\nLokaler").card
    card = chat.presses(people.bo, answer, "Ärende 2: Lokaler").card
    assert card.text.splitlines()[:2] == ["Norr", "Ärende 2: Lokaler"]


def test_without_a_title_the_bot_asks_and_the_next_message_is_it(chat: Chat, people: People) -> None:
    assert chat.says(people.bo, "/foresla").text == ASKED
    assert chat.says(people.bo, "Budget (15 min)").text == CARD
    assert chat.items() == [("Budget", 15)]


def test_in_the_group_the_answer_to_the_question_is_the_title(chat: Chat, people: People) -> None:
    question = chat.says(people.bo, "/foresla@samverkansbot", people.group).card
    assert question.text == ASKED
    assert chat.says(people.greta, "Vi får se", people.group, reply_to=question).said == []
    assert chat.says(people.bo, "Budget (15 min)", people.group, reply_to=question).text == RECEIVED


@pytest.mark.parametrize(
    "typed",
    [
        "/föreslå Budget (15 min)",
        "/Foresla@samverkansbot Budget (15 min)",
        "/FÖRESLÅ Budget (15 min)",
        "/foresla@SamverkansBot Budget (15 min)",
        "/fo\u0308resla\u030a Budget (15 min)",
        "/foresla   Budget   15 minuter",
        "/foresla\nBudget 15m",
        "/foresla Budget – 0,25 h",
        "/foresla Budget [0:15]",
    ],
)
def test_what_people_type_anyway_works_too(chat: Chat, people: People, typed: str) -> None:
    assert chat.says(people.bo, typed).text == CARD


def test_a_command_for_another_bot_is_none_of_ours(chat: Chat, people: People) -> None:
    before = chat.kept()
    assert chat.says(people.bo, "/foresla@otherbot Budget").said == []
    assert chat.says(people.bo, "/foresla@otherbot Budget", people.group).said == []
    assert chat.kept() == before


def test_a_command_for_another_bot_is_no_answer_to_our_question(chat: Chat, people: People) -> None:
    question = chat.says(people.bo, "/foresla@samverkansbot", people.group).card
    assert chat.says(people.bo, "/stop@otherbot", people.group, reply_to=question).said == []
    assert chat.items() == []


def test_a_file_with_the_command_as_its_caption_is_attached(chat: Chat, people: People) -> None:
    card = chat.sends(people.bo, "Budget 2027.pdf", caption="/foresla Budget (15 min)").card
    assert card.text.splitlines()[-6:-3] == ["Bilagor:", "– Budget 2027.pdf", ""]
    assert chat.items() == [("Budget", 15)]


def test_a_caption_in_the_group_works_too(chat: Chat, people: People) -> None:
    caption = "/foresla@samverkansbot Budget (15 min)"
    assert chat.sends(people.bo, "Budget.pdf", where=people.group, caption=caption).text == RECEIVED
    assert [row["name"] for row in _attachments(chat)] == ["Budget.pdf"]


def _attachments(chat: Chat) -> list[dict[str, object]]:
    return chat.kept()["attachment"]


def test_after_the_last_day_an_item_is_late_and_says_so(chat: Chat, people: People) -> None:
    chat.passes(days=70)
    lines = chat.says(people.bo, "/foresla Budget").text.splitlines()
    assert lines[2] == "Inkommet, efter sista dagen"
    assert lines[-3] == "Sista dagen för punkter har passerat. Beredningen avgör om ärendet hinner med."


def test_with_no_meeting_planned_the_item_waits(chat: Chat, people: People) -> None:
    chat.passes(days=90)
    assert chat.says(people.bo, "/foresla Budget").text == (
        "Norr\n"
        "Ärende 1: Budget\n"
        "Inkommet\n"
        "Föreslagen av: Bo Berg, Bos plats\n"
        "Möte: inget än, ärendet väntar på arenans lista\n"
        "\n"
        f"{INVITED}"
    )


def test_a_file_that_answers_the_card_is_attached(chat: Chat, people: People) -> None:
    card = chat.says(people.bo, "/foresla Budget").card
    assert chat.sends(people.bo, "Budget.pdf", reply_to=card).text == (
        "Norr\nBudget.pdf är mottagen. Bilagan hör till ärende 1, Budget."
    )


def test_the_same_name_again_is_a_new_version(chat: Chat, people: People) -> None:
    card = chat.says(people.bo, "/foresla Budget").card
    chat.sends(people.bo, "Budget.pdf", reply_to=card)
    assert chat.sends(people.bo, "BUDGET.pdf", reply_to=card).text == (
        "Norr\nBUDGET.pdf är mottagen och ersätter den tidigare med samma namn. "
        "Bilagan hör till ärende 1, Budget."
    )


def test_files_are_taken_until_klar(chat: Chat, people: People) -> None:
    card = chat.says(people.bo, "/foresla Budget").card
    question = chat.presses(people.bo, card, "Bilagor").card
    assert question.text == "Norr\nSkicka bilagorna till ärende 1, Budget. Tryck Klar när du är färdig."
    first, last = (
        next(each for each in chat.sends(people.bo, name).said if "mottagen" in each.text)
        for name in ("a.pdf", "b.pdf")
    )
    below = [each.buttons for each in (question, first, last)]
    shown = chat.presses(people.bo, last, "Klar").card
    assert (below, last.buttons) == ([[], [], [["Klar"]]], [])
    assert shown.text.splitlines()[-5:-1] == ["Bilagor:", "– a.pdf", "– b.pdf", ""]
    assert chat.kept()["dialogue"] == []


def test_avbryt_takes_klar_away_too(chat: Chat, people: People) -> None:
    card = chat.says(people.bo, "/foresla Budget").card
    question = chat.presses(people.bo, card, "Bilagor").card
    chat.says(people.bo, "/avbryt")
    assert question.buttons == []


def test_two_photos_are_two_files(chat: Chat, people: People) -> None:
    card = chat.says(people.bo, "/foresla Budget").card
    chat.presses(people.bo, card, "Bilagor")
    for number in (1, 2):
        photo = {"file_id": f"photo-{number}", "file_unique_id": f"u{number}", "width": 9, "height": 9}
        chat.sends_kind(people.bo, photo=[photo | {"file_size": 4000}])
    assert [row["replaced"] for row in _attachments(chat)] == [False, False]


def test_a_description_is_asked_for_and_stands_on_the_card(chat: Chat, people: People) -> None:
    card = chat.says(people.bo, "/foresla Budget").card
    assert chat.presses(people.bo, card, "Beskrivning").text == (
        "Norr\nSkriv beskrivningen av ärende 1, Budget. Skriv /avbryt för att låta bli."
    )
    shown = chat.says(people.bo, "Vi behöver <b>mer</b> & bättre\n\n*mål*").text
    assert "\n\nVi behöver <b>mer</b> & bättre\n\n*mål*\n" in shown


def test_words_that_answer_a_card_are_the_description_it_lacks(chat: Chat, people: People) -> None:
    card = chat.says(people.bo, "/foresla Budget").card
    assert "\nVi behöver mer\n" in chat.says(people.bo, "Vi behöver mer", reply_to=card).text
    assert chat.says(people.bo, "Tack!", reply_to=card).text == (
        "Norr\nÄrende 1 har redan en beskrivning. Tryck Beskrivning på kortet om du vill skriva en ny."
    )


def test_what_people_say_below_a_card_in_the_group_changes_nothing(chat: Chat, people: People) -> None:
    answer = chat.says(people.bo, "/foresla@samverkansbot Budget", people.group).card
    before = chat.kept()
    assert chat.says(people.bo, "Bra!", people.group, reply_to=answer).said == []
    assert chat.says(people.pia, "Bra!", people.group, reply_to=answer).said == []
    assert chat.kept() == before


def test_a_file_that_answers_in_the_group_is_attached(chat: Chat, people: People) -> None:
    answer = chat.says(people.bo, "/foresla@samverkansbot Budget", people.group).card
    received = chat.sends(people.bo, "Budget.pdf", where=people.group, reply_to=answer).text
    assert received == "Norr\nBudget.pdf är mottagen. Bilagan hör till ärende 1, Budget."


def test_own_items_are_listed_with_their_state(chat: Chat, people: People) -> None:
    assert chat.says(people.bo, "/mina").text == (
        "Norr\nDu har inte föreslagit något än. Skriv /foresla och en rubrik."
    )
    chat.says(people.bo, "/foresla Budget\nLokaler")
    answer = chat.says(people.bo, "/mina").card
    assert answer.text == "Norr\nDina ärenden:\nÄrende 2: Lokaler – Inkommet\nÄrende 1: Budget – Inkommet"
    card = chat.presses(people.bo, answer, "Ärende 1: Budget").card
    chat.presses(people.bo, card, "Dra tillbaka")
    assert chat.says(people.bo, "/mina").text == (
        "Norr\nDina ärenden:\nÄrende 2: Lokaler – Inkommet\nÄrende 1: Budget – Tillbakadraget"
    )


def test_in_the_group_one_s_own_items_stay_private(chat: Chat, people: People) -> None:
    chat.says(people.bo, "/foresla Budget")
    answer = chat.says(people.bo, "/mina@samverkansbot", people.group).card
    assert answer.text == "Norr\nSkriv kommandot till mig i en privat chatt i stället."
    assert answer.buttons == [["Öppna mig privat"]]


def test_a_hundred_and_fifty_own_items_can_still_be_shown(chat: Chat, people: People) -> None:
    for first in range(0, 160, 20):
        chat.says(people.bo, "/foresla " + "\n".join(f"Punkt {first + number}" for number in range(20)))
    said = chat.says(people.bo, "/mina").said
    assert sum(len(message.text.splitlines()) for message in said) >= 160
    assert len(said[-1].buttons) == 50


def test_an_item_is_withdrawn_on_its_card(chat: Chat, people: People) -> None:
    card = chat.says(people.bo, "/foresla Budget").card
    pressed = chat.presses(people.bo, card, "Dra tillbaka")
    assert pressed.notice == "Tillbakadraget"
    assert pressed.card is card
    assert (card.text.splitlines()[2], card.buttons) == ("Tillbakadraget", [["Historik"]])


def test_somebody_unknown_in_the_group_gets_a_way_in(chat: Chat, people: People) -> None:
    answer = chat.says(people.stig, "/foresla@samverkansbot Budget", people.group).card
    assert answer.text == (
        "Jag känner inte igen dig i den här arenan. Öppna mig privat, så berättar jag hur du kommer med."
    )
    told = chat.presses(people.stig, answer, "Öppna mig privat").text
    assert told == (
        "Hej! Jag samordnar möten i samverkansarenor. "
        "Be sekreteraren i din arena om en personlig länk och öppna den, så kommer du med."
    )
    assert chat.items() == []


def test_a_deputy_reads_but_does_not_propose(chat: Chat, people: People) -> None:
    assert chat.says(people.dan, "/foresla Budget").text == (
        "Norr\nDu är suppleant. Du kan föreslå punkter och svara om närvaro "
        "när någon har förhinder och du går in. Jag frågar dig då."
    )
