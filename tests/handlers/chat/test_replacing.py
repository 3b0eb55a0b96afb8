"""/ersattare: Bo leaves and Cilla comes, from the report to her first day and what passed by itself."""

import re

from integrations.botapi import Message, Person
from storage import tables
from tests.handlers.chat.chatting import Chat, Reply
from tests.handlers.chat.people import People

LINE = "/ersattare Cilla Ceder cilla.ceder@example.se från 2026-12-01"
PREVIEW = (
    "Norr\n"
    "Bo Berg lämnar Bos plats.\n"
    "Cilla Ceder, cilla.ceder@example.se, tar över från och med tisdag 1 december 2026.\n"
    "\n"
    "Anmälan går till Åsa Öberg. Tryck Skicka, eller skriv det som ska ändras."
)
FACTS = (
    "Norr\n"
    "Bo Berg lämnar Bos plats.\n"
    "Cilla Ceder, cilla.ceder@example.se, tar över från och med tisdag 1 december 2026.\n"
)


def reported(chat: Chat, who: Person, line: str = LINE) -> Reply:
    """Bo, or whoever, sends the line after having seen it."""
    return chat.presses(who, chat.says(who, line).card, "Skicka")


def card_for(reply: Reply, who: Person) -> Message:
    """The one message that somebody got."""
    (found,) = [message for message in reply.said if message.chat.id == who.id]
    return found


def registered(chat: Chat, people: People, line: str = LINE) -> Reply:
    """Åsa registers what Bo reported."""
    card = card_for(reported(chat, people.bo, line), people.asa)
    return chat.presses(people.asa, card, "Registrera")


def midnight_passes(chat: Chat) -> Reply:
    """It is the first of December in Stockholm."""
    chat.passes(days=7, hours=14)
    return chat.strikes()


def link_in(text: str) -> str:
    """The secret of a join link."""
    found = re.search(r"start=([\w-]+)", text)
    assert found
    return found[1]


def test_bo_reports_åsa_registers_and_cilla_has_the_seat_on_the_day(chat: Chat, people: People) -> None:
    cilla = chat.world.person("Cilla Ceder")
    shown = chat.says(people.bo, LINE).card
    assert (shown.text, shown.buttons) == (PREVIEW, [["Skicka"], ["Lägg till beslut", "Avbryt"]])

    sent = chat.presses(people.bo, shown, "Skicka")
    assert sent.to(people.bo) == [f"{FACTS}Anmälan är skickad. Du får veta när den är registrerad."]
    card = card_for(sent, people.asa)
    assert card.text == f"{FACTS}Anmält av Bo Berg. Tryck Registrera om det stämmer."
    assert card.buttons == [["Registrera", "Stämmer inte"]]

    done = chat.presses(people.asa, card, "Registrera")
    assert done.to(people.asa) == [f"{FACTS}Registrerat av Åsa Öberg. Bytet sker av sig självt den dagen."]
    told = card_for(done, people.bo)
    assert told.text.startswith("Norr\nÅsa Öberg har registrerat bytet.\nBo Berg lämnar Bos plats.\n")

    opened = chat.opens(cilla, link_in(told.text)).card
    joined = chat.presses(cilla, opened, "Det är jag")
    assert joined.to(cilla)[0].startswith("Välkommen, Cilla Ceder!\n\nDin plats har inte börjat än.")
    assert chat.says(cilla, "/mina").text.startswith("Jag känner inte igen dig än.")

    chat.says(people.bo, "/foresla Lokaler")
    midnight = midnight_passes(chat)
    assert midnight.to(people.group) == ["Norr\nBos plats: Cilla Ceder tar över efter Bo Berg."]
    chat.passes(hours=8)
    struck = chat.strikes()
    assert struck.to(cilla) == [
        "Norr\nBos plats är din från och med tisdag 1 december 2026. Skriv /start för att läsa om arenan.\n"
        "Det här har gått över till dig:\n– Punkt 1, Lokaler\nSkriv /mina för att se och ändra dem."
    ]
    assert struck.to(people.bo) == [
        "Norr\nCilla Ceder har tagit över Bos plats efter dig. Tack för din tid!\n"
        "Det här har gått över:\n– Punkt 1, Lokaler"
    ]
    assert "Lokaler" in chat.says(cilla, "/mina").text
    assert chat.says(people.bo, "/mina").text.startswith("Jag känner inte igen dig än.")
    assert tenures(chat) == [("Bo Berg", "2026-01-01", "2026-12-01"), ("Cilla Ceder", "2026-12-01", None)]


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
