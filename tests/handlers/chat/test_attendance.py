"""Who comes, answered by /narvaro, on a card or in the group; a deputy steps in for an absent member."""

from integrations.botapi import Message, Person
from storage import tables
from tests.handlers.chat.chatting import Chat, Reply
from tests.handlers.chat.people import People

WHEN = "fredag 12 februari 2027 kl. 13.00"
WHERE = f"{WHEN}, Regionens hus"


def told(reply: Reply, who: Person) -> Message:
    """The one message that somebody got."""
    (message,) = [each for each in reply.said if each.chat.id == who.id]
    return message


def is_absent(chat: Chat, who: Person) -> Reply:
    """«Förhinder» and «Hela mötet», to where the bot may ask for a word."""
    card = told(chat.says(who, "/narvaro"), who)
    return chat.presses(who, told(chat.presses(who, card, "Förhinder"), who), "Hela mötet")


def is_absent_without_a_word(chat: Chat, who: Person, deputy: Person) -> Message:
    """The same and «Hoppa över»: what the deputy is asked."""
    return told(chat.presses(who, told(is_absent(chat, who), who), "Hoppa över"), deputy)


def test_whoever_is_absent_is_asked_whether_for_all_of_the_meeting(chat: Chat, people: People) -> None:
    card = chat.says(people.bo, "/narvaro").card

    asked = chat.presses(people.bo, card, "Förhinder").card

    assert (card.text, card.buttons) == (
        f"Norr\nKommer du till mötet {WHERE}?",
        [["På plats", "Digitalt", "Förhinder"]],
    )
    assert (asked.text, asked.buttons) == (
        f"Norr\nHar du förhinder hela mötet {WHEN} eller bara en del?",
        [["Hela mötet", "Bara en del"]],
    )
    assert chat.rows(tables.attendance) == []


def test_a_word_goes_along_with_the_question_to_the_deputy(chat: Chat, people: People) -> None:
    noted = is_absent(chat, people.bo).card

    sent = chat.says(people.bo, "Säg att vi stöder förslaget.")

    assert (noted.text, noted.buttons) == (
        f"Norr\nDu har förhinder till mötet {WHEN}.\nJag frågar Dan Dal om att gå in för dig.\n"
        "Vill du skicka med något till Dan Dal? Skriv det här, eller tryck Hoppa över.",
        [["Hoppa över"]],
    )
    assert sent.to(people.bo) == ["Norr\nJag skickar det till Dan Dal."]
    assert sent.to(people.dan) == [
        f"Norr\nBo Berg har förhinder till mötet {WHERE}. Kan du gå in?\n"
        "Bo Berg skriver: Säg att vi stöder förslaget."
    ]


def test_both_are_told_that_the_deputy_steps_in_and_history_knows_who_for_whom(
    chat: Chat, people: People
) -> None:
    question = is_absent_without_a_word(chat, people.bo, people.dan)

    answered = chat.presses(people.dan, question, "Jag kan")

    assert answered.to(people.bo) == [f"Norr\nDan Dal går in för dig vid mötet {WHEN}."]
    assert answered.to(people.dan) == [
        f"Norr\nMötet {WHERE}\nDu kommer på plats.\nDu går in för Bo Berg.\n"
        "1 på plats, 0 digitalt, 1 förhinder, 3 har inte svarat."
    ]
    entries = [row for row in chat.rows(tables.history) if "deputy" in row["verb"]]
    assert [row["verb"] for row in entries] == ["deputy asked", "deputy steps in"]
    names = {row["id"]: row["name"] for row in chat.rows(tables.person)}
    who = entries[1]["facts"]
    assert (names[who["absent"]], names[who["deputy"]], who["seats"]) == ("Bo Berg", "Dan Dal", ["bo"])
    assert entries[1]["thing"] == "meeting:1"
