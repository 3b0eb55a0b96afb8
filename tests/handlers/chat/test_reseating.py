"""A seat changes hands before a meeting for which somebody is called in: whose absence was it?"""

from typing import Any

import pytest

from bot.model.dialogue import Dialogue
from bot.model.dispatch import Button
from integrations.botapi import Message, Person
from storage import tables
from tests.builders import NOW, a_joined_person, a_seat, a_tenure
from tests.handlers.chat.answers import WHEN, WHERE, is_absent, is_absent_without_a_word, own_card
from tests.handlers.chat.chatting import Chat
from tests.handlers.chat.people import People
from tests.handlers.chat.reply import Reply
from tests.handlers.chat.taking_over import LINE, card_for, registered

VACANT = "/ersattare vet inte än från 2026-12-01"


def joins(chat: Chat, name: str) -> Person:
    """Somebody on no roster of Norr whom the bot knows, from another arena say."""
    telephone = chat.world.person(name)
    chat.world.bot.started_by.add(telephone.id)
    with chat.memory() as store:
        store.keep(a_joined_person(name, telephone.id))
    return telephone


@pytest.fixture
def cilla(chat: Chat) -> Person:
    """She takes over from Bo on the first of December."""
    return joins(chat, "Cilla Ceder")


def is_called_in(chat: Chat, people: People) -> None:
    """Bo is absent, and Dan steps in."""
    chat.presses(people.dan, is_absent_without_a_word(chat, people.bo, people.dan), "Jag kan")


def call_ins(chat: Chat) -> list[tuple[str, str, str]]:
    names = {row["id"]: row["name"] for row in chat.rows(tables.person)}
    rows = chat.rows(tables.call_in)
    return [(names[row["absentee_id"]], names[row["deputy_id"]], row["state"]) for row in rows]


def asked(reply: Reply, who: Person) -> Message:
    (card,) = [each for each in reply.said if each.chat.id == who.id and "Kommer du" in each.text]
    return card


def leaves_deputy_seat(chat: Chat, people: People) -> Reply:
    """Dan's seat becomes vacant on the first of December."""
    line = "/ersattare för Dan: vet inte än från 2026-12-01"
    return chat.presses(people.asa, chat.says(people.asa, line).card, "Registrera")


def has_a_second_seat(chat: Chat) -> None:
    """Bo has a seat without deputy besides."""
    with chat.memory() as store:
        bo = store.person_by_email("bo.berg@example.se")
        assert bo
        store.keep(seat := a_seat(key="bo2", title="Bos andra plats"))
        store.keep(a_tenure(seat, bo))


def test_a_newcomer_is_asked_and_the_deputy_stays_until_they_answer(
    chat: Chat, people: People, cilla: Person
) -> None:
    is_called_in(chat, people)

    question = asked(registered(chat, people), cilla)

    assert question.text == f"Norr\nKommer du till mötet {WHERE}? Dan Dal är inkallad den dagen."
    assert question.buttons == [["På plats", "Digitalt", "Förhinder"]]
    assert call_ins(chat) == [("Cilla Ceder", "Dan Dal", "accepted")]
    assert own_card(chat, people.dan).text.splitlines()[3] == "Du går in för Cilla Ceder."


def test_the_newcomer_comes_and_the_deputy_is_free(chat: Chat, people: People, cilla: Person) -> None:
    is_called_in(chat, people)
    question = asked(registered(chat, people), cilla)

    answered = chat.presses(cilla, question, "På plats")

    assert answered.to(people.dan) == [f"Norr\nCilla Ceder kommer till mötet {WHEN}. Du behöver inte gå in."]
    assert answered.to(cilla)[0].splitlines()[2] == "Du kommer på plats."
    assert call_ins(chat) == [("Cilla Ceder", "Dan Dal", "released")]


def test_the_newcomer_is_absent_too_and_the_same_deputy_steps_in(
    chat: Chat, people: People, cilla: Person
) -> None:
    is_called_in(chat, people)
    registered(chat, people)

    extent = chat.presses(cilla, own_card(chat, cilla), "Förhinder")
    absent = chat.presses(cilla, extent.card, "Hela mötet")

    assert absent.to(people.dan) == [f"Norr\nCilla Ceder har nu förhinder hela mötet {WHEN}."]
    assert call_ins(chat) == [("Cilla Ceder", "Dan Dal", "accepted")]


def test_what_is_undone_is_the_leaver_s_absence_again(chat: Chat, people: People, cilla: Person) -> None:
    is_called_in(chat, people)
    card = card_for(done := registered(chat, people), people.asa)
    chat.presses(cilla, asked(done, cilla), "På plats")

    undone = chat.presses(people.asa, card, "Ångra")

    assert undone.to(people.dan) == [f"Norr\nBo Berg har förhinder till mötet {WHERE}. Kan du gå in?"]
    assert call_ins(chat)[-1] == ("Bo Berg", "Dan Dal", "asked")


def test_the_secretary_hears_once_that_nobody_steps_in(chat: Chat, people: People, cilla: Person) -> None:
    question = is_absent_without_a_word(chat, people.bo, people.dan)
    lacking = chat.presses(people.dan, question, "Jag kan inte").to(people.asa)
    card = card_for(registered(chat, people), people.asa)
    chat.passes(minutes=5)

    undone = chat.presses(people.asa, card, "Ångra")

    assert lacking == [
        f"Norr\nBo Berg har förhinder till mötet {WHEN}.\nDan Dal kan inte.\nIngen går in för Bos plats."
    ]
    assert [text for text in undone.to(people.asa) if "Ingen går in" in text] == []


def test_a_deputy_who_has_left_by_then_is_free_and_the_member_and_the_secretary_hear_it(
    chat: Chat, people: People
) -> None:
    is_called_in(chat, people)

    left = leaves_deputy_seat(chat, people)

    assert left.to(people.dan)[-1] == (
        f"Norr\nDu är inte suppleant vid mötet {WHEN}. Du behöver inte gå in för Bo Berg."
    )
    assert left.to(people.bo) == [
        f"Norr\nMötet {WHEN}: Dan Dal är inte längre suppleant.\nÅsa Öberg vet om det."
    ]
    assert left.to(people.asa)[0] == (
        f"Norr\nBo Berg har förhinder till mötet {WHEN}.\nPlatsen har ingen suppleant.\n"
        "Ingen går in för Bos plats."
    )
    assert call_ins(chat) == [("Bo Berg", "Dan Dal", "released")]


def test_of_a_vacant_seat_the_secretary_hears_when_its_deputy_cannot(chat: Chat, people: People) -> None:
    is_called_in(chat, people)
    registered(chat, people, VACANT)
    assert own_card(chat, people.dan).text.splitlines()[3] == "Du går in för Bos plats."

    extent = chat.presses(people.dan, own_card(chat, people.dan), "Förhinder")
    gone = chat.presses(people.dan, extent.card, "Hela mötet")

    assert gone.to(people.asa) == [
        f"Norr\nMötet {WHEN}: platsen är vakant.\nDan Dal kan inte.\nIngen går in för Bos plats."
    ]
    assert gone.to(people.bo) == []


def test_a_word_to_the_deputy_of_a_vacant_seat_is_signed_by_whoever_wrote_it(
    chat: Chat, people: People
) -> None:
    has_a_second_seat(chat)
    is_absent(chat, people.bo)
    which = chat.says(people.asa, VACANT.replace("/ersattare", "/ersattare för Bo:")).card
    chat.presses(people.asa, chat.presses(people.asa, which, "Bos plats: Bo Berg").card, "Registrera")

    carried = chat.says(people.bo, "Säg ja till budgeten.").to(people.dan)

    assert carried == [
        f"Norr\nBos plats är vakant vid mötet {WHERE}. Kan du gå in?\nBo Berg skriver: Säg ja till budgeten."
    ]


def test_a_deputy_who_takes_over_the_very_seat_steps_in_for_nobody(chat: Chat, people: People) -> None:
    is_called_in(chat, people)

    taken = registered(chat, people, "/ersattare Dan Dal dan.dal@example.se från 2026-12-01")

    assert taken.to(people.dan)[-1] == (
        f"Norr\nDu har själv platsen vid mötet {WHEN} och går inte in som suppleant. "
        "Skriv /narvaro för att se eller ändra ditt svar."
    )
    assert call_ins(chat) == [("Bo Berg", "Dan Dal", "released")]


def test_a_coming_deputy_is_asked_and_can_answer_before_their_first_day(chat: Chat, people: People) -> None:
    eva = joins(chat, "Eva Ek")
    chat.presses(
        people.asa,
        chat.says(people.asa, "/ersattare för Dan: Eva Ek eva.ek@example.se från 2026-12-01").card,
        "Registrera",
    )
    question = is_absent_without_a_word(chat, people.bo, eva)

    answered = chat.presses(eva, question, "Jag kan")

    assert answered.to(people.bo) == [f"Norr\nEva Ek går in för dig vid mötet {WHEN}."]
    assert answered.to(eva)[0].splitlines()[3] == "Du går in för Bo Berg."


def presses(chat: Chat, who: Person, action: str) -> Reply:
    """One of the buttons below the agenda of Norr's meeting."""
    (meeting,) = [row["id"] for row in chat.rows(tables.meeting) if row["arena_id"] == "norr"]
    return chat.presses_genuine(
        who, Button(text="", action=action, arena_id="norr", thing=meeting, revision=1)
    )


def test_a_newcomer_reads_before_their_first_day_what_is_sent_about_a_meeting_after_it(
    chat: Chat, people: People, cilla: Person
) -> None:
    registered(chat, people)
    chat.publishes()

    read = presses(chat, cilla, "read").notice
    papers = presses(chat, cilla, "papers").notice
    chat.binds()

    assert (read, papers) == ("Tack, markerat som läst", "Handlingarna binds ihop och kommer strax")
    names = {row["id"]: row["name"] for row in chat.rows(tables.person)}
    assert [names[row["person_id"]] for row in chat.rows(tables.read_mark)] == ["Cilla Ceder"]


def test_nobody_reads_about_a_meeting_before_their_first_day(
    chat: Chat, people: People, cilla: Person
) -> None:
    registered(chat, people, LINE.replace("2026-12-01", "2027-02-13"))
    chat.publishes()

    said = [presses(chat, cilla, action).notice for action in ("read", "papers")]

    assert [notice.startswith("Knappen gäller inte längre.") for notice in said] == [True, True]
    assert chat.rows(tables.read_mark) == []


def comes_from_syd(chat: Chat, people: People) -> None:
    """David, who is of Syd, takes over from Bo on the first of December."""
    line = LINE.replace("Cilla Ceder cilla.ceder@example.se", "David Dahl david.dahl@example.se")
    registered(chat, people, line)


def test_a_newcomer_who_is_of_another_arena_chooses_either_one(chat: Chat, people: People) -> None:
    comes_from_syd(chat, people)

    which = chat.says(people.david, "/narvaro").card
    again = chat.says(people.david, "Norr").card
    chosen = chat.presses(people.david, again, "Norr – 12 februari")

    assert which.buttons == [["Syd – 5 mars"], ["Norr – 12 februari"]]
    assert again.buttons == which.buttons
    assert chosen.to(people.david) == [f"Norr\nKommer du till mötet {WHERE}?"]


def test_of_an_arena_to_come_a_newcomer_chooses_nothing_else(chat: Chat, people: People) -> None:
    comes_from_syd(chat, people)
    with chat.memory() as store:
        facts = {"command": "mina", "args": "", "message": 1, "arenas": ["norr"]}
        where: dict[str, Any] = {"chat_id": people.david.id, "telegram_id": people.david.id}
        store.ask(Dialogue(**where, flow="arena", facts=facts, expires_at=NOW.replace(year=2030)))

    chosen = chat.presses_genuine(people.david, Button(text="", action="arena", arena_id="norr"))

    assert chosen.notice.startswith("Jag känner inte igen dig än.")
    assert chosen.said == []


def test_ångra_gives_back_what_the_leaver_was_to_present(chat: Chat, people: People, cilla: Person) -> None:
    shown = chat.says(people.bo, "/foresla Lokaler").card
    chat.presses(people.bo, shown, "Föredragande")
    chat.says(people.bo, "Bo Berg")
    card = card_for(registered(chat, people, LINE.replace("2026-12-01", "i dag")), people.asa)
    chat.strikes()
    chat.passes(hours=22)
    (asked_who,) = [each for each in chat.strikes().said if "Vem föredrar det?" in each.text]
    chat.presses(people.asa, asked_who, "Cilla tar över")

    chat.presses(people.asa, card, "Ångra")

    names = {row["id"]: row["name"] for row in chat.rows(tables.person)}
    assert [names[row["presenter_id"]] for row in chat.rows(tables.item)] == ["Bo Berg"]


@pytest.mark.parametrize("undone", [False, True])
def test_who_has_not_joined_is_named_in_the_morning_only_while_they_are_to_come(
    chat: Chat, people: People, undone: bool
) -> None:
    card = card_for(registered(chat, people, LINE.replace("2026-12-01", "i dag")), people.asa)
    chat.strikes()
    if undone:
        chat.presses(people.asa, card, "Ångra")

    chat.passes(hours=22)
    told = [text for text in chat.strikes().to(people.asa) if "har inte öppnat sin länk" in text]

    assert len(told) == (0 if undone else 1)
