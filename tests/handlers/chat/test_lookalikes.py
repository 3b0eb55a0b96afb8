"""Proposals like an item that has come in: nothing is lost, and nothing shown to whoever may not see it."""

from bot.texts.splitting import length
from integrations.botapi import Message, Person
from tests.handlers.chat.chatting import Chat
from tests.handlers.chat.people import People

NAMES = [f"{letter * 4}" for letter in "ABCDEFGHIJKLMNOPQRST"]
ASKED = (
    "Norr\nNågot som liknar Budgeten har redan kommit in.\n"
    "Förslaget läggs till bara om du trycker Lägg till ändå inom ett dygn."
)
STALE = "Knappen gäller inte längre. Skriv /hjalp så ser du vad du kan göra nu."


def in_norr(chat: Chat, who: Person, text: str) -> Message:
    """Somebody of both arenas says which one."""
    return chat.presses(who, chat.says(who, text).card, "Norr – 12 februari").card


def test_one_like_anothers_item_is_put_aside_without_its_title_until_it_is_wanted(
    chat: Chat, people: People
) -> None:
    chat.says(people.bo, "/foresla Budget")
    asked = in_norr(chat, people.greta, "/foresla Budgeten (20 min)")
    question, buttons = asked.text, asked.buttons
    in_norr(chat, people.greta, "/mina")
    in_norr(chat, people.greta, "/foresla")

    added = chat.presses(people.greta, asked, "Lägg till ändå")

    assert (question, buttons) == (ASKED, [["Lägg till ändå"]])
    assert added.texts[0] == "Norr\nÄrende 2, Budgeten, är tillagt."
    assert added.texts[1].splitlines()[:4] == ["Norr", "Ärende 2: Budgeten", "Inkommet", "Tid: 20 min"]


def test_two_taps_on_the_same_button_add_it_once(chat: Chat, people: People) -> None:
    chat.says(people.bo, "/foresla Budget")
    asked = chat.says(people.bo, "/foresla Budgeten (20 min)").card

    with chat.all_at_once():
        people.bo.presses(asked, "Lägg till ändå")
        people.bo.presses(asked, "Lägg till ändå")

    assert chat.items() == [("Budget", None), ("Budgeten", 20)]


def test_whoever_may_see_the_other_item_is_shown_it(chat: Chat, people: People) -> None:
    chat.says(people.bo, "/foresla Budget")

    own = chat.says(people.bo, "/foresla Budgeten").card
    shown = chat.presses(people.bo, own, "Visa").card

    assert own.text == (
        "Norr\nBudgeten liknar ärende 1, Budget.\n"
        "Förslaget läggs till bara om du trycker Lägg till ändå inom ett dygn."
    )
    assert own.buttons == [["Lägg till ändå", "Visa"]]
    assert shown.text.splitlines()[1] == "Ärende 1: Budget"


def test_of_several_lines_only_those_like_another_are_asked_about_with_the_file_that_came(
    chat: Chat, people: People
) -> None:
    chat.says(people.bo, "/foresla Budget\nLokaler")
    answer = chat.says(people.bo, "/foresla Avtal\nBudgeten\nLokal")
    asked = answer.said[1]
    question = asked.text.splitlines()[1:3]
    left = chat.presses(people.bo, asked, "Lägg till Lokal ändå").said[0]

    assert answer.texts[0].splitlines()[1] == "Ärende 3: Avtal"
    assert question == [
        "Budgeten liknar ärende 1, Budget.",
        "Lokal liknar ärende 2, Lokaler.",
    ]
    assert left.buttons == [["Lägg till ändå", "Visa"]]
    assert [title for title, _ in chat.items()] == ["Budget", "Lokaler", "Avtal", "Lokal"]


def test_twenty_with_long_titles_are_asked_about_in_as_many_messages_as_they_need(
    chat: Chat, people: People
) -> None:
    titles = [f"{name} {'x' * 190}" for name in NAMES]
    chat.says(people.bo, "/foresla " + "\n".join(titles))

    asked = chat.says(people.bo, "/foresla " + "\n".join(f"{title}y" for title in titles)).said

    lengths = [length(each.text) for each in asked]
    assert all(size <= 4096 for size in lengths)
    assert sum(lengths) > 4096
    assert [sum(f"{title}y" in each.text for each in asked) for title in titles] == [1] * len(titles)
    assert [bool(each.buttons) for each in asked] == [False] * (len(asked) - 1) + [True]


def test_in_the_group_the_question_is_private(chat: Chat, people: People) -> None:
    chat.says(people.bo, "/foresla Budget")

    answer = chat.says(people.greta, "/foresla@samverkansbot Budgeten", people.group)

    assert answer.to(people.greta) == [ASKED]
    assert [text for text in answer.texts if text != ASKED] == [
        "Norr\nJag har frågat dig privat om förslaget."
    ]


def test_after_a_day_or_avbryt_it_is_given_up(chat: Chat, people: People) -> None:
    chat.says(people.bo, "/foresla Budget")
    cancelled = chat.says(people.bo, "/foresla Budgeten").card
    chat.says(people.bo, "/avbryt")
    old = chat.says(people.bo, "/foresla Budgeten").card
    chat.passes(hours=25)

    notices = [chat.presses(people.bo, card, "Lägg till ändå").notice for card in (cancelled, old)]

    assert notices == [STALE, STALE]
    assert chat.items() == [("Budget", None)]
