"""/deltagare: who is who on a day, for whom it is shown, and «Rätta»."""

from datetime import date

import pytest

from bot.acts.people.rosters import readdress
from bot.model.roster import roster_on
from storage import tables
from tests.builders import TODAY, a_person, a_seat, a_tenure
from tests.databases import on_sqlite
from tests.handlers.chat.chatting import Chat
from tests.handlers.chat.people import People
from tests.handlers.chat.taking_over import registered

SEATS = """Pias plats: Pia Palm
Bos plats: Bo Berg
– Suppleant: Dan Dal
Gretas plats: Greta Gran
Nilss plats: Nils Nord
Fridas plats: vakant sedan söndag 1 november 2026

Sekreterare: Åsa Öberg
Ordförande: Ulla Ulv
Bereder: Per Persson och Pia Palm"""
TODAYS = f"Norr\nDeltagare i dag, måndag 23 november 2026\n\n{SEATS}"
NOT_JOINED = "\n\nHar inte anslutit sig\nNils Nord, nils.nord@example.se"


def test_everybody_of_the_arena_sees_who_is_who(chat: Chat, people: People) -> None:
    for who in (people.bo, people.dan):
        assert chat.says(who, "/deltagare").text == TODAYS


def test_who_prepares_sees_whom_the_bot_does_not_reach(chat: Chat, people: People) -> None:
    people.dan.blocks_bot()
    chat.settles()
    gone = "\n\nGår inte att nå i Telegram\nDan Dal, dan.dal@example.se"
    told = [chat.says(who, "/deltagare").card for who in (people.asa, people.ulla, people.pia)]
    assert [card.text for card in told] == [f"{TODAYS}{NOT_JOINED}{gone}"] * 3
    assert [card.buttons for card in told] == [[["Rätta"]], [["Rätta"]], []]


@pytest.mark.parametrize("where", ["group", "preparers"])
def test_in_a_group_stand_names_and_seats_alone(chat: Chat, people: People, where: str) -> None:
    shown = chat.says(people.asa, "/deltagare@samverkansbot", getattr(people, where)).card
    assert (shown.text, shown.buttons) == (TODAYS, [])


def test_in_a_sparsam_arena_s_group_stand_seats_without_names(chat: Chat, people: People) -> None:
    with chat.memory() as store:
        chat.place(store).arena.telegram = "sparsam"
    assert chat.says(people.bo, "/deltagare@samverkansbot", people.group).text == (
        "Norr\nDeltagare i dag, måndag 23 november 2026\n\n"
        "Pias plats\nBos plats\nGretas plats\nNilss plats\nFridas plats: vakant"
    )


def test_a_day_shows_the_arena_as_it_was_and_as_it_will_be(chat: Chat, people: People) -> None:
    registered(chat, people)
    now, before, later = (
        chat.says(people.bo, f"/deltagare {day}").text for day in ("", "2026-10-01", "1 december 2026")
    )
    assert (
        "\nBos plats: Bo Berg\n– Cilla Ceder tar över tisdag 1 december 2026\n– Suppleant: Dan Dal\n" in now
    )
    assert before.startswith("Norr\nDeltagare som det var torsdag 1 oktober 2026\n")
    assert "\nFridas plats: Frida Frost\n" in before
    assert later.startswith("Norr\nDeltagare som det blir tisdag 1 december 2026\n")
    assert "\nBos plats: Cilla Ceder\n– Suppleant: Dan Dal\nGretas" in later
    assert chat.says(people.bo, "/deltagare snart").text.startswith("Norr\nSkriv datumet")


def dated(chat: Chat, key: str, **days: date) -> None:
    """The seat has a first or a last day."""
    with chat.memory() as store:
        (seat,) = [each for each in chat.place(store).seats() if each.key == key]
        seat.begins, seat.ends = days.get("begins"), days.get("ends")


def test_a_seat_that_is_to_become_vacant_says_from_when_until_it_is(chat: Chat, people: People) -> None:
    registered(chat, people, "/ersattare vet inte än från 2026-12-01")

    now, later = (chat.says(people.bo, f"/deltagare {day}").text for day in ("", "2026-12-01"))

    assert "\nBos plats: Bo Berg\n– Vakant från och med tisdag 1 december 2026\n– Suppleant: Dan Dal\n" in now
    assert "\nBos plats: vakant sedan tisdag 1 december 2026\n– Suppleant: Dan Dal\n" in later


def test_a_seat_that_somebody_takes_over_in_time_or_that_ends_is_not_said_to_become_vacant() -> None:
    ends, bo = date(2026, 12, 1), a_person("Bo")
    seat, ending = a_seat(), a_seat(ends=ends)
    passed_on = [a_tenure(seat, bo, ends=ends), a_tenure(seat, a_person("Cilla"), begins=ends)]
    over = [a_tenure(ending, bo, ends=ends)]

    rows = [
        roster_on(TODAY, seats=[each], tenures=tenures, roles=[]).rows[0]
        for each, tenures in ((seat, passed_on), (ending, over))
    ]

    assert [row.vacant_from for row in rows] == [None, None]


def test_a_day_shows_the_seats_that_there_are_on_it(chat: Chat, people: People) -> None:
    dated(chat, "greta", ends=date(2026, 12, 1))
    dated(chat, "frida", begins=date(2026, 12, 1))
    now, later = (chat.says(people.bo, f"/deltagare {day}").text for day in ("", "2026-12-01"))
    assert "\nGretas plats: Greta Gran\nNilss plats: Nils Nord\n\nSekreterare" in now
    assert "\nDan Dal\nNilss plats: Nils Nord\nFridas plats: vakant" in later.replace("– Suppleant: ", "")


def test_whose_seat_is_to_come_or_has_ended_may_nothing(chat: Chat, people: People) -> None:
    dated(chat, "bo", begins=date(2026, 12, 1))
    dated(chat, "pia", ends=date(2026, 11, 23))
    for who in (people.bo, people.pia):
        assert "Norr" not in chat.says(who, "/deltagare").text
    chat.says(people.bo, "/foresla Budget")
    assert chat.items() == []


def test_nobody_takes_over_a_seat_before_its_first_day(chat: Chat, people: People) -> None:
    dated(chat, "frida", begins=date(2027, 3, 1))
    asked = chat.says(people.asa, "/ersattare Cilla Ceder cilla.ceder@example.se från 2026-12-01").card
    assert chat.presses(people.asa, asked, "Fridas plats: vakant").notice == (
        "Platsen Fridas plats finns från och med måndag 1 mars 2027. Skriv den dagen eller en senare."
    )


@on_sqlite
def test_sixty_seats_are_shown_in_full(chat: Chat, people: People) -> None:
    with chat.memory() as store:
        for number in range(60):
            seat = a_seat(key=f"plats-{number}", title=f"Områdeschef för något med ett långt namn {number}")
            holder = a_person(f"Någon Med Långt Namn {number}")
            store.keep(seat)
            store.keep(holder)
            store.keep(a_tenure(seat, holder))
    shown = chat.says(people.asa, "/deltagare")
    everything = "\n".join(shown.texts)
    assert len(shown.said) > 1
    assert [number for number in range(60) if f"namn {number}: Någon" not in everything] == []


def corrected(chat: Chat, people: People, whom: str, words: str) -> str:
    """What Åsa is answered when she puts somebody right."""
    chat.presses(people.asa, chat.says(people.asa, "/deltagare").card, "Rätta")
    chat.says(people.asa, whom)
    return chat.says(people.asa, words).to(people.asa)[0]


def known_as(chat: Chat, number: int) -> tuple[str, str]:
    (row,) = [row for row in chat.rows(tables.person) if row["id"] == number]
    return row["name"], row["email"]


def test_rätta_puts_a_name_and_an_address_right_and_tells_whose_they_are(chat: Chat, people: People) -> None:
    (bo,) = [row["id"] for row in chat.rows(tables.person) if row["name"] == "Bo Berg"]
    before = [row["person_id"] for row in chat.rows(tables.tenure)]
    told = corrected(chat, people, "Bo", "Bo Bergh bo.bergh@example.se")
    assert told == "Norr\nNu står det Bo Bergh, bo.bergh@example.se."
    assert known_as(chat, bo) == ("Bo Bergh", "bo.bergh@example.se")
    assert chat.heard(people.bo)[-1] == (
        "Norr\nÅsa Öberg har rättat dina uppgifter. Nu står det Bo Bergh, bo.bergh@example.se."
    )
    assert [row["person_id"] for row in chat.rows(tables.tenure)] == before


def test_rätta_is_no_change_of_person(chat: Chat, people: People) -> None:
    (bo,) = [row["id"] for row in chat.rows(tables.person) if row["name"] == "Bo Berg"]
    no = corrected(chat, people, "Bo Berg", "Karin Ek karin.ek@example.se")
    assert no.startswith("Norr\nDet namnet liknar inte Bo Berg.")
    taken = corrected(chat, people, "Bo Berg", "greta.gran@example.se")
    assert taken == "Norr\nNågon annan har redan den e-postadressen. Kontrollera stavningen."
    assert known_as(chat, bo) == ("Bo Berg", "bo.berg@example.se")


def test_no_arena_changes_the_address_to_which_another_sends(chat: Chat, people: People) -> None:
    (greta,) = [row["id"] for row in chat.rows(tables.person) if row["name"] == "Greta Gran"]

    no = corrected(chat, people, "Greta Gran", "asa.annan@example.se")
    name = corrected(chat, people, "Greta Gran", "Greta Grahn")

    assert no == (
        "Norr\nFler arenor än den här skickar till Greta Gran. Be den som driver boten att ändra adressen."
    )
    assert name == "Norr\nNu står det Greta Grahn, greta.gran@example.se."
    assert known_as(chat, greta) == ("Greta Grahn", "greta.gran@example.se")


def test_the_operator_changes_it_and_is_not_named(chat: Chat, people: People) -> None:
    with chat.memory() as store:
        readdress(store, "greta.gran@example.se", "Greta@example.se", now=chat.clock.now())

    assert chat.settles().to(people.greta) == [
        "Norr\nDen som driver boten har rättat dina uppgifter. Nu står det Greta Gran, greta@example.se."
    ]
    corrections = [row["arena_id"] for row in chat.rows(tables.history) if row["verb"] == "person corrected"]
    assert corrections == ["norr", "syd"]


def test_rätta_is_for_secretary_and_chair(chat: Chat, people: People) -> None:
    card = chat.says(people.asa, "/deltagare").card
    pressed = card.keyboard[0][0]["callback_data"]
    for who in (people.bo, people.pia, people.dan, people.david, people.sara):
        assert chat.presses_data(who, pressed).notice.startswith("Knappen gäller inte längre.")
