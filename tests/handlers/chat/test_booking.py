"""/boka: what follows is shown, nothing is kept before «Boka», and only secretary and chair may."""

from datetime import UTC, datetime
from typing import Any

import pytest

from bot.model.dispatch import Button
from handlers.chat.buttons import BUTTONS
from integrations.botapi import Message
from storage import tables
from tests.handlers.chat.chatting import Chat
from tests.handlers.chat.people import People

STALE = "Knappen gäller inte längre. Skriv /hjalp så ser du vad du kan göra nu."
NOT_YOURS = "Norr\nDet här får du inte göra i den här arenan. Be sekreteraren om hjälp."
PREVIEW = (
    "Norr\n"
    "Nytt möte fredag 21 maj 2027 kl. 13.00–15.00 (2 tim)\n"
    "Plats: Storsjösalen\n"
    "\n"
    "Förslag efterfrågas: fredag 23 april 2027.\n"
    "Sista dag att föreslå punkter: fredag 7 maj 2027.\n"
    "Beredande möte: tisdag 11 maj 2027 kl. 13.00.\n"
    "Dagordningen skickas: fredag 14 maj 2027 kl. 08.00.\n"
    "\n"
    "Inget är bokat än. Skriv ett nytt datum, en ny tid eller en annan plats om något ska ändras."
)
CARD = (
    "Norr\n"
    "fredag 21 maj 2027 kl. 13.00, 2 tim\n"
    "Plats: Storsjösalen\n"
    "Sista dag att föreslå punkter: fredag 7 maj 2027.\n"
    "Dagordningen skickas fredag 14 maj 2027 kl. 08.00."
)
OF_A_MEETING = [["Flytta", "Ställ in mötet"], ["Ändra plats"]]


def planned(chat: Chat, arena_id: str = "norr") -> list[tuple[Any, ...]]:
    """What was booked beside the meeting that each arena begins with."""
    rows = [row for row in chat.rows(tables.meeting) if row["arena_id"] == arena_id]
    return (
        [(f"{row['starts']:%Y-%m-%d %H:%M}", row["kind"], row["state"]) for row in rows[1:]] if rows else []
    )


def asks_to_book(chat: Chat, people: People, words: str = "2027-05-21 13:00 2h Storsjösalen") -> Message:
    return chat.says(people.asa, f"/boka {words}").card


def books(chat: Chat, people: People, words: str) -> Message:
    """The booker's own card."""
    booked = chat.presses(people.asa, asks_to_book(chat, people, words), "Boka")
    return next(each for each in booked.said if each.chat.id == people.asa.id)


def test_every_date_that_follows_is_shown_before_anything_is_kept(chat: Chat, people: People) -> None:
    preview = asks_to_book(chat, people)
    assert (preview.text, planned(chat)) == (PREVIEW, [])
    assert preview.buttons == [
        ["Boka", "Avbryt"],
        ["Strategidag"],
        ["Preliminärt datum"],
        ["Utan beredande möte"],
    ]


def test_boka_plans_the_meeting_and_the_one_that_prepares_it(chat: Chat, people: People) -> None:
    preview = asks_to_book(chat, people)
    booked = chat.presses(people.asa, preview, "Boka")
    answers = ["På plats", "Digitalt", "Förhinder"]
    rows = [answers, ["Lägg till i kalendern"], *OF_A_MEETING]
    assert (booked.text, booked.card.buttons, booked.notice) == (CARD, rows, "Bokat")
    assert planned(chat) == [
        ("2027-05-21 13:00", "ordinary", "planned"),
        ("2027-05-11 13:00", "preparatory", "planned"),
    ]
    kept = {row["key"]: row for row in chat.rows(tables.meeting) if row["arena_id"] == "norr"}
    assert kept["2027-05-21-beredning"]["prepares_id"] == kept["2027-05-21"]["id"]


def test_what_was_planned_in_a_day_is_told_in_one_post_the_next_working_morning(
    chat: Chat, people: People
) -> None:
    for words in ("2027-08-27 9:00 Rum 2", "2027-05-21 13:00 Rum 1"):
        chat.presses(people.asa, asks_to_book(chat, people, words), "Boka")
    cancelled = chat.presses(people.asa, asks_to_book(chat, people, "2027-06-11 9:00"), "Boka").card
    chat.presses(people.asa, cancelled, "Ställ in mötet")
    chat.presses(people.asa, cancelled, "Ställ in")
    chat.clock.at = datetime(2026, 11, 24, 7, 0, tzinfo=UTC)

    told, again = chat.strikes(), chat.strikes()

    may = "fredag 21 maj 2027 kl. 13.00, Rum 1. Sista dag att föreslå punkter är fredag 7 maj 2027."
    august = (
        "fredag 27 augusti 2027 kl. 09.00, Rum 2. Sista dag att föreslå punkter är fredag 13 augusti 2027."
    )
    assert told.to(people.group) == [f"Norr\nNya möten:\n{may}\n{august}"]
    assert told.to(people.bo) == [f"Norr\nNytt möte: {may}\n\nNytt möte: {august}"]
    assert (told.to(people.david), again.said) == ([], [])
    in_may = chat.says(people.asa, "/moten").said[2]
    chat.presses(people.asa, in_may, "Ändra plats")
    assert [text.splitlines()[1:] for text in chat.says(people.asa, "Rum 3").to(people.bo)] == [
        ["Mötet fredag 21 maj 2027 kl. 13.00 har en ny plats.", "Plats: Rum 3"]
    ]


def test_a_second_press_books_nothing_more(chat: Chat, people: People) -> None:
    preview = asks_to_book(chat, people)
    data = preview.keyboard[0][0]["callback_data"]
    before = chat.presses(people.asa, preview, "Boka") and planned(chat)
    pressed = chat.presses_data(people.asa, data)
    assert (pressed.notice, planned(chat)) == (STALE, before)


def test_two_who_book_the_same_time_get_one_meeting(chat: Chat, people: People) -> None:
    asas = asks_to_book(chat, people)
    ullas = chat.says(people.ulla, "/boka 21 maj 2027 kl 13").card
    chat.presses(people.asa, asas, "Boka")
    assert chat.presses(people.ulla, ullas, "Boka").notice == (
        "Det finns redan ett möte fredag 21 maj 2027 kl. 13.00. Skriv /moten för att se det."
    )
    assert len(planned(chat)) == 2


def test_avbryt_books_nothing(chat: Chat, people: People) -> None:
    stopped = chat.presses(people.asa, asks_to_book(chat, people), "Avbryt")
    assert (stopped.text, planned(chat)) == ("Norr\nAvbrutet. Inget möte är bokat.", [])
    assert chat.rows(tables.dialogue) == []


def test_an_older_preview_books_nothing_else_than_it_shows(chat: Chat, people: People) -> None:
    old = asks_to_book(chat, people)
    chat.says(people.asa, "28 maj 2027")
    assert (chat.presses(people.asa, old, "Boka").notice, planned(chat)) == (STALE, [])


def test_words_below_the_preview_correct_it(chat: Chat, people: People) -> None:
    asks_to_book(chat, people)
    chat.says(people.asa, "28 maj 2027")
    chat.says(people.asa, "kl 9 3h")
    again = chat.says(people.asa, "Åre").card
    assert again.text.splitlines()[1:3] == [
        "Nytt möte fredag 28 maj 2027 kl. 09.00–12.00 (3 tim)",
        "Plats: Åre",
    ]


def test_without_words_the_bot_asks_step_by_step_and_a_restart_loses_nothing(
    chat: Chat, people: People
) -> None:
    asked = [chat.says(people.asa, words).text.splitlines()[1] for words in ("/boka", "21/5 2027", "13-15")]
    # What was said stands in the database: the bot of the next process goes on from there.
    chat.clock.at = chat.clock.at.replace(hour=20)
    preview = chat.says(people.asa, "Storsjösalen").card
    assert asked == [
        "Vilken dag ska mötet vara? Svara till exempel: 12 februari 2027 kl. 13–15",
        "Vilken tid ska mötet vara fredag 21 maj 2027? Svara till exempel: 13–15",
        "Var ska mötet vara? Svara med en plats, en länk eller båda.",
    ]
    assert preview.text == PREVIEW


def test_the_place_may_be_skipped(chat: Chat, people: People) -> None:
    chat.says(people.asa, "/boka")
    question = chat.says(people.asa, "2027-05-21 13-15").card
    preview = chat.presses(people.asa, question, "Hoppa över")
    assert preview.text == PREVIEW.replace("Storsjösalen", "inte bestämd")
    assert question.buttons == []


def test_a_strategy_day_is_half_or_whole(chat: Chat, people: People) -> None:
    preview = asks_to_book(chat, people, "2027-05-21 09:00")
    shown = [
        chat.presses(people.asa, preview, word).text.splitlines()[1:3]
        for word in ("Strategidag halvdag", "Strategidag heldag", "Ordinarie")
    ]
    chat.presses(people.asa, preview, "Strategidag halvdag")
    card = chat.presses(people.asa, preview, "Boka").card
    assert shown == [
        ["Nytt möte fredag 21 maj 2027 kl. 09.00–13.00 (4 tim)", "Strategidag, halvdag"],
        ["Nytt möte fredag 21 maj 2027 kl. 09.00–17.00 (8 tim)", "Strategidag, heldag"],
        ["Nytt möte fredag 21 maj 2027 kl. 09.00–11.00 (2 tim)", "Plats: inte bestämd"],
    ]
    assert card.text.splitlines()[2] == "Strategidag, halvdag"
    assert planned(chat)[0] == ("2027-05-21 09:00", "strategy", "planned")


def test_a_length_that_was_said_holds_for_a_strategy_day_too(chat: Chat, people: People) -> None:
    preview = asks_to_book(chat, people, "2027-05-21 09:00 3h")
    words = ("Strategidag", "Ordinarie")
    shown = [chat.presses(people.asa, preview, word).text.splitlines()[1:3] for word in words]
    when = "Nytt möte fredag 21 maj 2027 kl. 09.00–12.00 (3 tim)"
    assert shown == [[when, "Strategidag, halvdag"], [when, "Plats: inte bestämd"]]


def test_the_preparatory_meeting_may_be_left_out(chat: Chat, people: People) -> None:
    preview = asks_to_book(chat, people)
    without = chat.presses(people.asa, preview, "Utan beredande möte").text
    chat.presses(people.asa, preview, "Boka")
    assert without == PREVIEW.replace("tisdag 11 maj 2027 kl. 13.00", "inget")
    assert planned(chat) == [("2027-05-21 13:00", "ordinary", "planned")]


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        (
            "2026-11-20 13:00",
            "Norr\nFredag 20 november 2026 kl. 13.00 har redan varit. Skriv en tid som kommer.",
        ),
        (
            "2027-03-28 02:30",
            "Norr\nSöndag 28 mars 2027 kl. 02.30 finns inte: då ställs klockan fram till sommartid. "
            "Skriv en annan tid, till exempel 03.30.",
        ),
        (
            "2027-10-31 02:30",
            "Norr\nSöndag 31 oktober 2027 kl. 02.30 finns två gånger: då ställs klockan tillbaka till "
            "vintertid. Skriv en annan tid, till exempel 03.30.",
        ),
    ],
)
def test_a_time_that_cannot_be_is_asked_about_and_the_rest_is_kept(
    chat: Chat, people: People, words: str, answer: str
) -> None:
    asked = chat.says(people.asa, f"/boka {words} 3h Åre").text
    preview = chat.says(people.asa, "2027-05-21 03.30").text.splitlines()
    assert asked == answer
    assert preview[1:3] == ["Nytt möte fredag 21 maj 2027 kl. 03.30–06.30 (3 tim)", "Plats: Åre"]


def test_a_meeting_over_the_hour_in_which_clocks_change_ends_by_the_clock_on_the_wall(
    chat: Chat, people: People
) -> None:
    spans = [
        asks_to_book(chat, people, f"{day} 01:30 2h").text.splitlines()[1]
        for day in ("2027-03-28", "2027-10-31")
    ]

    assert spans == [
        "Nytt möte söndag 28 mars 2027 kl. 01.30–04.30 (2 tim)",
        "Nytt möte söndag 31 oktober 2027 kl. 01.30–02.30 (2 tim)",
    ]


def test_bad_words_are_refused_in_one_sentence(chat: Chat, people: People) -> None:
    bad = ("31 februari", "måndag 21 maj 2027", "??")
    said = [chat.says(people.asa, f"/boka {words}").text for words in bad]
    assert said == [
        "Norr\nDet datumet finns inte. Skriv ett annat, till exempel 2027-02-12.",
        "Norr\nVeckodagen stämmer inte: datumet är fredag 21 maj 2027. Skriv dagen igen.",
        "Norr\nSkriv datumet som år-månad-dag, till exempel 2027-02-12.",
    ]
    assert planned(chat) == []


def test_midsommarafton_over_midnight_beside_another_meeting_is_warned_about(
    chat: Chat, people: People
) -> None:
    chat.presses(people.asa, asks_to_book(chat, people, "2027-06-25 09:00"), "Boka")
    text = asks_to_book(chat, people, "2027-06-25 23:00").text
    assert text.partition("Tänk på\n")[2].splitlines()[:3] == [
        "– Fredag 25 juni 2027 är midsommarafton.",
        "– Mötet går över midnatt. Det slutar lördag 26 juni 2027 kl. 01.00.",
        "– Samma dag är det redan ett möte: fredag 25 juni 2027 kl. 09.00.",
    ]


def test_inside_the_week_the_preparers_are_asked_when_to_send(chat: Chat, people: People) -> None:
    preview = asks_to_book(chat, people, "2026-11-27 13:00 Åre")
    shown, offered = preview.text, preview.buttons
    booked = chat.presses(people.asa, preview, "Boka")
    question = next(each for each in booked.said if each.chat.id == people.preparers.id)
    asked = chat.presses(people.pia, question, "Annan tid").card
    answers = [
        chat.says(people.pia, words, people.preparers, reply_to=asked).text
        for words in ("2026-11-28", "snart", "25/11 kl 10")
    ]
    assert shown.splitlines()[-5:-2] == [
        "Sista dag att föreslå punkter har redan varit: fredag 13 november 2026. Alla får veta tiden genast, "
        "och det som föreslås räknas som sent inkommet.",
        "Beredande möte: inget.",
        "Dagordningen hinner inte ut en vecka före mötet. Den skickas: tisdag 24 november 2026 kl. 08.00. "
        "När mötet är bokat kan du välja en annan tid.",
    ]
    assert [word for row in offered for word in row if "beredande" in word] == []
    assert question.buttons == [["Skicka ut nu"], ["Annan tid"], ["Öppna beredningen"]]
    assert [booked.to(people.bo)] == [["Norr\nNytt möte: fredag 27 november 2026 kl. 13.00, 2 tim, Åre."]]
    assert answers == [
        "Norr\nSkriv en tid som inte har varit och som ligger före mötet fredag 27 november 2026 kl. 13.00.",
        "Norr\nSkriv datumet som år-månad-dag, till exempel 2027-02-12.",
        "Norr\nDagordningen till mötet fredag 27 november 2026 kl. 13.00 skickas "
        "onsdag 25 november 2026 kl. 10.00, som preliminär om ingen har tryckt Klar att skickas.",
    ]


def test_annan_tid_is_wherever_a_late_agenda_is_seen_by_those_who_send_it(chat: Chat, people: People) -> None:
    booked = books(chat, people, "2026-11-27 13:00 Åre")
    draft, todo = chat.says(people.pia, "/beredning").said[-1], chat.says(people.asa, "/attgora").card
    cards = [chat.says(who, "/moten").said[0].buttons for who in (people.pia, people.bo)]

    assert booked.text.splitlines()[-2:] == [
        "Dagordningen hinner inte ut en vecka före mötet.",
        "Dagordningen skickas tisdag 24 november 2026 kl. 08.00. "
        "Tryck Annan tid om den ska skickas någon annan gång.",
    ]
    assert booked.buttons[-1] == draft.buttons[-2][1:] == todo.buttons[0][1:] == ["Annan tid"]
    everybodys = [["På plats", "Digitalt", "Förhinder"], ["Lägg till i kalendern"]]
    assert cards == [[*everybodys, ["Annan tid"]], everybodys]


def test_the_question_of_annan_tid_names_a_time_that_is_possible_and_can_be_left(
    chat: Chat, people: People
) -> None:
    late, later = books(chat, people, "2026-11-23 21:00 Åre"), books(chat, people, "2026-11-27 13:00 Åre")
    questions = [chat.presses(people.asa, card, "Annan tid").card for card in (late, later)]
    examples = [question.text.partition("till exempel: ")[2] for question in questions]
    answer = chat.says(people.asa, examples[1]).text
    left = chat.presses(people.asa, chat.presses(people.asa, later, "Annan tid").card, "Avbryt").text

    assert [question.buttons for question in questions] == [[["Avbryt"]]] * 2
    assert examples == ["måndag 23 november 2026 kl. 15.30", "tisdag 24 november 2026 kl. 09.00"]
    assert answer == (
        "Norr\nDagordningen till mötet fredag 27 november 2026 kl. 13.00 skickas "
        "tisdag 24 november 2026 kl. 09.00, som preliminär om ingen har tryckt Klar att skickas."
    )
    assert left.splitlines()[1] == "fredag 27 november 2026 kl. 13.00, 2 tim"
    assert [row["flow"] for row in chat.rows(tables.dialogue)] == []


def test_only_secretary_and_chair_plan(chat: Chat, people: People) -> None:
    preview = asks_to_book(chat, people)
    data = preview.keyboard[0][0]["callback_data"]
    before = chat.kept()
    for who in (people.bo, people.pia, people.per, people.dan, people.greta):
        if who is not people.greta:
            assert chat.says(who, "/boka 2027-05-21 13:00").text == NOT_YOURS
        assert chat.presses_data(who, data).notice == STALE
    assert chat.says(people.stig, "/boka 2027-05-21 13:00").text.startswith("Jag känner inte igen dig än.")
    assert chat.says(people.frida, "/boka 2027-05-21 13:00").text.startswith(
        "Du har ingen plats i arenan längre."
    )
    assert chat.presses_data(people.sara, data).notice == STALE
    assert chat.kept() == before


def test_in_the_preparers_chat_the_secretary_books_and_in_the_group_nobody_does(
    chat: Chat, people: People
) -> None:
    words = "/boka@samverkansbot 2027-05-21 13:00 2h Storsjösalen"
    preview = chat.says(people.asa, words, people.preparers).card
    assert (preview.text, chat.says(people.pia, words, people.preparers).text) == (PREVIEW, NOT_YOURS)
    assert chat.says(people.asa, words, people.group).text == (
        "Norr\nSkriv kommandot till mig i en privat chatt i stället."
    )
    assert chat.presses(people.pia, preview, "Boka").notice == STALE
    chat.presses(people.asa, preview, "Boka")
    assert len(planned(chat)) == 2


def test_tentative_dates_remind_nobody_until_one_is_chosen(chat: Chat, people: People) -> None:
    preview = asks_to_book(chat, people, "2027-05-22 alt 2027-09-24 13:00 Åre")
    booked = chat.presses(people.asa, preview, "Boka")
    deadlines = len(chat.rows(tables.deadline))
    cards = chat.says(people.bo, "/moten").said
    chosen = chat.presses(people.asa, chat.says(people.asa, "/moten").said[2], "Välj det här datumet")
    assert booked.text == (
        "Norr\nPreliminära datum:\nlördag 22 maj 2027 kl. 13.00\nfredag 24 september 2027 kl. 13.00\n"
        "Skriv /moten och tryck Välj det här datumet när ni har bestämt er."
    )
    assert deadlines == 0
    assert cards[1].text == (
        "Norr\nlördag 22 maj 2027 kl. 13.00, 2 tim\n"
        "Preliminärt datum. Ingen påminns förrän det är valt.\n"
        "Väljs det stryks fredag 24 september 2027 kl. 13.00.\nPlats: Åre"
    )
    assert planned(chat) == [
        ("2027-05-22 13:00", "ordinary", "cancelled"),
        ("2027-09-24 13:00", "ordinary", "planned"),
        ("2027-09-14 13:00", "preparatory", "planned"),
    ]
    assert chosen.to(people.bo) == [
        "Norr\nNytt möte: fredag 24 september 2027 kl. 13.00, 2 tim, Åre.\n"
        "Sista dag att föreslå punkter är fredag 10 september 2027. Skriv /foresla Rubrik (15 min)."
    ]
    assert chosen.to(people.dan) == [
        "Norr\nNytt möte: fredag 24 september 2027 kl. 13.00, 2 tim, Åre.\n"
        "Sista dag att föreslå punkter är fredag 10 september 2027."
    ]
    assert chosen.to(people.asa)[0].splitlines()[1] == "fredag 24 september 2027 kl. 13.00, 2 tim"


def test_a_date_that_is_booked_later_can_be_an_alternative_of_one_that_is_booked_already(
    chat: Chat, people: People
) -> None:
    for words in ("2027-05-21 13:00", "2027-06-11 13:00"):
        chat.presses(people.asa, asks_to_book(chat, people, words), "Preliminärt datum", "Boka")
    preview = asks_to_book(chat, people, "2027-05-28 13:00")
    firm = preview.buttons
    chat.presses(people.asa, preview, "Preliminärt datum")
    offered = preview.buttons
    chat.presses(people.asa, preview, "Alternativ till fredag 21 maj 2027")
    linked, unlinks = preview.text.splitlines()[6], preview.buttons[-1]
    booked = chat.presses(people.asa, preview, "Boka").text.splitlines()[3]
    chat.presses(people.asa, chat.says(people.asa, "/moten").said[2], "Välj det här datumet")

    assert [row for row in firm if row[0].startswith("Alternativ")] == []
    assert offered[-2:] == [["Alternativ till fredag 21 maj 2027"], ["Alternativ till fredag 11 juni 2027"]]
    assert linked == "Alternativ till fredag 21 maj 2027 kl. 13.00. När ett av dem väljs stryks de andra."
    assert unlinks == ["Inte alternativ till fredag 21 maj 2027"]
    assert booked == "Väljs det stryks fredag 21 maj 2027 kl. 13.00."
    assert planned(chat) == [
        ("2027-05-21 13:00", "ordinary", "cancelled"),
        ("2027-06-11 13:00", "ordinary", "tentative"),
        ("2027-05-28 13:00", "ordinary", "planned"),
        ("2027-05-18 13:00", "preparatory", "planned"),
    ]


def test_an_alternative_of_a_date_that_was_chosen_meanwhile_is_not_booked(chat: Chat, people: People) -> None:
    chat.presses(people.asa, asks_to_book(chat, people, "2027-05-21 13:00"), "Preliminärt datum", "Boka")
    preview = asks_to_book(chat, people, "2027-05-28 13:00")
    chat.presses(people.asa, preview, "Preliminärt datum", "Alternativ till fredag 21 maj 2027")
    chat.presses(people.ulla, chat.says(people.ulla, "/moten").said[1], "Välj det här datumet")

    refused = chat.presses(people.asa, preview, "Boka")

    assert refused.notice.startswith("Ulla")
    assert [state for *_, state in planned(chat)] == ["planned", "planned"]


def test_a_tentative_date_is_dropped_and_brought_back_silently(chat: Chat, people: People) -> None:
    chat.presses(people.asa, asks_to_book(chat, people, "2027-05-21 alt 2027-09-24 13:00 Åre"), "Boka")
    shown = chat.says(people.asa, "/moten").said[1]
    preview = chat.presses(people.asa, shown, "Stryk datumet").text
    dropped = chat.presses(people.asa, shown, "Stryk")
    states = [state for *_, state in planned(chat)]
    restored = chat.presses(people.asa, shown, "Ångra")
    assert preview == (
        "Norr\nDet preliminära datumet fredag 21 maj 2027 kl. 13.00 stryks. Ingen får något meddelande.\n"
        "Inget är ändrat än."
    )
    assert (len(dropped.said), len(restored.said), states) == (1, 1, ["cancelled", "tentative"])
    assert [state for *_, state in planned(chat)] == ["tentative", "tentative"]


def test_every_action_of_a_meeting_s_card_is_for_secretary_and_chair(chat: Chat, people: People) -> None:
    meeting = chat.rows(tables.meeting)[0]["id"]
    before = chat.kept()
    for action in [name for name, row in BUTTONS.items() if row.may and row.may.__name__ == "may_plan"]:
        button = Button(text="", action=action, arena_id="norr", thing=meeting, revision=1)
        for who, where in ((people.pia, None), (people.bo, None), (people.asa, people.group)):
            assert chat.presses_genuine(who, button, where).notices == [STALE]
    assert chat.kept() == before


def test_a_booking_that_was_refused_goes_on_with_what_was_asked_for(chat: Chat, people: People) -> None:
    asks_to_book(chat, people, "2027-02-26 13:00 Åre")

    refused = chat.says(people.asa, "/boka 2027-03-10 25:00 2h Åre").card
    buttons = refused.buttons
    preview = chat.says(people.asa, "10 mars 2027 kl 13, Åre").text.splitlines()

    assert refused.text.startswith("Norr\nJag förstår inte klockslaget 25:00.")
    assert buttons == [["Avbryt"]]
    assert preview[1:3] == ["Nytt möte onsdag 10 mars 2027 kl. 13.00–15.00 (2 tim)", "Plats: Åre"]
