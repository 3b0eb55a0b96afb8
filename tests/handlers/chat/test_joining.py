"""/start with a link, «Det är jag», «Fel person», and /bjudin."""

import re
from datetime import timedelta
from typing import Any

from bot.acts.people.inviting import invite_person
from bot.model.publication import PublicationKind
from integrations.botapi import Person
from storage import tables
from tests.builders import NOW, a_meeting, a_publication, an_item
from tests.handlers.chat.chatting import Chat
from tests.handlers.chat.people import STARTS, People
from tests.handlers.chat.reply import Reply

WELCOME = (
    "Välkommen, Nils Nord!\n"
    "\n"
    "Norr\n"
    "Samverkan Norr\n"
    "Plats: Nilss plats\n"
    "Nästa möte: fredag 12 februari 2027 kl. 13.00, Regionens hus.\n"
    "Sista dag att föreslå punkter: fredag 29 januari 2027.\n"
    "\n"
    "Föreslå en punkt så här: /foresla Rubrik (15 min). Skriv /hjalp för att se allt du kan göra."
)
USED = "Länken fungerar inte längre. Be sekreteraren om en ny länk."
STALE = "Knappen gäller inte längre. Skriv /hjalp så ser du vad du kan göra nu."


def a_link(chat: Chat, email: str = "nils.nord@example.se", arena_id: str = "norr") -> str:
    with chat.memory() as store:
        person = store.person_by_email(email)
        assert person
        place = chat.place(store, arena_id)
        return invite_person(store, place, person, now=chat.clock.now(), through="command line")


def confirming(chat: Chat) -> None:
    with chat.memory() as store:
        chat.place(store).arena.join = "confirmed"


def joined(chat: Chat, name: str = "Nils Nord") -> int | None:
    found: list[int | None] = [row["telegram_id"] for row in chat.rows(tables.person) if row["name"] == name]
    return found[0]


def token_in(text: str) -> str:
    found = re.search(r"start=([\w-]+)", text)
    assert found
    return found[1]


def join(chat: Chat, who: Person) -> Reply:
    card = chat.opens(who, a_link(chat)).card
    return chat.presses(who, card, "Det är jag")


def test_whoever_has_a_role_is_told_which(chat: Chat, people: People) -> None:
    welcome = chat.says(people.asa, "/start").text.splitlines()

    assert welcome[2:5] == ["Norr", "Samverkan Norr", "Du är sekreterare."]


def test_a_link_names_its_person_and_joins_at_a_press(chat: Chat, people: People) -> None:
    card = chat.opens(people.nils, a_link(chat)).card
    assert card.text == (
        "Norr\nLänken gäller Nils Nord. Tryck på knappen om det är du. Annars kan du bortse från länken."
    )
    assert joined(chat) is None
    assert chat.presses(people.nils, card, "Det är jag").to(people.nils) == [WELCOME]
    assert joined(chat) == people.nils.id


def test_the_secretary_is_told_and_can_undo_it(chat: Chat, people: People) -> None:
    told = next(message for message in join(chat, people.nils).said if message.chat.id == people.asa.id)
    assert told.text == "Norr\nNils Nord har anslutit sig. Tryck Fel person om det inte stämmer."
    chat.presses(people.asa, told, "Fel person")
    assert told.text.startswith(
        "Norr\nNils Nord är inte längre ansluten. "
        "Skicka den nya länken till rätt person: https://t.me/samverkansbot?start="
    )
    assert joined(chat) is None
    card = chat.opens(people.nils, token_in(told.text)).card
    chat.presses(people.nils, card, "Det är jag")
    assert joined(chat) == people.nils.id


def test_whoever_was_joined_before_the_wrong_person_is_joined_again(chat: Chat, people: People) -> None:
    join(chat, people.nils)
    told = next(message for message in join(chat, people.stig).said if message.chat.id == people.asa.id)
    assert joined(chat) == people.stig.id

    undone = chat.presses(people.asa, told, "Fel person")

    assert joined(chat) == people.nils.id
    assert (
        told.text == "Norr\nNils Nord är ansluten med sitt eget konto, som förut. Länken gäller inte längre."
    )
    assert undone.to(people.nils) == [
        "Norr\nNågon annan öppnade en länk som gällde dig. "
        "Det är ändrat: du är ansluten igen och behöver inte göra något."
    ]


def test_whoever_is_joined_stays_so_while_a_wrong_person_waits(chat: Chat, people: People) -> None:
    join(chat, people.nils)
    confirming(chat)
    asked = next(message for message in join(chat, people.stig).said if message.chat.id == people.asa.id)

    undone = chat.presses(people.asa, asked, "Fel person")

    assert (joined(chat), undone.to(people.nils)) == (people.nils.id, [])


def test_fel_person_is_pressed_once(chat: Chat, people: People) -> None:
    told = next(message for message in join(chat, people.nils).said if message.chat.id == people.asa.id)
    pressed = told.keyboard[0][0]["callback_data"]
    chat.presses(people.asa, told, "Fel person")
    before = chat.kept()
    assert chat.presses_data(people.asa, pressed).notice == STALE
    assert chat.kept() == before


def test_in_a_confirmed_arena_rights_begin_with_the_secretary_s_yes(chat: Chat, people: People) -> None:
    confirming(chat)
    waiting = join(chat, people.nils)
    assert waiting.to(people.nils) == [
        "Norr\nTack! Nu ska sekreteraren bekräfta att det är du. Du får ett meddelande när det är klart."
    ]
    asked = next(message for message in waiting.said if message.chat.id == people.asa.id)
    assert asked.text == "Norr\nNågon har öppnat länken för Nils Nord. Bekräfta att det är rätt person."
    assert asked.buttons == [["Ja, det är Nils Nord"], ["Fel person"]]
    assert chat.says(people.nils, "/foresla Budget").text.startswith("Jag känner inte igen dig än.")
    yes = chat.presses(people.asa, asked, "Ja, det är Nils Nord")
    assert yes.to(people.nils) == [WELCOME]
    assert (asked.buttons, joined(chat)) == ([["Fel person"]], people.nils.id)


def test_whoever_is_confirmed_gets_the_latest_papers_too(chat: Chat, people: People) -> None:
    confirming(chat)
    chat.publishes()
    join(chat, people.nils)

    chat.presses(people.asa, people.asa.chat().last, "Ja, det är Nils Nord")

    files = [file.name for message in people.nils.chat().messages for file in message.documents]
    assert files == ["Preliminär dagordning Norr 2027-02-12.pdf"]


def test_whoever_is_confirmed_before_their_first_day_is_welcome_from_it(chat: Chat, people: People) -> None:
    confirming(chat)
    with chat.memory() as store:
        for tenure in chat.place(store).tenures():
            if tenure.person.name == "Nils Nord":
                tenure.begins = tenure.begins.replace(year=2027)
    join(chat, people.nils)

    yes = chat.presses(people.asa, people.asa.chat().last, "Ja, det är Nils Nord")

    assert [text.splitlines()[3] for text in yes.to(people.nils)] == [
        "Du är med från och med fredag 1 januari 2027. "
        "Det som skickas om möten från den dagen får du redan nu."
    ]


def test_in_a_confirmed_arena_the_wrong_person_never_gets_in(chat: Chat, people: People) -> None:
    confirming(chat)
    waiting = join(chat, people.stig)
    asked = next(message for message in waiting.said if message.chat.id == people.asa.id)
    yes = asked.keyboard[0][0]["callback_data"]
    chat.presses(people.asa, asked, "Fel person")
    assert chat.presses_data(people.asa, yes).notice == STALE
    assert joined(chat) is None


def test_only_secretary_and_chair_undo_or_confirm(chat: Chat, people: People) -> None:
    told = next(message for message in join(chat, people.nils).said if message.chat.id == people.asa.id)
    wrong = told.keyboard[0][0]["callback_data"]
    for who in (people.bo, people.pia, people.dan, people.david, people.sara, people.stig):
        assert chat.presses_data(who, wrong).notice == STALE
    assert joined(chat) == people.nils.id
    chat.presses_data(people.ulla, wrong)
    assert joined(chat) is None


def test_a_used_link_works_for_nobody_else(chat: Chat, people: People) -> None:
    link = a_link(chat)
    chat.presses(people.nils, chat.opens(people.nils, link).card, "Det är jag")
    assert chat.opens(people.stig, link).text == USED


def test_whoever_joined_by_it_is_welcomed_again(chat: Chat, people: People) -> None:
    link = a_link(chat)
    chat.presses(people.nils, chat.opens(people.nils, link).card, "Det är jag")
    assert chat.opens(people.nils, link).text == WELCOME


def test_a_newer_link_kills_the_older(chat: Chat, people: People) -> None:
    older, newer = a_link(chat), a_link(chat)
    assert chat.opens(people.nils, older).text == USED
    assert chat.opens(people.nils, newer).card.buttons == [["Det är jag"]]


def test_a_link_lives_fourteen_days(chat: Chat, people: People) -> None:
    link = a_link(chat)
    chat.passes(days=13, hours=23)
    card = chat.opens(people.nils, link).card
    chat.passes(hours=1)
    assert chat.opens(people.nils, link).text == USED
    assert chat.presses(people.nils, card, "Det är jag").notice == USED
    assert joined(chat) is None


def test_of_two_who_open_the_same_link_the_first_press_counts(chat: Chat, people: People) -> None:
    link = a_link(chat)
    stigs, nilss = chat.opens(people.stig, link).card, chat.opens(people.nils, link).card
    chat.presses(people.nils, nilss, "Det är jag")
    assert chat.presses(people.stig, stigs, "Det är jag").notice == USED
    assert joined(chat) == people.nils.id


def test_an_account_that_is_somebody_else_is_told_so(chat: Chat, people: People) -> None:
    answer = "Ditt konto är redan anslutet som Bo Berg. Be den som länken gäller att öppna den själv."
    assert chat.opens(people.bo, a_link(chat)).text == answer
    assert joined(chat) is None


def test_an_account_that_has_become_somebody_else_since_is_told_so(chat: Chat, people: People) -> None:
    confirming(chat)
    card = chat.opens(people.stig, a_link(chat)).card
    with chat.memory() as store:
        person = store.person_by_email("frida.frost@example.se")
        assert person
        person.telegram_id = people.stig.id
    assert chat.presses(people.stig, card, "Det är jag").notice == (
        "Ditt konto är redan anslutet som Frida Frost. Be den som länken gäller att öppna den själv."
    )
    assert chat.settles().to(people.asa) == []


def test_a_stranger_who_starts_the_bot_learns_how_to_come_in(chat: Chat, people: People) -> None:
    hello = (
        "Hej! Jag samordnar möten i samverkansarenor. "
        "Be sekreteraren i din arena om en personlig länk och öppna den, så kommer du med."
    )
    assert chat.opens(people.stig).text == hello
    assert chat.says(people.stig, "Hej hopp").text == hello
    assert chat.opens(people.stig, "nonsense").text == USED
    assert chat.opens(people.stig, "item-1").text == (
        "Jag känner inte igen dig än. Be sekreteraren i din arena om en personlig länk och öppna den."
    )


def test_whoever_is_in_is_welcomed_by_start(chat: Chat, people: People) -> None:
    assert chat.opens(people.dan).text == (
        "Välkommen, Dan Dal!\n"
        "\n"
        "Norr\n"
        "Samverkan Norr\n"
        "Suppleant: Dans plats\n"
        "Nästa möte: fredag 12 februari 2027 kl. 13.00, Regionens hus.\n"
        "Sista dag att föreslå punkter: fredag 29 januari 2027.\n"
        "\n"
        "Skriv /hjalp för att se allt du kan göra."
    )


def test_with_several_arenas_the_welcome_names_each(chat: Chat, people: People) -> None:
    lines = chat.opens(people.greta).text.splitlines()
    assert [line for line in lines if line in ("Norr", "Syd")] == ["Norr", "Syd"]


def test_the_secretary_makes_a_new_link_in_chat(chat: Chat, people: People) -> None:
    for typed in ("Nils Nord nils.nord@example.se", "NILS.NORD@EXAMPLE.SE", "Nils <nils.nord@example.se>,"):
        made = chat.says(people.asa, f"/bjudin {typed}").text
        assert made.startswith(
            "Norr\nSkicka länken till Nils Nord. Den gäller i 14 dagar och fungerar en gång: "
            "https://t.me/samverkansbot?start="
        )
    assert chat.opens(people.nils, token_in(made)).card.buttons == [["Det är jag"]]
    invited = [row["person_id"] for row in chat.rows(tables.history) if row["verb"] == "invited"]
    asa = next(row["id"] for row in chat.rows(tables.person) if row["name"] == "Åsa Öberg")
    assert invited == [asa, asa, asa]


def test_bjudin_is_for_the_secretary_in_private(chat: Chat, people: People) -> None:
    for who in (people.bo, people.pia, people.dan):
        assert chat.says(who, "/bjudin Nils Nord nils.nord@example.se").text == (
            "Norr\nDet här får du inte göra i den här arenan. Be sekreteraren om hjälp."
        )
    assert chat.says(people.asa, "/bjudin@samverkansbot Nils nils.nord@example.se", people.group).text == (
        "Norr\nSkriv kommandot till mig i en privat chatt i stället."
    )
    assert chat.rows(tables.invitation) == []


def test_whose_seat_begins_later_can_join_before(chat: Chat, people: People) -> None:
    with chat.memory() as store:
        for tenure in chat.place(store).tenures():
            if tenure.person.name == "Nils Nord":
                tenure.begins = tenure.begins.replace(year=2027)
    made = chat.says(people.asa, "/bjudin Nils Nord nils.nord@example.se").text
    card = chat.opens(people.nils, token_in(made)).card
    assert chat.presses(people.nils, card, "Det är jag").to(people.nils) == [
        "Välkommen, Nils Nord!\n"
        "\n"
        "Norr\n"
        "Du är med från och med fredag 1 januari 2027. "
        "Det som skickas om möten från den dagen får du redan nu.\n"
        "\n"
        "Skriv /hjalp för att se allt du kan göra."
    ]
    assert chat.says(people.nils, "/foresla Budget").text.startswith("Du är med i Norr från och med")


def test_who_blocks_the_bot_and_comes_back_can_be_reached_again(chat: Chat, people: People) -> None:
    def unreachable() -> bool:
        row = next(row for row in chat.rows(tables.person) if row["name"] == "Bo Berg")
        return row["unreachable_since"] is not None

    people.bo.blocks_bot()
    chat.settles()
    assert unreachable()
    people.bo.unblocks_bot()
    chat.settles()
    assert not unreachable()


def test_an_account_that_is_no_more_is_not_reached_and_gives_way_to_a_new_one(
    chat: Chat, people: People
) -> None:
    people.dan.deactivated = True
    told = chat.publishes().to(people.asa)
    listed = chat.says(people.asa, "/deltagare").text.splitlines()
    new = chat.world.person("Dan Dal")

    chat.presses(new, chat.opens(new, a_link(chat, "dan.dal@example.se")).card, "Det är jag")

    assert (
        "Norr\nDan Dal går inte längre att nå i Telegram. Be Dan Dal skriva till mig igen, "
        "eller skicka handlingarna på annat sätt: dan.dal@example.se"
    ) in told
    assert listed[-2:] == ["Går inte att nå i Telegram", "Dan Dal, dan.dal@example.se"]
    assert joined(chat, "Dan Dal") == new.id
    assert "Går inte att nå" not in chat.says(people.asa, "/deltagare").text


def nobody_has_joined(chat: Chat) -> None:
    with chat.memory() as store:
        chat.place(store).arena.join = "confirmed"
        for email in ("åsa.öberg", "ulla.ulv", "pia.palm", "per.persson"):
            person = store.person_by_email(f"{email}@example.se")
            assert person
            person.unjoin()


def test_in_a_fresh_confirmed_arena_the_first_preparer_gets_in_and_is_asked_about_those_who_wait(
    chat: Chat, people: People
) -> None:
    nobody_has_joined(chat)
    join(chat, people.nils)

    card = chat.opens(people.pia, a_link(chat, "pia.palm@example.se")).card
    told = chat.presses(people.pia, card, "Det är jag")

    assert joined(chat, "Pia Palm") == people.pia.id
    asked = next(message for message in told.said if "Nils Nord" in message.text)
    assert (asked.chat.id, asked.buttons) == (people.pia.id, [["Ja, det är Nils Nord"], ["Fel person"]])
    chat.presses(people.pia, asked, "Ja, det är Nils Nord")
    assert joined(chat) == people.nils.id


def test_the_next_on_the_ladder_is_confirmed_by_the_first(chat: Chat, people: People) -> None:
    nobody_has_joined(chat)
    chat.presses(people.pia, chat.opens(people.pia, a_link(chat, "pia.palm@example.se")).card, "Det är jag")

    card = chat.opens(people.asa, a_link(chat, "åsa.öberg@example.se")).card
    waiting = chat.presses(people.asa, card, "Det är jag")

    assert joined(chat, "Åsa Öberg") is None
    (asked,) = [message for message in waiting.said if message.chat.id == people.pia.id]
    chat.presses(people.pia, asked, "Ja, det är Åsa Öberg")
    assert joined(chat, "Åsa Öberg") == people.asa.id


def test_when_the_secretary_joins_the_chair_is_told(chat: Chat, people: People) -> None:
    with chat.memory() as store:
        asa = store.person_by_telegram(people.asa.id)
        assert asa
        asa.unjoin()
        email = asa.email
    assert email

    card = chat.opens(people.asa, a_link(chat, email)).card

    told = chat.presses(people.asa, card, "Det är jag").to(people.ulla)
    assert told == ["Norr\nÅsa Öberg har anslutit sig. Tryck Fel person om det inte stämmer."]


def test_whoever_joins_is_told_what_the_arena_is_for_and_gets_the_latest_papers(
    chat: Chat, people: People
) -> None:
    with chat.memory() as store:
        place = chat.place(store)
        place.arena.purpose, place.arena.mandate = "Samverka om barn", "recommends"
        (seat,) = [each for each in place.seats() if each.key == "nils"]
        seat.organisation, seat.network = "Norrby kommun", "skolchefsnätverket"
        bo = store.person_by_telegram(people.bo.id)
        assert bo
        earlier = a_meeting(place.arena, key="old", starts=STARTS - timedelta(days=100), sent_at=NOW)
        pdf = store.keep_file(b"%PDF minutes")
        store.keep(earlier)
        store.flush()
        more: dict[str, Any] = {
            "kind": PublicationKind.MINUTES,
            "file_name": "Protokoll.pdf",
            "pdf_sha256": pdf,
        }
        store.keep(a_publication(earlier, bo, **more))
        store.keep(an_item(bo, "Skolskjuts", seat=seat, number=7))
    chat.publishes()
    joined = join(chat, people.nils)
    mine = [message for message in joined.said if message.chat.id == people.nils.id]
    assert mine[0].text == (
        "Välkommen, Nils Nord!\n"
        "\n"
        "Norr\n"
        "Samverkan Norr\n"
        "Uppdrag: Samverka om barn\n"
        "Arenan fattar rekommendationsbeslut.\n"
        "Plats: Nilss plats\n"
        "Du företräder skolchefsnätverket.\n"
        "Nästa möte: fredag 12 februari 2027 kl. 13.00, Regionens hus.\n"
        "Sista dag att föreslå punkter: fredag 29 januari 2027.\n"
        "Öppna ärenden:\n"
        "– Ärende 7: Skolskjuts\n"
        "\n"
        "Föreslå en punkt så här: /foresla Rubrik (15 min). Skriv /hjalp för att se allt du kan göra."
    )
    names = [file.name for message in mine for file in message.documents]
    assert names == ["Preliminär dagordning Norr 2027-02-12.pdf", "Protokoll.pdf"]
