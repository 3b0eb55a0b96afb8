"""/ersattare: what Bo is asked, what he sends, and what becomes of it before it is registered."""

from storage import tables
from tests.handlers.chat.chatting import Chat
from tests.handlers.chat.people import People
from tests.handlers.chat.taking_over import (
    BOS_ALONE,
    CILLA_NEXT,
    FACTS,
    LINE,
    PREVIEW,
    card_for,
    link_in,
    midnight_passes,
    morning_comes,
    registered,
    reported,
    states,
    tenures,
)


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
    assert told.text.startswith("Norr\nÅsa Öberg har registrerat bytet.\nBo Berg lämnar platsen Bos plats.\n")

    opened = chat.opens(cilla, link_in(told.text)).card
    joined = chat.presses(cilla, opened, "Det är jag")
    assert joined.to(cilla)[0].startswith(
        "Välkommen, Cilla Ceder!\n\nNorr\nDu är med från och med tisdag 1 december 2026."
    )
    assert chat.says(cilla, "/mina").text == (
        "Du är med i Norr från och med tisdag 1 december 2026. "
        "Skriv /narvaro för att svara om möten efter den dagen."
    )

    chat.says(people.bo, "/foresla Lokaler")
    assert midnight_passes(chat).said == []
    struck = morning_comes(chat)
    assert struck.to(people.group) == ["Norr\nBos plats: Cilla Ceder tar över efter Bo Berg."]
    assert struck.to(cilla) == [
        "Norr\nPlatsen Bos plats är din från och med tisdag 1 december 2026. "
        "Skriv /start för att läsa om arenan.\n"
        "Det här har gått över till dig:\n– Ärende 1, Lokaler\nSkriv /mina för att se och ändra dem."
    ]
    assert struck.to(people.bo) == [
        "Norr\nCilla Ceder har tagit över platsen Bos plats efter dig. Tack för din tid!\n"
        "Det här har gått över:\n– Ärende 1, Lokaler"
    ]
    assert "Lokaler" in chat.says(cilla, "/mina").text
    assert chat.says(people.bo, "/mina").text.startswith("Du har ingen plats i arenan längre.")
    assert tenures(chat) == [("Bo Berg", "2026-01-01", "2026-12-01"), ("Cilla Ceder", "2026-12-01", None)]


def test_whoever_writes_nothing_is_asked_step_by_step(chat: Chat, people: People) -> None:
    why = chat.says(people.bo, "/ersattare").card
    assert why.text == "Norr\nSlutar du, eller har du förhinder till ett möte?"
    assert why.buttons == [["Jag slutar"], ["Jag har förhinder"], ["Avbryt"]]
    who = chat.presses(people.bo, why, "Jag slutar").card
    assert who.text.startswith("Norr\nVem tar över platsen Bos plats? Skriv namn och e-postadress")
    assert chat.says(people.bo, "Cilla Ceder").text == "Norr\nVilken e-postadress har Cilla Ceder?"
    assert chat.says(people.bo, "cilla.ceder@").text.startswith("Norr\nJag hittar ingen e-postadress")
    asked = chat.says(people.bo, "cilla.ceder@example.se").text
    assert asked == "Norr\nFrån och med vilken dag? Skriv till exempel 2027-03-01."
    assert chat.says(people.bo, "snart").text.startswith("Norr\nSkriv datumet som år-månad-dag")
    assert chat.says(people.bo, "1 december").text == PREVIEW


def test_förhinder_is_no_change_of_holder(chat: Chat, people: People) -> None:
    why = chat.says(people.bo, "/byte").card
    told = chat.presses(people.bo, why, "Jag har förhinder").card
    assert told.text == "Norr\nKommer du till mötet fredag 12 februari 2027 kl. 13.00, Regionens hus?"
    assert told.buttons[0] == ["På plats", "Digitalt", "Förhinder"]
    assert states(chat) == []


def test_what_is_written_below_the_preview_corrects_it(chat: Chat, people: People) -> None:
    shown = chat.says(people.bo, LINE.replace("2026-12-01", "2026-12-10")).card
    anew = chat.says(people.bo, "från 1 december").card
    assert anew.text == PREVIEW
    stale = "Knappen gäller inte längre. Skriv /hjalp så ser du vad du kan göra nu."
    assert chat.presses(people.bo, shown, "Skicka").notice == stale
    chat.presses(people.bo, anew, "Skicka")
    assert states(chat) == ["reported"]


def test_an_impossible_day_or_person_is_asked_for_again_and_the_rest_is_kept(
    chat: Chat, people: People
) -> None:
    far = chat.says(people.bo, LINE.replace("2026", "2031")).text
    assert far.startswith("Norr\nMåndag 1 december 2031 ligger för långt bort")
    early = chat.says(people.bo, "2026-01-01").text
    assert early == "Norr\nBo Berg har platsen sedan torsdag 1 januari 2026. Skriv en senare dag."
    assert chat.says(people.bo, "2026-12-01").text == PREVIEW
    own = chat.says(people.bo, "Bo Berg bo.berg@example.se").text
    assert own.startswith("Norr\nBo Berg har platsen redan.")
    assert chat.says(people.bo, "Cilla Ceder cilla.ceder@example.se").text == PREVIEW


def test_an_address_unlike_all_others_is_asked_about(chat: Chat, people: People) -> None:
    asked = chat.says(people.bo, LINE.replace("example.se", "exmaple.se")).card
    assert asked.text == (
        "Norr\nStämmer adressen cilla.ceder@exmaple.se? Ingen annan i Norr har en adress som slutar så. "
        "Tryck på knappen om den stämmer, eller skriv den rätta."
    )
    right = chat.presses(people.bo, asked, "Ja, den stämmer").text
    assert right == PREVIEW.replace("example.se", "exmaple.se")
    assert chat.says(people.bo, "cilla.ceder@example.se").text == PREVIEW


def test_an_address_that_is_somebody_else_s_here_is_pointed_out(chat: Chat, people: People) -> None:
    line = LINE.replace("cilla.ceder@", "dan.dal@")
    told = "Adressen står redan för Dan Dal, inte för Cilla Ceder."

    shown = chat.says(people.bo, line).card
    before = shown.text.splitlines()
    card = card_for(chat.presses(people.bo, shown, "Skicka"), people.asa)
    own = chat.says(people.asa, line.replace("/ersattare", "/ersattare för Bo:")).text
    registered = chat.presses(people.asa, card, "Registrera")

    assert told in before
    assert told in own.splitlines()
    assert card.history[0].splitlines()[3:] == [told, "Anmält av Bo Berg. Tryck Registrera om det stämmer."]
    assert told not in card.text
    assert "Dan Dal, dan.dal@example.se, tar över" in registered.to(people.asa)[0]


def test_that_somebody_elsewhere_has_the_address_is_told_to_those_who_lead(
    chat: Chat, people: People
) -> None:
    line = LINE.replace("cilla.ceder@", "david.dahl@")

    shown = chat.says(people.bo, line).card
    card = card_for(chat.presses(people.bo, shown, "Skicka"), people.asa)

    assert "Adressen" not in shown.text
    assert card.text.splitlines()[3] == (
        "Adressen står redan för någon med ett annat namn än Cilla Ceder. Det är den personen som tar över."
    )
    assert "David" not in card.text


def test_a_decision_can_be_added(chat: Chat, people: People) -> None:
    shown = chat.says(people.bo, LINE).card
    chat.presses(people.bo, shown, "Lägg till beslut")
    with_it = chat.says(people.bo, "Socialnämnden 2026-11-10 § 12").card
    assert "\nBeslut: Socialnämnden 2026-11-10 § 12.\n" in with_it.text
    chat.presses(people.bo, with_it, "Skicka")
    (row,) = chat.rows(tables.replacement)
    assert (row["body"], str(row["decided_on"]), row["paragraph"]) == ("Socialnämnden", "2026-11-10", "12")


def test_a_personal_identity_number_is_not_kept(chat: Chat, people: People) -> None:
    chat.says(people.bo, "/ersattare Cilla 811218-9876 cilla@example.se 2026-12-01")
    assert chat.keeps_anywhere("811218-9876") == []
    assert states(chat) == []


def test_a_report_is_corrected_and_withdrawn_before_it_is_registered(chat: Chat, people: People) -> None:
    sent = reported(chat, people.bo)
    first, mine = card_for(sent, people.asa), card_for(sent, people.bo)
    assert mine.buttons == [["Ändra", "Dra tillbaka"]]
    chat.presses(people.bo, mine, "Ändra")
    corrected = chat.says(people.bo, "från 10 december").card
    again = chat.presses(people.bo, corrected, "Skicka")
    second, mine = card_for(again, people.asa), card_for(again, people.bo)
    assert "torsdag 10 december 2026" in second.text

    old = chat.presses(people.asa, first, "Registrera")
    assert old.notice.startswith("Bo Berg har ändrat det här efter att kortet visades.")
    assert "torsdag 10 december 2026" in first.text
    assert states(chat) == ["reported"]

    gone = chat.presses(people.bo, mine, "Dra tillbaka")
    assert gone.new_to(people.asa) == [
        "Norr\nBo Berg har dragit tillbaka anmälan om byte på platsen Bos plats. Du behöver inte göra något."
    ]
    for card in (mine, first, second):
        assert card.text.endswith("Anmälan gäller inte längre.")
        assert card.buttons == []
    assert (states(chat), tenures(chat)) == (["withdrawn"], BOS_ALONE)


def test_stämmer_inte_is_a_question_back(chat: Chat, people: People) -> None:
    card = card_for(reported(chat, people.bo), people.asa)
    chat.presses(people.asa, card, "Stämmer inte")
    asked = card_for(chat.says(people.asa, "Är det inte Karin?"), people.bo)
    assert asked.text == (
        "Norr\nÅsa Öberg undrar om bytet på platsen Bos plats stämmer: Är det inte Karin?\n\n"
        "Bo Berg lämnar platsen Bos plats.\n"
        "Cilla Ceder, cilla.ceder@example.se, tar över från och med tisdag 1 december 2026.\n"
        "Tryck Det stämmer, Ändra eller Dra tillbaka."
    )
    assert asked.buttons == [["Det stämmer"], ["Ändra", "Dra tillbaka"]]
    assert states(chat) == ["questioned"]
    anew = card_for(chat.presses(people.bo, asked, "Det stämmer"), people.asa)
    chat.presses(people.asa, anew, "Registrera")
    assert (states(chat), tenures(chat)) == (["registered"], CILLA_NEXT)


def test_a_question_back_without_words_is_asked_once(chat: Chat, people: People) -> None:
    card = card_for(reported(chat, people.bo), people.asa)
    question = card_for(chat.presses(people.asa, card, "Stämmer inte"), people.asa)
    chat.presses(people.asa, question, "Hoppa över")
    assert (question.buttons, states(chat)) == ([], ["questioned"])


def test_two_reports_for_one_seat_are_one_and_the_first_reporter_is_told(chat: Chat, people: People) -> None:
    other = "/ersattare för Bo: Karin Ek karin.ek@example.se från 2026-12-10"
    reported(chat, people.bo)
    shown = chat.says(people.asa, other).card
    assert "\nDet här ersätter anmälan som Bo Berg har gjort.\n" in shown.text
    done = chat.presses(people.asa, shown, "Registrera")
    overtaken, told = done.new_to(people.bo)
    assert overtaken == "Norr\nÅsa Öberg har gjort en ny anmälan för platsen Bos plats. Den ersätter din."
    assert told.startswith("Norr\nÅsa Öberg har registrerat bytet.")
    assert states(chat) == ["withdrawn", "registered"]
    assert [name for name, *_ in tenures(chat)] == ["Bo Berg", "Karin Ek"]
    assert done.to(people.bo)[1].endswith("Anmälan gäller inte längre.")


def test_a_report_that_is_registered_offers_its_reporter_nothing_any_more(chat: Chat, people: People) -> None:
    sent = reported(chat, people.bo)
    mine, asas = card_for(sent, people.bo), card_for(sent, people.asa)
    assert mine.buttons == [["Ändra", "Dra tillbaka"]]

    chat.presses(people.asa, asas, "Registrera")
    assert mine.text == f"{FACTS}Registrerat av Åsa Öberg. Bytet sker av sig självt den dagen."
    assert mine.buttons == []

    chat.presses(people.asa, asas, "Ångra")
    assert mine.text == f"{FACTS}Anmälan är skickad. Du får veta när den är registrerad."
    assert mine.buttons == [["Ändra", "Dra tillbaka"]]


def test_the_cards_of_a_report_that_gave_way_say_so_and_have_no_buttons(chat: Chat, people: People) -> None:
    sent = reported(chat, people.bo)
    first, mine = card_for(sent, people.asa), card_for(sent, people.bo)

    again = reported(chat, people.bo, LINE.replace("12-01", "12-10"))

    for card in (first, mine):
        assert (card.text, card.buttons) == (f"{FACTS}Anmälan gäller inte längre.", [])
    (second,) = [each for each in again.new if each.chat.id == people.asa.id]
    assert second.buttons == [["Registrera", "Stämmer inte"]]


def test_whoever_reported_is_reminded_of_the_question_and_since_when_it_waits(
    chat: Chat, people: People
) -> None:
    card = card_for(reported(chat, people.bo), people.asa)
    chat.passes(days=1)
    chat.presses(people.asa, card, "Stämmer inte")
    chat.says(people.asa, "Är det inte Karin?")
    chat.passes(days=3)

    (reminded,) = chat.strikes().to(people.bo)

    assert reminded.splitlines()[1] == (
        "Påminnelse: frågan om det här bytet har väntat på ditt svar sedan tisdag 24 november 2026."
    )


def test_nobody_reports_another_s_seat_but_secretary_and_chair(chat: Chat, people: People) -> None:
    line = "/ersattare för Bo: Cilla Ceder cilla.ceder@example.se från 2026-12-01"
    for who in (people.pia, people.dan):
        assert chat.says(who, line).text.startswith("Norr\nDet här får du inte göra i den här arenan.")
    assert chat.says(people.per, "/ersattare").text.startswith(
        "Norr\nDu har ingen plats som någon kan ta över."
    )
    nobody = chat.says(people.ulla, line.replace("Bo", "Bosse")).text
    assert nobody.startswith("Norr\nIngen i arenan heter Bosse.")
    no_seat = chat.says(people.ulla, line.replace("Bo:", "Per:")).text
    assert no_seat.startswith("Norr\nPer Persson har ingen plats")
    chat.presses(people.ulla, chat.says(people.ulla, line).card, "Registrera")
    assert (states(chat), tenures(chat)) == (["registered"], CILLA_NEXT)


def test_the_chair_without_a_seat_chooses_one(chat: Chat, people: People) -> None:
    seats = chat.says(people.ulla, LINE).card
    assert seats.text == "Norr\nVilken plats gäller det?"
    assert ["Fridas plats: vakant"] in seats.buttons
    shown = chat.presses(people.ulla, seats, "Fridas plats: vakant").card
    assert shown.text.startswith("Norr\nFrida Frost lämnar platsen Fridas plats.\n")
    registered = chat.presses(people.ulla, shown, "Registrera")
    card, link = registered.to(people.ulla)
    assert card.endswith("Registrerat av Ulla Ulv. Bytet sker av sig självt den dagen.")
    assert link.startswith("Norr\nSkicka länken till Cilla Ceder.")
    assert tenures(chat, "frida")[1:] == [("Cilla Ceder", "2026-12-01", None)]


def test_who_is_asked_is_the_secretary_of_that_day(chat: Chat, people: People) -> None:
    people.asa.blocks_bot()
    chat.settles()
    shown = chat.says(people.bo, LINE).card
    assert shown.text.endswith("Anmälan går till Ulla Ulv. Tryck Skicka, eller skriv det som ska ändras.")
    chat.presses(people.bo, shown, "Skicka")
    people.asa.unblocks_bot()
    chat.settles()
    chat.passes(days=2)
    assert chat.strikes().to(people.asa) == []
    chat.passes(days=1)
    (reminded,) = chat.strikes().to(people.asa)
    assert (
        reminded
        == FACTS.replace(
            "Norr\n",
            "Norr\nPåminnelse: anmälan från Bo Berg har väntat sedan måndag 23 november 2026.\n",
        )
        + "Tryck Registrera om det stämmer."
    )


def test_vet_inte_än_marks_the_seat_and_is_asked_about_every_week(chat: Chat, people: People) -> None:
    shown = chat.says(people.bo, "/ersattare vet inte än, från 2026-12-15").card
    assert "\nIngen är utsedd än. Platsen är vakant från och med tisdag 15 december 2026.\n" in shown.text
    card = card_for(chat.presses(people.bo, shown, "Skicka"), people.asa)
    chat.presses(people.asa, card, "Registrera")
    assert tenures(chat) == [("Bo Berg", "2026-01-01", "2026-12-15")]
    how = "Skriv så här när du vet: /ersattare Namn e-post från 2026-12-15"
    asked = f"Norr\nVem tar över platsen Bos plats efter dig? {how}"
    chat.passes(days=7)
    assert chat.strikes().to(people.bo) == [asked]
    chat.passes(days=7)
    assert chat.strikes().to(people.bo) == [asked]

    chat.passes(days=1)
    chat.presses(
        people.asa,
        card_for(reported(chat, people.bo, LINE.replace("12-01", "12-20")), people.asa),
        "Registrera",
    )
    assert tenures(chat) == [("Bo Berg", "2026-01-01", "2026-12-20"), ("Cilla Ceder", "2026-12-20", None)]
    chat.passes(days=7)
    assert [text for text in chat.strikes().to(people.bo) if "Vem tar över" in text] == []


def test_a_member_does_not_change_what_is_registered(chat: Chat, people: People) -> None:
    registered(chat, people)
    no = chat.says(people.bo, "/ersattare Karin Ek karin.ek@example.se från 2026-12-10").text
    assert no.startswith(
        "Norr\nCilla Ceder är redan registrerad på platsen från och med tisdag 1 december 2026."
    )


def test_what_waits_to_be_registered_stands_in_attgora(chat: Chat, people: People) -> None:
    reported(chat, people.bo)
    todo = chat.says(people.asa, "/attgora").card
    assert "Registrera vem som tar över platsen Bos plats tisdag 1 december 2026." in todo.text
    card = chat.presses(people.asa, todo, "Öppna bytet").card
    chat.presses(people.asa, card, "Registrera")
    assert tenures(chat) == CILLA_NEXT
