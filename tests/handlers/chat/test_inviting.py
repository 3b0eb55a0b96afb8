"""/bjudin: whom, to what, and what somebody co-opted sees of the arena."""

import pytest

from bot.model.item import ItemState
from integrations.botapi import Message, Person
from storage import tables
from tests.builders import an_item
from tests.handlers.chat.chatting import Chat
from tests.handlers.chat.people import People
from tests.handlers.chat.test_joining import token_in

STIG = "Stig Strand stig.strand@example.se"
MISSING = (
    "Norr\n"
    "Skriv namn och e-postadress, till exempel: /bjudin Bo Ek bo.ek@region.example\n"
    "Till en punkt på dagordningen: /bjudin Eva Ek eva.ek@region.example punkt 4"
)
PERSONNUMMER = (
    "Norr\nTa bort personnumret och skicka igen. "
    "Enskilda personers ärenden hör inte hemma här, så jag har inte sparat något."
)
INVITED = (
    "Norr\n"
    "Du är adjungerad till mötet fredag 12 februari 2027 kl. 13.00.\n"
    "Plats: Regionens hus\n"
    "Dagordningen kommer hit fredag 5 februari 2027 kl. 08.00."
)


def draft(chat: Chat, people: People) -> None:
    """Two items are on the draft: Budget with a file and Lokaler; a third is incoming."""
    with chat.memory() as store:
        place = chat.place(store)
        bo = store.person_by_telegram(people.bo.id)
        assert bo
        meeting = place.meetings()[0]
        for number, title in enumerate(("Budget", "Lokaler", "Övrigt"), start=1):
            state = ItemState.INCOMING if title == "Övrigt" else ItemState.ACCEPTED
            at = None if title == "Övrigt" else number
            item = an_item(bo, title, number=number + 6, meeting=meeting, state=state, position=at)
            store.keep(item)


def invited(chat: Chat, people: People, words: str) -> Message:
    """Åsa invites Stig by one line; the message that says so."""
    preview = chat.says(people.asa, f"/bjudin {STIG} {words}").card
    return chat.presses(people.asa, preview, "Bjud in").card


def joins(chat: Chat, who: Person, done: Message) -> list[str]:
    """Stig opens the link that Åsa was given: what he then reads."""
    card = chat.opens(who, token_in(done.text)).card
    return chat.presses(who, card, "Det är jag").to(who)


def buttons(message: Message) -> list[str]:
    return [word for row in message.buttons for word in row]


def test_one_line_is_shown_before_anybody_is_invited(chat: Chat, people: People) -> None:
    draft(chat, people)

    preview = chat.says(people.asa, f"/bjudin {STIG} punkt 2").card

    assert preview.text == (
        "Norr\n"
        "Bjud in Stig Strand, stig.strand@example.se, "
        "till Lokaler, mötet fredag 12 februari 2027 kl. 13.00.\n"
        "Stig Strand får se punkten med tid och bilagor, inte resten av dagordningen.\n"
        "Inbjudan följer punkten, och upphör när mötets dag är slut.\n"
        "\n"
        "Tryck Bjud in, eller skriv det som ska ändras."
    )
    assert buttons(preview) == ["Bjud in", "Bjud in som föredragande", "Avbryt"]
    assert chat.rows(tables.co_option) == []


def test_whoever_is_not_in_telegram_gets_in_by_a_link(chat: Chat, people: People) -> None:
    done = invited(chat, people, "mötet")

    assert done.text.startswith(
        "Norr\n"
        "Stig Strand, stig.strand@example.se, är adjungerad till mötet fredag 12 februari 2027 kl. 13.00.\n"
        "Skicka länken till Stig Strand. Den gäller i 14 dagar och fungerar en gång: "
        "https://t.me/samverkansbot?start="
    )
    assert joins(chat, people.stig, done) == [INVITED]


def test_whoever_is_in_telegram_is_told_at_once(chat: Chat, people: People) -> None:
    preview = chat.says(people.asa, "/bjudin David David david.dahl@example.se mötet").card

    done = chat.presses(people.asa, preview, "Bjud in")

    assert done.to(people.david) == [INVITED]
    assert chat.says(people.david, "/moten").card.text.startswith("Vilken arena")


def test_where_the_secretary_confirms_they_get_in_after_that(chat: Chat, people: People) -> None:
    with chat.memory() as store:
        chat.place(store).arena.join = "confirmed"
    done = invited(chat, people, "mötet")

    waits = joins(chat, people.stig, done)
    asked = next(each for each in people.asa.chat().messages if "Ja, det är Stig Strand" in buttons(each))
    confirmed = chat.presses(people.asa, asked, "Ja, det är Stig Strand")

    assert "adjungerad" not in waits[0]
    assert confirmed.to(people.stig) == [INVITED]
    assert chat.says(people.stig, "/moten").text == INVITED


def test_step_by_step_it_asks_who_and_to_what(chat: Chat, people: People) -> None:
    draft(chat, people)

    who = chat.says(people.asa, "/bjudin").text
    what = chat.says(people.asa, STIG).card
    which = chat.presses(people.asa, what, "Till en punkt").card
    preview = chat.presses(people.asa, which, "1. Budget").card

    assert who == "Norr\nSkriv namn och e-postadress till den du vill bjuda in."
    assert what.text == "Norr\nStig Strand har ingen plats i arenan.\nVälj vad det gäller."
    assert buttons(what) == ["Adjungera till mötet", "Till en punkt", "Suppleant", "Avbryt"]
    assert buttons(which) == ["1. Budget", "2. Lokaler", "3. Övrigt", "Avbryt"]
    assert preview.text.splitlines()[1].startswith("Bjud in Stig Strand, stig.strand@example.se, till Budget")


def test_what_is_written_at_the_preview_changes_it(chat: Chat, people: People) -> None:
    draft(chat, people)
    old = chat.says(people.asa, f"/bjudin {STIG} punkt 2").card

    new = chat.says(people.asa, "ärende 9").card

    assert new.text.splitlines()[1].startswith("Bjud in Stig Strand, stig.strand@example.se, till Övrigt")
    assert chat.presses(people.asa, old, "Bjud in").notice.startswith("Knappen gäller inte längre")
    chat.presses(people.asa, new, "Bjud in")
    assert len(chat.rows(tables.co_option)) == 1


def test_a_deputy_is_given_a_seat_as_by_ersattare(chat: Chat, people: People) -> None:
    what = chat.says(people.asa, f"/bjudin {STIG}").card

    asked = chat.presses(people.asa, what, "Suppleant").card

    assert asked.text.splitlines()[0] == "Norr"
    assert chat.rows(tables.dialogue)[0]["facts"]["draft"]["email"] == "stig.strand@example.se"


def test_a_presenter_from_outside_is_named_on_the_item(chat: Chat, people: People) -> None:
    draft(chat, people)
    preview = chat.says(people.asa, f"/bjudin {STIG} punkt 1").card

    done = chat.presses(people.asa, preview, "Bjud in som föredragande").card

    assert done.text.splitlines()[1] == (
        "Stig Strand, stig.strand@example.se, är inbjuden som föredragande för Budget."
    )
    stig = next(row["id"] for row in chat.rows(tables.person) if row["name"] == "Stig Strand")
    assert [row["presenter_id"] for row in chat.rows(tables.item)] == [stig, None, None]
    chat.presses(people.asa, done, "Ångra")
    assert [row["presenter_id"] for row in chat.rows(tables.item)] == [None, None, None]


def test_a_presenter_from_outside_who_is_one_no_more_hears_that_the_invitation_has_ended(
    chat: Chat, people: People
) -> None:
    draft(chat, people)
    preview = chat.says(people.asa, f"/bjudin {STIG} punkt 1").card
    joins(chat, people.stig, chat.presses(people.asa, preview, "Bjud in som föredragande").card)
    number = next(row["id"] for row in chat.rows(tables.item) if row["title"] == "Budget")
    asked = chat.presses(people.asa, chat.opens(people.asa, f"item-{number}").card, "Föredragande").card

    told = chat.presses(people.asa, asked, "Ingen").to(people.stig)

    assert told == [
        "Norr\nÅsa Öberg har tagit bort dig som föredragande för ärende 7, Budget. "
        "Din inbjudan gäller inte längre, och du får inga fler handlingar."
    ]
    assert chat.says(people.stig, "/moten").text.startswith("Jag känner inte igen dig")


def test_undone_they_see_nothing_more_and_the_link_is_dead(chat: Chat, people: People) -> None:
    done = invited(chat, people, "mötet")
    token = token_in(done.text)

    chat.presses(people.asa, done, "Ångra")

    assert done.text == (
        "Norr\nStig Strand är inte längre adjungerad till mötet fredag 12 februari 2027 kl. 13.00."
    )
    assert chat.opens(people.stig, token).text.startswith("Länken fungerar inte längre")


def test_whoever_has_come_is_told_of_the_end(chat: Chat, people: People) -> None:
    done = invited(chat, people, "mötet")
    joins(chat, people.stig, done)

    undone = chat.presses(people.asa, done, "Ångra")

    assert undone.to(people.stig) == [
        "Norr\n"
        "Du är inte längre adjungerad till mötet fredag 12 februari 2027 kl. 13.00. "
        "Du får inga fler handlingar."
    ]
    assert chat.says(people.stig, "/dagordning").text.startswith("Jag känner inte igen dig än")


def test_invited_again_there_is_a_new_link_and_a_way_to_take_it_back(chat: Chat, people: People) -> None:
    first = token_in(invited(chat, people, "mötet").text)

    what = chat.says(people.asa, "/bjudin stig.strand@example.se").card
    told = what.text.splitlines()
    linked = chat.presses(people.asa, what, "Ny länk").card

    assert "Stig Strand är adjungerad till mötet fredag 12 februari 2027 kl. 13.00." in told
    assert chat.opens(people.stig, first).text.startswith("Länken fungerar inte längre")
    assert joins(chat, people.stig, linked) == [INVITED]


def test_an_address_that_stands_for_another_name_is_pointed_out(chat: Chat, people: People) -> None:
    draft(chat, people)
    invited(chat, people, "punkt 1")

    here = chat.says(people.asa, "/bjudin Stina Strand stig.strand@example.se punkt 2").text.splitlines()
    elsewhere = chat.says(people.asa, "/bjudin Stina Strand david.dahl@example.se punkt 2").text.splitlines()

    assert here[1].startswith("Bjud in Stig Strand, stig.strand@example.se, till Lokaler")
    assert here[2] == "Adressen står redan för Stig Strand, inte för Stina Strand."
    # David is of another arena: his name is not told before he is invited.
    assert elsewhere[2] == (
        "Adressen står redan för någon med ett annat namn än Stina Strand. Det är den personen som bjuds in."
    )


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("/bjudin Nils Nord", MISSING),
        (f"/bjudin {STIG} punkt fyra", MISSING),
        ("/bjudin stig.strand@example.se mötet", MISSING),
        ("/bjudin Stig stig@strand", "Norr\nJag hittar ingen e-postadress, eller mer än en. Skriv "
         "en, till exempel karin.ek@region.example."),
        (f"/bjudin {STIG} punkt 4", "Norr\nPunkt 4 finns inte på dagordningen till mötet fredag 12 februari "
         "2027 kl. 13.00. Den har punkterna 1, 2 och 3."),
        (f"/bjudin {STIG} ärende 3", "Norr\nJag hittar inget öppet ärende 3 till ett kommande möte. "
         "Kontrollera numret och skriv igen."),
        (f"/bjudin {STIG} mötet 2027-02-13", "Norr\nDet finns inget möte lördag 13 februari 2027. "
         "Skriv /moten för att se de kommande."),
        ("/bjudin Bo Berg bo.berg@example.se punkt 1", "Norr\nBo Berg är redan med i arenan och får hela "
         "dagordningen. Skriv /bjudin och e-postadressen för att göra en ny länk."),
        ("/bjudin Stig 811218-9876 stig.strand@example.se", PERSONNUMMER),
    ],
)  # fmt: skip
def test_what_cannot_be_done_is_said_and_nothing_is_kept(
    chat: Chat, people: People, typed: str, said: str
) -> None:
    draft(chat, people)

    answer = chat.says(people.asa, typed).text

    assert answer == said
    assert chat.rows(tables.co_option) == []
    assert "Stig Strand" not in {row["name"] for row in chat.rows(tables.person)}


def test_with_no_meeting_there_is_nothing_to_invite_to(chat: Chat, people: People) -> None:
    chat.passes(days=90)

    assert chat.says(people.asa, f"/bjudin {STIG} mötet").text == (
        "Norr\nDet finns inget planerat möte att bjuda in till. Planera ett först med /boka."
    )


def test_nobody_is_invited_twice_to_the_same(chat: Chat, people: People) -> None:
    invited(chat, people, "mötet")

    assert chat.says(people.asa, f"/bjudin {STIG} mötet").text.startswith(
        "Norr\nStig Strand är redan adjungerad till mötet fredag 12 februari 2027 kl. 13.00."
    )


def test_an_invitation_taken_back_later_leaves_what_is_asked_meanwhile(chat: Chat, people: People) -> None:
    done = invited(chat, people, "mötet")
    chat.says(people.asa, "/foresla")

    chat.presses(people.asa, done, "Ångra")

    assert chat.says(people.asa, "Skolan").text.splitlines()[1] == "Ärende 1: Skolan"
