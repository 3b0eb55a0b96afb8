"""What people do in the year: the spring term. Every step is one that a person takes in Telegram."""

from handlers.demo.paper import small_pdf
from tests.stories.yearacts import (
    book,
    button,
    call_ready,
    card,
    move,
    open_from,
    own_card,
    prepare,
    promise_file,
    send_minutes,
)
from tests.stories.yearfolk import links_and_code, load_arenas
from tests.stories.yearstage import BOT_NAME, YearStage

FIRST, SECOND, MOVED, THIRD, FOURTH = (
    "2027-02-26 13:00",
    "2027-05-04 13:00",
    "2027-05-13 13:00",
    "2027-08-31 09:00",
    "2027-12-07 13:00",
)


def arrive(stage: YearStage) -> None:
    """Arenas are loaded, all but Ines open their link, the group is bound, four meetings are planned."""
    load_arenas(stage.bot)
    links, code = links_and_code(stage.bot)
    stage.bot.started()
    people = stage.folk
    for person in (*people.of_samreko, people.sven, people.moa):
        person.opens_link(links[person.name])
        stage.settles()
        stage.presses(person, person.chat().last, "Det är jag")
    people.asa.adds_bot(stage.group)
    stage.says(people.asa, f"/koppla@{BOT_NAME} {code}", stage.group)
    for person in (people.rut, people.bo, people.cilla, people.hugo, people.eva, people.gun):
        people.asa.adds(person, stage.group)
    for starts in (FIRST, SECOND, THIRD, FOURTH):
        book(stage, people.asa, starts)


def first_meeting(stage: YearStage) -> None:
    """Prepared in time, called ready; a supplement and a version 2 after sending; outcomes and minutes."""
    people = stage.folk
    stage.goes_to("2027-01-29 09:10")
    stage.says(people.bo, f"/foresla@{BOT_NAME} Budget för ungdomsmottagningen (15 min)", stage.group)
    people.cilla.sends_file("Elevhälsan.pdf", small_pdf("Elevhälsan"), caption="/föreslå Elevhälsan (30 min)")
    stage.settles()
    stage.goes_to("2027-02-03 10:00")
    card = own_card(stage, people.cilla, "Elevhälsan")
    stage.presses(people.cilla, card, "Beskrivning")
    stage.says(people.cilla, "Hur vi delar på uppdraget från hösten.")
    stage.says(people.hugo, "/foresla Parkering vid Regionens hus, 10 min")
    stage.says(people.eva, "/foresla för Bo: Väntetider i barnpsykiatrin (20 min)")
    stage.says(people.hugo, "/foresla Gemensam utbildningsdag (10 min)")
    promise_file(stage, people.bo, "Budget för ungdomsmottagningen")
    _who_comes(stage)
    stage.goes_to("2027-02-16 09:30")
    prepare(stage, people.gun, decline="Parkering", postpone="Gemensam", to="4 maj")
    people.bo.sends_file(
        "Budget 2027.pdf",
        small_pdf("Budget"),
        reply_to=own_card(stage, people.bo, "Budget för ungdomsmottagningen"),
    )
    stage.settles()
    call_ready(stage, people.gun)
    stage.goes_to("2027-02-19 09:00")
    stage.presses(people.cilla, stage.group.find("Dagordning"), "Läst")
    stage.presses(people.dan, people.dan.chat().find("Dagordning"), "Läst")
    _changed_after_sending(stage)
    stage.restarts()
    stage.goes_to("2027-03-01 09:00")
    _outcomes_of_first(stage)
    stage.goes_to("2027-03-03 14:00")
    send_minutes(stage, "Protokoll februari.pdf")


def _who_comes(stage: YearStage) -> None:
    """Three answer below the call in the group; Dan steps in for Bo."""
    people = stage.folk
    call = stage.group.find("Föreslå punkter till mötet fredag 26 februari")
    stage.presses(people.cilla, call, "På plats")
    stage.presses(people.hugo, call, "Digitalt")
    stage.presses(people.bo, call, "Förhinder")
    stage.presses(people.bo, people.bo.chat().last, "Hela mötet")
    stage.says(people.bo, "Säg att vi stöder förslaget.")
    stage.presses(people.dan, people.dan.chat().find("Kan du gå in?"), "Jag kan")


def _changed_after_sending(stage: YearStage) -> None:
    people = stage.folk
    stage.goes_to("2027-02-22 10:00")
    stage.says(people.hugo, "/foresla Skolfrånvaro efter lovet (10 min)")
    stage.says(people.gun, "/beredning")
    late = card(people.gun, "Skolfrånvaro")
    stage.presses(people.gun, late, "Annat möte")
    chosen = people.gun.chat().find("Välj möte för")
    stage.presses(people.gun, chosen, button(chosen, "26 februari"))
    stage.presses(people.gun, card(people.gun, "Skolfrånvaro"), "Ta upp")
    stage.goes_to("2027-02-23 09:00")
    elevhalsan = open_from(stage, people.eva, "Elevhälsan")
    stage.presses(people.eva, elevhalsan, "Minuter")
    stage.says(people.eva, "40")
    stage.says(people.eva, "/beredning")
    stage.presses(people.eva, people.eva.chat().find("Ändrad dagordning"), "Skicka ny version")
    stage.presses(people.bo, stage.group.find("Dagordning, version 3"), "Läst")


def _outcomes_of_first(stage: YearStage) -> None:
    people = stage.folk
    asked = people.asa.chat().find("Hur gick det")
    stage.presses(people.asa, asked, button(asked, "Budget"))
    stage.presses(people.asa, card(people.asa, "Budget"), "Bordlagd")
    stage.presses(people.asa, asked, button(asked, "Väntetider"))
    waiting = card(people.asa, "Väntetider")
    stage.presses(people.asa, waiting, "Behandlad")
    stage.presses(people.asa, waiting, "Lyft till …", "Välj SVOM", "Välj Barnarenan", "Lyft")
    stage.presses(people.asa, asked, "Alla behandlade")


def political_arenas(stage: YearStage) -> None:
    """SVOM treats what was lifted to it; Barnarenan declines it, with a reason."""
    people = stage.folk
    stage.goes_to("2027-03-08 10:00")
    book(stage, people.sven, "2027-04-22 09:00", "Rådhuset, Östersund")
    stage.says(people.sven, "/beredning")
    stage.presses(people.sven, card(people.sven, "Väntetider"), "Ta upp")
    stage.says(people.moa, "/beredning")
    stage.presses(people.moa, card(people.moa, "Väntetider"), "Avböj")
    stage.says(people.moa, "Frågan ligger redan hos hälso- och sjukvårdsnämnden.")


def second_meeting(stage: YearStage) -> None:
    """Moved, prepared only in part, sent as preliminary because nobody pressed; answered by nobody."""
    people = stage.folk
    stage.restarts()
    stage.goes_to("2027-04-07 10:00")
    stage.says(people.cilla, "/foresla Gemensam jourfamilj (15 min)")
    stage.goes_to("2027-04-09 10:00")
    move(stage, "tisdag 4 maj 2027", "13 maj 2027 kl 13")
    stage.goes_to("2027-04-23 10:00")
    stage.presses(people.sven, people.sven.chat().find("Hur gick det"), "Alla behandlade")
    stage.goes_to("2027-04-27 10:00")
    stage.says(people.bo, "/foresla Sommarens bemanning (10 min)")
    stage.goes_to("2027-05-03 10:00")
    stage.says(people.eva, "/beredning")
    stage.presses(people.eva, card(people.eva, "Gemensam jourfamilj"), "Ta upp")
    stage.goes_to("2027-05-07 09:00")
    prepare(stage, people.gun)
    stage.goes_to("2027-05-07 09:01")
    stage.presses(people.hugo, stage.group.find("Tillägg till dagordningen"), "Läst")
    stage.goes_to("2027-05-18 15:00")
    send_minutes(stage, "Protokoll maj.pdf")
