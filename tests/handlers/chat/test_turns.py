"""Chair and secretary pass to the other side with the new year: asked for in November, told in January."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from bot.model.seat import RoleKind
from handlers.rounds.menus import wanted
from integrations.botapi import Message, Person
from storage import tables
from tests.handlers.chat.chatting import Chat
from tests.handlers.chat.people import People
from tests.handlers.chat.reply import Reply
from tests.handlers.chat.taking_over import link_in

# The first of November 2026 is a Sunday, New Year's Day 2027 a Friday.
OCTOBER = datetime(2026, 10, 5, 9, 0, tzinfo=UTC)
ASKED = datetime(2026, 11, 2, 7, 0, tzinfo=UTC)
A_WEEK_LATER = datetime(2026, 11, 9, 7, 0, tzinfo=UTC)
LAST_MOMENT = datetime(2026, 12, 31, 22, 59, 59, tzinfo=UTC)
MIDNIGHT = datetime(2026, 12, 31, 23, 0, tzinfo=UTC)
TOLD = datetime(2027, 1, 4, 7, 0, tzinfo=UTC)
# The region had the chair in 2025, as each side has every other year: 2027 is its turn again.
CHAIR = {"chair": {"first_side": "region", "first_year": 2025, "every_years": 1}}
QUESTION = (
    "Norr\nVem blir ordförande från och med fredag 1 januari 2027? Det är regionens tur.\n"
    "Ulla Ulv har uppdraget till och med 31 december.\n"
)
TO_BO = f"{QUESTION}Kom överens inom regionen och ange namnet. Samma fråga går till Pia Palm. " + (
    "Jag frågar varje vecka tills någon är angiven."
)
TO_ASA = f"{QUESTION}Jag frågar Bo Berg och Pia Palm varje vecka. Du kan också ange namnet."
CARD = "Norr\nPia Palm blir ordförande för regionen från och med fredag 1 januari 2027.\n"
GIVEN = "Angivet av Bo Berg måndag 2 november 2026 kl. 08.00."


@pytest.fixture
def turning(chat: Chat, people: People) -> People:
    """Bo and Pia are the region's, Greta and Nils the municipalities'; the chair is to pass."""
    _turns(chat, CHAIR)
    at(chat, OCTOBER)
    return people


def _turns(chat: Chat, rotation: dict[str, Any]) -> None:
    with chat.memory() as store:
        place = chat.place(store)
        place.arena.settings = {"rotation": rotation}
        for seat in place.seats():
            seat.side = "region" if seat.key in ("bo", "pia") else "kommuner"


def at(chat: Chat, instant: datetime) -> Reply:
    """The clock stands there, and the sweep does what is due."""
    chat.clock.at = instant
    return chat.strikes()


def question_to(chat: Chat, who: Person) -> Message:
    """Names to press, after the morning's question."""
    return chat.presses(who, _last(chat, who), "Ange ordförande").card


def _last(chat: Chat, who: Person) -> Message:
    return [message for message in chat.world.history.of(who.chat().chat) if message.from_bot][-1]


def named(chat: Chat, people: People) -> Reply:
    """Bo names Pia."""
    preview = chat.presses(people.bo, question_to(chat, people.bo), "Pia Palm").card
    return chat.presses(people.bo, preview, "Registrera")


def chairs(chat: Chat, day: date) -> list[str]:
    with chat.memory() as store:
        return [person.name for person in chat.place(store).holders(RoleKind.CHAIR, day)]


def test_the_side_whose_turn_it_is_is_asked_from_november_every_week_and_those_who_lead_know(
    chat: Chat, turning: People
) -> None:
    before = at(chat, ASKED.replace(minute=0, hour=6, second=59))
    first = at(chat, ASKED)
    same_day = at(chat, ASKED.replace(hour=12))
    second = at(chat, A_WEEK_LATER)

    assert (before.said, same_day.said) == ([], [])
    for reply in (first, second):
        assert reply.to(turning.bo) == [TO_BO]
        assert reply.to(turning.asa) == [TO_ASA]
        assert {each.chat.id for each in reply.said} == {
            who.id for who in (turning.bo, turning.pia, turning.asa, turning.ulla)
        }


def test_somebody_is_named_at_a_press_and_nobody_is_asked_again(chat: Chat, turning: People) -> None:
    at(chat, ASKED)

    reply = named(chat, turning)

    assert reply.to(turning.bo) == [CARD + GIVEN]
    assert reply.to(turning.ulla) == [CARD + GIVEN]
    assert reply.to(turning.asa) == [CARD + GIVEN]
    assert reply.to(turning.pia) == [
        "Norr\nDu blir ordförande för regionen från och med fredag 1 januari 2027. "
        "Det angav Bo Berg. Säg till Bo Berg om det inte stämmer."
    ]
    assert at(chat, A_WEEK_LATER).said == []

    line = "Ordförande från och med fredag 1 januari 2027: Pia Palm för regionen."
    assert line in chat.says(turning.bo, "/deltagare").text.splitlines()


def test_rights_move_at_midnight_by_themselves_and_menus_with_them(chat: Chat, turning: People) -> None:
    at(chat, ASKED)
    named(chat, turning)

    chat.clock.at = LAST_MOMENT
    before = [may_plan(chat, who) for who in (turning.ulla, turning.pia)]
    chat.clock.at = MIDNIGHT
    after = [may_plan(chat, who) for who in (turning.ulla, turning.pia)]

    assert (before, after) == ([(True, True), (False, False)], [(False, False), (True, True)])
    days = (date(2026, 12, 31), date(2027, 1, 1))
    assert [chairs(chat, day) for day in days] == [["Ulla Ulv"], ["Pia Palm"]]


def may_plan(chat: Chat, who: Person) -> tuple[bool, bool]:
    """Whether /boka asks for a day, and whether it stands in their menu."""
    with chat.database.session() as session:
        menu = wanted(session, chat.clock).get(who.id, ())
    return "Vilken dag" in chat.says(who, "/boka").text, "boka" in [name for name, _ in menu]


def test_on_the_first_working_day_everybody_is_told_once(chat: Chat, turning: People) -> None:
    at(chat, ASKED)
    named(chat, turning)

    early = at(chat, TOLD.replace(hour=6, minute=59))
    told = at(chat, TOLD)

    words = "Norr\nOrdförande från och med fredag 1 januari 2027: Pia Palm för regionen."
    assert early.said == []
    assert told.to(turning.group) == [f"{words} Ulla Ulv har lämnat uppdraget."]
    assert told.to(turning.greta) == [f"{words} Ulla Ulv har lämnat uppdraget."]
    # She has no place here any more, and hears of this alone.
    assert told.to(turning.ulla) == [f"{words} Ditt uppdrag som ordförande är slut. Tack för året!"]
    assert told.to(turning.pia) == [
        "Norr\nDu är ordförande från och med fredag 1 januari 2027. "
        "Skriv /hjalp för att se vad du kan göra, och /attgora för det som väntar."
    ]
    assert at(chat, TOLD.replace(day=5)).said == []


def test_somebody_new_is_named_in_words_gets_a_link_and_has_the_right_at_midnight(
    chat: Chat, turning: People
) -> None:
    at(chat, ASKED)
    question_to(chat, turning.bo)

    asked = chat.says(turning.bo, "Stig Strand").text
    preview = chat.says(turning.bo, "stig@annat.example").card
    shown = preview.text
    reply = chat.presses(turning.bo, preview, "Registrera")
    joining = chat.opens(turning.stig, link_in(reply.to(turning.bo)[-1])).card
    chat.presses(turning.stig, joining, "Det är jag")

    assert asked == "Norr\nSkriv e-postadressen till Stig Strand."
    assert shown == (
        "Norr\nStig Strand, stig@annat.example, blir ordförande för regionen "
        "från och med fredag 1 januari 2027.\n"
        "Ingen annan i Norr har en adress som slutar så. Stämmer den?\n\n"
        "Tryck Registrera, eller skriv det som ska ändras."
    )
    chat.clock.at = LAST_MOMENT
    assert chat.says(turning.stig, "/boka").text.startswith("Du är med i Norr från och med fredag 1 januari")
    chat.clock.at = MIDNIGHT
    assert may_plan(chat, turning.stig) == (True, True)


def test_of_somebody_named_whose_account_came_by_another_arena_the_secretary_hears(
    chat: Chat, turning: People
) -> None:
    at(chat, ASKED)
    question_to(chat, turning.bo)
    chat.says(turning.bo, "David Dahl")
    preview = chat.says(turning.bo, "david.dahl@example.se").card

    chat.presses(turning.bo, preview, "Registrera")

    told = at(chat, ASKED + timedelta(minutes=2)).to(turning.asa)
    assert [text.splitlines()[-1] for text in told if "genom en annan arena" in text] == [
        "David Dahl, david.dahl@example.se"
    ]


def test_where_nobody_is_named_the_role_is_vacant_and_it_is_said_who_is_asked_instead(
    chat: Chat, turning: People
) -> None:
    at(chat, ASKED)
    at(chat, MIDNIGHT)

    told = at(chat, TOLD).to(turning.group)

    assert chairs(chat, date(2027, 1, 1)) == []
    assert told == [
        "Norr\nOrdförande: det är regionens tur från och med fredag 1 januari 2027, men ingen är angiven. "
        "Tills vidare vänder jag mig till Åsa Öberg. Den som har plats för regionen anger det med /attgora."
    ]
    todo = chat.says(turning.bo, "/attgora").card
    preview = chat.presses(turning.bo, chat.presses(turning.bo, todo, _word(todo)).card, "Bo Berg").card
    chat.presses(turning.bo, preview, "Registrera")
    assert chairs(chat, date(2027, 1, 4)) == ["Bo Berg"]


def test_whoever_is_asked_instead_reads_it_as_said_to_them(chat: Chat, turning: People) -> None:
    turning.group.leaves(turning.asa)
    chat.settles()
    at(chat, ASKED)
    at(chat, MIDNIGHT)

    told = at(chat, TOLD).to(turning.asa)

    assert " Tills vidare vänder jag mig till dig. " in "\n".join(told)


def _word(card: Message) -> str:
    return next(word for row in card.buttons for word in row if "Ange ordförande" in word)


def test_it_is_taken_back_before_the_new_year_and_asked_again(chat: Chat, turning: People) -> None:
    at(chat, ASKED)
    named(chat, turning)

    undone = chat.presses(turning.ulla, _last(chat, turning.ulla), "Ångra")

    assert undone.to(turning.pia) == [
        "Norr\nDu blir inte ordförande fredag 1 januari 2027: Ulla Ulv har ångrat det."
    ]
    assert chairs(chat, date(2027, 1, 1)) == []
    assert at(chat, A_WEEK_LATER).to(turning.bo) == [TO_BO]


def test_nothing_is_taken_back_once_the_new_year_has_come(chat: Chat, turning: People) -> None:
    at(chat, ASKED)
    named(chat, turning)
    # Asked about the week after, which changes nothing of the card.
    at(chat, A_WEEK_LATER)
    chat.clock.at = MIDNIGHT

    reply = chat.presses(turning.bo, _last(chat, turning.bo), "Ångra")

    said = "Uppdraget som ordförande har redan gått över. Be driftansvarig rätta i arenans fil."
    assert reply.notice == said
    assert chairs(chat, date(2027, 1, 1)) == ["Pia Palm"]


def test_who_presses_second_sees_who_was_named(chat: Chat, turning: People) -> None:
    at(chat, ASKED)
    preview = chat.presses(turning.asa, question_to(chat, turning.asa), "Bo Berg").card
    named(chat, turning)

    reply = chat.presses(turning.asa, preview, "Registrera")

    assert reply.to(turning.asa) == [CARD + GIVEN]
    assert chairs(chat, date(2027, 1, 1)) == ["Pia Palm"]


def test_somebody_of_the_other_side_is_not_named(chat: Chat, turning: People) -> None:
    at(chat, ASKED)
    question_to(chat, turning.bo)

    preview = chat.says(turning.bo, "Greta Gran greta.gran@example.se").card
    notice = chat.presses(turning.bo, preview, "Registrera").notice

    assert notice == "Greta Gran har ingen plats på regionens sida. Välj någon annan."
    assert [row["named_at"] for row in chat.rows(tables.turn)] == [None]


def test_a_bot_that_was_away_asks_late_but_not_after_the_turn(chat: Chat, turning: People) -> None:
    late = at(chat, datetime(2026, 12, 10, 9, 0, tzinfo=UTC))
    after = at(chat, datetime(2027, 1, 7, 9, 0, tzinfo=UTC))

    assert late.to(turning.bo) == [TO_BO]
    assert len(after.to(turning.group)) == 1
    assert [text for text in after.texts if "Vem blir" in text] == []
    assert chairs(chat, date(2027, 1, 7)) == []


def test_an_arena_that_ends_or_whose_order_nobody_has_decided_asks_nobody(
    chat: Chat, turning: People
) -> None:
    with chat.memory() as store:
        chat.place(store).arena.ends = date(2027, 1, 1)
    ending = at(chat, ASKED)
    with chat.memory() as store:
        chat.place(store).arena.ends = None
    _turns(chat, {"chair": {"every_years": 1}})
    undecided = at(chat, A_WEEK_LATER)

    assert (ending.said, undecided.said) == ([], [])
    assert chat.says(turning.bo, "/deltagare").text.splitlines()[-1] == (
        "Uppdraget som ordförande växlar mellan regionen och kommunerna, "
        "men vilken sida som börjar är inte bestämt. Därför frågar jag ingen."
    )
    assert chairs(chat, date(2027, 1, 1)) == ["Ulla Ulv"]
