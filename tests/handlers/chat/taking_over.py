"""What the tests of changes of holder share: Bo reports, Åsa registers, and the first of December comes."""

import re

from integrations.botapi import Message, Person
from storage import tables
from tests.handlers.chat.chatting import Chat
from tests.handlers.chat.people import People
from tests.handlers.chat.reply import Reply

LINE = "/ersattare Cilla Ceder cilla.ceder@example.se från 2026-12-01"
PREVIEW = (
    "Norr\n"
    "Bo Berg lämnar platsen Bos plats.\n"
    "Cilla Ceder, cilla.ceder@example.se, tar över från och med tisdag 1 december 2026.\n"
    "\n"
    "Anmälan går till Åsa Öberg. Tryck Skicka, eller skriv det som ska ändras."
)
FACTS = (
    "Norr\n"
    "Bo Berg lämnar platsen Bos plats.\n"
    "Cilla Ceder, cilla.ceder@example.se, tar över från och med tisdag 1 december 2026.\n"
)


def reported(chat: Chat, who: Person, line: str = LINE) -> Reply:
    """Bo, or whoever, sends the line after having seen it."""
    return chat.presses(who, chat.says(who, line).card, "Skicka")


def card_for(reply: Reply, who: Person) -> Message:
    """The first message that somebody got."""
    return next(message for message in reply.said if message.chat.id == who.id)


def registered(chat: Chat, people: People, line: str = LINE) -> Reply:
    """Åsa registers what Bo reported."""
    card = card_for(reported(chat, people.bo, line), people.asa)
    return chat.presses(people.asa, card, "Registrera")


def midnight_passes(chat: Chat) -> Reply:
    """It is the first of December in Stockholm."""
    chat.passes(days=7, hours=14)
    return chat.strikes()


def morning_comes(chat: Chat) -> Reply:
    """It is 08:00 of the same day."""
    chat.passes(hours=8)
    return chat.strikes()


def link_in(text: str) -> str:
    """The secret of a join link."""
    found = re.search(r"start=([\w-]+)", text)
    assert found
    return found[1]


def tenures(chat: Chat, key: str = "bo") -> list[tuple[str, str, str | None]]:
    """Who has, had and is to have the seat, from when to when; what has no day is none."""
    names = {row["id"]: row["name"] for row in chat.rows(tables.person)}
    (seat,) = [row["id"] for row in chat.rows(tables.seat) if row["key"] == key and row["kind"] == "ordinary"]
    mine = [
        row for row in chat.rows(tables.tenure) if row["seat_id"] == seat and row["begins"] != row["ends"]
    ]
    in_order = sorted(mine, key=lambda row: row["begins"])
    return [
        (names[row["person_id"]], str(row["begins"]), str(row["ends"]) if row["ends"] else None)
        for row in in_order
    ]


def states(chat: Chat) -> list[str]:
    """What became of each report, in order."""
    return [row["state"].value for row in chat.rows(tables.replacement)]


BOS_ALONE = [("Bo Berg", "2026-01-01", None)]
CILLA_NEXT = [("Bo Berg", "2026-01-01", "2026-12-01"), ("Cilla Ceder", "2026-12-01", None)]
