"""The cards of a change of holder: their buttons work as long as they show how it stands."""

from tests.handlers.chat.chatting import Chat
from tests.handlers.chat.people import People
from tests.handlers.chat.taking_over import BOS_ALONE, CILLA_NEXT, FACTS, card_for, reported, states, tenures

FOR_BO = "/ersattare för Bo: Cilla Ceder cilla.ceder@example.se från 2026-12-01"


def test_a_reminder_leaves_the_buttons_of_the_cards_before_it_as_they_were(
    chat: Chat, people: People
) -> None:
    sent = reported(chat, people.bo)
    mine, asas = card_for(sent, people.bo), card_for(sent, people.asa)
    chat.passes(days=3)
    assert len(chat.strikes().to(people.asa)) == 1

    asked = chat.presses(people.bo, mine, "Ändra")
    registered = chat.presses(people.asa, asas, "Registrera")

    assert asked.new_to(people.bo)[0].startswith("Norr\nSkriv det som ska vara annorlunda")
    assert registered.notice == "Registrerat"
    assert tenures(chat) == CILLA_NEXT


def test_a_reminder_between_stämmer_inte_and_the_question_changes_nothing(chat: Chat, people: People) -> None:
    card = card_for(reported(chat, people.bo), people.asa)
    chat.passes(days=3)
    chat.presses(people.asa, card, "Stämmer inte")
    chat.strikes()

    asked = card_for(chat.says(people.asa, "Är det inte Karin?"), people.bo)

    assert "stämmer: Är det inte Karin?" in asked.text
    assert states(chat) == ["questioned"]


def test_whoever_asks_back_sees_on_their_own_card_whom_it_waits_for(chat: Chat, people: People) -> None:
    card = card_for(reported(chat, people.bo), people.asa)
    chat.presses(people.asa, card, "Stämmer inte")

    chat.says(people.asa, "Är det inte Karin?")

    assert card.text == f"{FACTS}Väntar på svar från Bo Berg."
    assert chat.presses(people.asa, card, "Registrera").notice == "Registrerat"


def test_nobody_asks_themselves_back_but_may_change_or_withdraw_what_they_took_back(
    chat: Chat, people: People
) -> None:
    card = chat.says(people.asa, FOR_BO).card
    chat.presses(people.asa, card, "Registrera")
    chat.presses(people.asa, card, "Ångra")
    assert card.buttons == [["Registrera"], ["Ändra", "Dra tillbaka"]]

    gone = chat.presses(people.asa, card, "Dra tillbaka")

    assert gone.notice == "Tillbakadragen"
    assert card.text == f"{FACTS}Anmälan gäller inte längre."
    assert (states(chat), tenures(chat)) == (["withdrawn"], BOS_ALONE)


def test_the_secretary_who_reported_it_changes_and_registers_it_on_one_card(
    chat: Chat, people: People
) -> None:
    card = chat.says(people.asa, FOR_BO).card
    chat.presses(people.asa, card, "Registrera")
    chat.presses(people.asa, card, "Ångra")

    chat.presses(people.asa, card, "Ändra")
    shown = chat.says(people.asa, "från 10 december").card
    chat.presses(people.asa, shown, "Registrera")

    assert tenures(chat)[1:] == [("Cilla Ceder", "2026-12-10", None)]


def test_vet_inte_än_takes_a_day_in_words(chat: Chat, people: People) -> None:
    shown = chat.says(people.bo, "/ersattare vet inte än, från i morgon").text
    asked = chat.says(people.bo, "/ersattare vet inte än just nu").text

    assert "Platsen är vakant från och med tisdag 24 november 2026." in shown
    assert asked == "Norr\nFrån och med vilken dag? Skriv till exempel 2027-03-01."
