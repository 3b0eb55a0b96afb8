"""A meeting moved, cancelled, brought back or held elsewhere: what is asked first, and who is told."""

from datetime import date, datetime

import pytest
from sqlalchemy import event

from integrations.botapi import Message
from storage import tables
from tests.builders import NOW, a_meeting, an_item
from tests.handlers.chat.chatting import Chat
from tests.handlers.chat.people import People

STALE = "Knappen gäller inte längre. Skriv /hjalp så ser du vad du kan göra nu."
MOVED = (
    "Norr\nMötet fredag 12 februari 2027 kl. 13.00 är flyttat till fredag 19 februari 2027 kl. 09.00, "
    "Regionens hus.\nSista dag att föreslå punkter är fredag 5 februari 2027."
)


def card(chat: Chat, people: People, number: int = 0) -> Message:
    return chat.says(people.asa, "/moten").said[number]


def asks_to_move(chat: Chat, people: People, words: str = "19 februari 2027 kl 9") -> Message:
    chat.presses(people.asa, card(chat, people), "Flytta")
    return chat.says(people.asa, words).card


def states(chat: Chat) -> list[tuple[str, str]]:
    rows = [row for row in chat.rows(tables.meeting) if row["arena_id"] == "norr"]
    return [(f"{row['starts']:%Y-%m-%d %H:%M}", row["state"]) for row in rows]


def prepared(chat: Chat) -> None:
    """Norr's meeting has its preparatory one."""
    with chat.memory() as store:
        meeting = chat.place(store).meetings()[0]
        store.keep(meeting.preparatory(NOW))


def test_moving_shows_what_follows_and_whom_it_is_told_to_before_it_is_done(
    chat: Chat, people: People
) -> None:
    prepared(chat)
    chat.presses(people.asa, card(chat, people, 1), "Flytta")
    preview = chat.says(people.asa, "19 februari 2027 kl 9")
    assert preview.text == (
        "Norr\n"
        "Mötet fredag 12 februari 2027 kl. 13.00 flyttas till "
        "fredag 19 februari 2027 kl. 09.00–11.00 (2 tim).\n"
        "Sista dag att föreslå punkter: fredag 5 februari 2027.\n"
        "Dagordningen skickas: fredag 12 februari 2027 kl. 08.00.\n"
        "Det beredande mötet tisdag 2 februari 2027 kl. 13.00 flyttas till "
        "tisdag 9 februari 2027 kl. 09.00.\n"
        "6 personer får veta det direkt, 1 går inte att nå här än.\n"
        "\n"
        "Inget är flyttat än. Skriv en annan tid om du vill ändra."
    )
    assert states(chat) == [("2027-02-12 13:00", "planned"), ("2027-02-02 13:00", "planned")]


def test_a_moved_meeting_takes_its_dates_and_its_preparatory_meeting_along(
    chat: Chat, people: People
) -> None:
    prepared(chat)
    chat.presses(people.asa, card(chat, people, 1), "Flytta")
    moved = chat.presses(people.asa, chat.says(people.asa, "19 februari 2027 kl 9").card, "Flytta mötet")
    assert states(chat) == [("2027-02-19 09:00", "planned"), ("2027-02-09 09:00", "planned")]
    assert moved.to(people.bo) == [MOVED]
    assert moved.to(people.preparers) == [
        "Norr\nDet beredande mötet tisdag 2 februari 2027 kl. 13.00 är flyttat till "
        "tisdag 9 februari 2027 kl. 09.00, Regionens hus."
    ]
    assert [text.splitlines()[1] for text in moved.to(people.asa)] == [
        "fredag 19 februari 2027 kl. 09.00, 2 tim"
    ]
    due = {row["kind"] for row in chat.rows(tables.deadline) if row["meeting_id"] == 1 and not row["done_at"]}
    assert len(due) == 14


def test_a_preparatory_meeting_moves_alone_but_not_beyond_its_meeting(chat: Chat, people: People) -> None:
    prepared(chat)
    chat.presses(people.asa, card(chat, people), "Flytta")
    refused = chat.says(people.asa, "12 februari 2027 kl 13").text
    moved = chat.presses(people.asa, chat.says(people.asa, "3 februari 2027").card, "Flytta mötet")
    assert refused == (
        "Norr\nSkriv en tid som inte har varit och som ligger före mötet fredag 12 februari 2027 kl. 13.00."
    )
    assert states(chat) == [("2027-02-12 13:00", "planned"), ("2027-02-03 13:00", "planned")]
    assert (len(moved.to(people.preparers)), moved.to(people.bo)) == (1, [])


def test_of_two_who_move_a_meeting_the_second_is_told_by_whom(chat: Chat, people: People) -> None:
    asas = asks_to_move(chat, people)
    ullas = chat.says(people.ulla, "/moten").card
    chat.presses(people.ulla, ullas, "Flytta")
    ullas_move = chat.says(people.ulla, "26 februari 2027").card
    chat.presses(people.asa, asas, "Flytta mötet")
    second = chat.presses(people.ulla, ullas_move, "Flytta mötet")
    late = chat.presses(people.ulla, ullas, "Ställ in mötet")
    assert (
        second.notice
        == late.notice
        == ("Åsa Öberg har ändrat det här efter att kortet visades. Nu ser du det som det är.")
    )
    assert ullas_move.text.splitlines()[1] == "fredag 19 februari 2027 kl. 09.00, 2 tim"
    assert states(chat) == [("2027-02-19 09:00", "planned")]


def test_a_second_press_moves_nothing(chat: Chat, people: People) -> None:
    preview = asks_to_move(chat, people)
    data = preview.keyboard[0][0]["callback_data"]
    chat.presses(people.asa, preview, "Flytta mötet")
    pressed = chat.presses_data(people.asa, data)
    assert (pressed.notice, chat.rows(tables.meeting)[0]["generation"]) == (STALE, 2)


def test_a_time_that_cannot_be_leaves_the_question_open(chat: Chat, people: People) -> None:
    chat.presses(people.asa, card(chat, people), "Flytta")
    words = ("1 november 2026", "31 februari", "12 februari 2027", "snart")
    said = [chat.says(people.asa, each).text.split()[1] for each in words]
    preview = chat.says(people.asa, "kl 15").text.splitlines()[1]
    assert said == ["Söndag", "Det", "Det", "Skriv"]
    assert preview == (
        "Mötet fredag 12 februari 2027 kl. 13.00 flyttas till "
        "fredag 12 februari 2027 kl. 15.00–17.00 (2 tim)."
    )


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (
            "2027-03-28 02:30",
            "Söndag 28 mars 2027 kl. 02.30 finns inte: då ställs klockan fram till sommartid.",
        ),
        (
            "2027-10-31 02:30",
            "Söndag 31 oktober 2027 kl. 02.30 finns två gånger: då ställs klockan tillbaka till vintertid.",
        ),
    ],
)
def test_a_move_into_the_hour_in_which_clocks_change_is_asked_about_and_its_day_kept(
    chat: Chat, people: People, words: str, why: str
) -> None:
    asked = asks_to_move(chat, people, f"{words} 3h")

    preview = chat.says(people.asa, "03.30").card

    day = why.partition(" kl. ")[0].lower()
    assert asked.text == f"Norr\n{why} Skriv en annan tid, till exempel 03.30."
    assert (asked.buttons, preview.text.splitlines()[1]) == (
        [["Avbryt"]],
        f"Mötet fredag 12 februari 2027 kl. 13.00 flyttas till {day} kl. 03.30–06.30 (3 tim).",
    )
    chat.presses(people.asa, preview, "Flytta mötet")
    assert states(chat) == [(f"{words.split()[0]} 03:30", "planned")]


def test_what_is_written_below_the_preview_of_a_move_corrects_it(chat: Chat, people: People) -> None:
    first = asks_to_move(chat, people, "19 februari 2027 kl 9 3h Åre")

    preview = chat.says(people.asa, "kl 10").card

    assert preview.text.splitlines()[1] == (
        "Mötet fredag 12 februari 2027 kl. 13.00 flyttas till "
        "fredag 19 februari 2027 kl. 10.00–13.00 (3 tim)."
    )
    assert chat.presses(people.asa, first, "Flytta mötet").notice == STALE
    chat.presses(people.asa, preview, "Flytta mötet")
    (moved,) = (row for row in chat.rows(tables.meeting) if row["arena_id"] == "norr")
    assert (states(chat), moved["minutes"], moved["place"]) == ([("2027-02-19 10:00", "planned")], 180, "Åre")


def test_a_move_to_midsommarafton_over_midnight_beside_another_meeting_is_warned_about(
    chat: Chat, people: People
) -> None:
    chat.presses(people.asa, chat.says(people.asa, "/boka 2027-06-25 09:00").card, "Boka")

    preview = asks_to_move(chat, people, "2027-06-25 23:00").text

    assert preview.splitlines()[1].endswith("flyttas till fredag 25 juni 2027 kl. 23.00–01.00 (2 tim).")
    assert preview.partition("Tänk på\n")[2].splitlines()[:3] == [
        "– Fredag 25 juni 2027 är midsommarafton.",
        "– Mötet går över midnatt. Det slutar lördag 26 juni 2027 kl. 01.00.",
        "– Samma dag är det redan ett möte: fredag 25 juni 2027 kl. 09.00.",
    ]


def test_avbryt_leaves_the_meeting_as_it_is(chat: Chat, people: People) -> None:
    kept = chat.presses(people.asa, asks_to_move(chat, people), "Avbryt")
    assert kept.text.splitlines()[1] == "fredag 12 februari 2027 kl. 13.00, 2 tim"
    assert (states(chat), chat.rows(tables.dialogue)) == ([("2027-02-12 13:00", "planned")], [])


def test_cancelling_shows_where_the_items_go_and_tells_everybody_once(chat: Chat, people: People) -> None:
    chat.says(people.bo, "/foresla Budget")
    prepared(chat)
    shown = card(chat, people, 1)
    preview = chat.presses(people.asa, shown, "Ställ in mötet").text
    cancelled = chat.presses(people.asa, shown, "Ställ in")
    assert preview == (
        "Norr\n"
        "Mötet fredag 12 februari 2027 kl. 13.00 ställs in.\n"
        "1 ärende väntar tills ett nytt möte är planerat:\n"
        "Ärende 1: Budget\n"
        "Det beredande mötet tisdag 2 februari 2027 kl. 13.00 ställs också in.\n"
        "6 personer får veta det direkt, 1 går inte att nå här än.\n"
        "Inget är ändrat än."
    )
    assert cancelled.to(people.bo) == [
        "Norr\nMötet fredag 12 februari 2027 kl. 13.00 är inställt.\n"
        "1 ärende väntar tills ett nytt möte är planerat."
    ]
    assert (cancelled.to(people.preparers), shown.buttons) == ([], [["Ångra"]])
    assert [state for _, state in states(chat)] == ["cancelled", "cancelled"]


def test_angra_brings_the_meeting_and_its_items_back(chat: Chat, people: People) -> None:
    chat.says(people.bo, "/foresla Budget")
    chat.presses(people.pia, chat.says(people.pia, "/beredning").said[0], "Ta upp")
    prepared(chat)
    shown = card(chat, people, 1)
    chat.presses(people.asa, shown, "Ställ in mötet")
    chat.presses(people.asa, shown, "Ställ in")
    chat.passes(hours=23)
    undone = chat.presses(people.asa, shown, "Ångra")
    item = chat.rows(tables.item)[0]
    assert (item["meeting_id"], item["state"], item["position"]) == (1, "accepted", 1)
    assert [state for _, state in states(chat)] == ["planned", "planned"]
    assert undone.to(people.bo) == [
        "Norr\nMötet fredag 12 februari 2027 kl. 13.00 blir av trots allt, Regionens hus."
    ]


def test_a_meeting_of_which_nobody_has_heard_is_cancelled_and_brought_back_without_a_word(
    chat: Chat, people: People
) -> None:
    preview = chat.says(people.asa, "/boka 2027-05-21 13:00 2h Storsjösalen").card
    booked = chat.presses(people.asa, preview, "Boka").card
    shown = chat.presses(people.asa, booked, "Ställ in mötet").text
    cancelled = chat.presses(people.asa, booked, "Ställ in")
    undone = chat.presses(people.asa, booked, "Ångra")
    chat.passes(days=1)
    morning = chat.strikes()
    assert shown.splitlines()[-2:] == [
        "Ingen har fått veta om mötet än, så ingen får något meddelande.",
        "Inget är ändrat än.",
    ]
    everybody = (people.bo, people.dan, people.group, people.pia)
    assert [cancelled.to(each) + undone.to(each) for each in everybody] == [[], [], [], []]
    assert [text.splitlines()[1] for text in morning.to(people.group)] == [
        "Nytt möte: fredag 21 maj 2027 kl. 13.00, Storsjösalen. Sista dag att föreslå punkter är "
        "fredag 7 maj 2027."
    ]


def test_who_has_an_item_on_a_cancelled_meeting_hears_it_whoever_else_has_not(
    chat: Chat, people: People
) -> None:
    chat.presses(people.asa, card(chat, people), "Ställ in mötet")
    preview = chat.says(people.asa, "/boka 2027-05-21 13:00 2h Storsjösalen").card
    booked = chat.presses(people.asa, preview, "Boka").card
    with chat.memory() as store:
        bo = store.person_by_telegram(people.bo.id)
        assert bo
        (meeting,) = chat.place(store).meetings_on(date(2027, 5, 21))
        store.keep(an_item(bo, meeting=meeting, title="Lokaler", proposed_at=chat.clock.now()))
    shown = chat.presses(people.asa, booked, "Ställ in mötet").text
    cancelled = chat.presses(people.asa, booked, "Ställ in")
    assert shown.splitlines()[-2] == (
        "De flesta har inte fått veta om mötet än. Bara 1 person som är inbjuden eller har ett ärende där "
        "får veta att det ställs in."
    )
    assert len(cancelled.to(people.bo)) == 1
    assert (cancelled.to(people.dan), cancelled.to(people.group)) == ([], [])


def test_angra_is_for_a_day(chat: Chat, people: People) -> None:
    shown = card(chat, people)
    chat.presses(people.asa, shown, "Ställ in mötet")
    chat.presses(people.asa, shown, "Ställ in")
    chat.passes(hours=24, minutes=1)
    assert chat.presses(people.asa, shown, "Ångra").notice == (
        "Det har gått mer än ett dygn sedan mötet ställdes in. Planera ett nytt med /boka."
    )
    assert states(chat) == [("2027-02-12 13:00", "cancelled")]


def test_a_new_place_is_told_once_people_know_of_the_meeting(chat: Chat, people: People) -> None:
    chat.presses(people.asa, card(chat, people), "Ändra plats")
    changed = chat.says(people.asa, "Rum 12-14, https://teams.example/1")
    assert changed.to(people.bo) == [
        "Norr\nMötet fredag 12 februari 2027 kl. 13.00 har en ny plats.\n"
        "Plats: Rum 12-14\nLänk: https://teams.example/1"
    ]
    assert changed.to(people.asa)[0].splitlines()[2:4] == [
        "Plats: Rum 12-14",
        "Länk: https://teams.example/1",
    ]


def test_the_preparatory_meeting_is_for_those_who_prepare(chat: Chat, people: People) -> None:
    prepared(chat)
    in_preparers = chat.says(people.pia, "/moten@samverkansbot", people.preparers).text
    assert [
        len(chat.says(who, "/moten").said) for who in (people.bo, people.dan, people.pia, people.ulla)
    ] == [
        1,
        1,
        2,
        2,
    ]
    assert "beredande" not in chat.says(people.pia, "/moten@samverkansbot", people.group).text
    assert in_preparers.splitlines()[2] == "tisdag 2 februari 2027 kl. 13.00, Regionens hus – beredande möte"


def test_the_morning_before_it_those_who_prepare_get_what_came_in(chat: Chat, people: People) -> None:
    chat.presses(people.asa, chat.says(people.asa, "/boka 2026-12-17 13:00 Åre").card, "Boka")
    chat.says(people.bo, "/foresla Budget (15 min)")
    chat.passes(days=11)
    reminded = chat.strikes().to(people.preparers)
    assert reminded[-1] == (
        "Norr\nPåminnelse: beredande möte måndag 7 december 2026 kl. 13.00, Åre.\n"
        "Ni bereder mötet torsdag 17 december 2026 kl. 13.00. Tiden för att föreslå punkter är slut.\n"
        "Inkommet:\nÄrende 1: Budget (15 min), Bo Berg – Inkommet"
    )


def test_only_secretary_and_chair_have_the_buttons(chat: Chat, people: People) -> None:
    shown = [
        chat.says(who, "/moten").card.buttons for who in (people.bo, people.dan, people.pia, people.ulla)
    ]
    buttons = [["Flytta", "Ställ in mötet"], ["Ändra plats"]]
    answers, calendar = ["På plats", "Digitalt", "Förhinder"], ["Lägg till i kalendern"]
    members = [answers, calendar]
    assert shown == [members, [calendar], members, [*members, *buttons]]


def test_ten_years_of_meetings_cost_moten_no_more(chat: Chat, people: People) -> None:
    def queries() -> int:
        counted: list[str] = []
        look = lambda _c, _cur, sql, *_: counted.append(sql)  # noqa: E731
        event.listen(chat.database.engine, "before_cursor_execute", look)
        chat.says(people.asa, "/moten")
        event.remove(chat.database.engine, "before_cursor_execute", look)
        return len([sql for sql in counted if "FROM meeting" in sql])

    few = queries()
    with chat.memory() as store:
        for number in range(120):
            starts = datetime(2017 + number // 12, number % 12 + 1, 10, 13, 0)  # noqa: DTZ001
            store.keep(a_meeting(chat.place(store).arena, key=f"old-{number}", starts=starts))
    assert (few, queries()) == (1, 1)


def test_a_refused_time_is_forgotten_and_the_meeting_s_own_is_kept(chat: Chat, people: People) -> None:
    chat.presses(people.asa, card(chat, people), "Flytta")
    chat.says(people.asa, "2027-03-28 02:30")

    preview = chat.says(people.asa, "2027-03-29").text.splitlines()[1]

    assert preview.endswith("flyttas till måndag 29 mars 2027 kl. 13.00–15.00 (2 tim).")
