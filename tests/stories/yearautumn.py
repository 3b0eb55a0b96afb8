"""What people do in the year: summer, the autumn term, and the new year."""

from handlers.demo.paper import small_pdf
from tests.stories.yearacts import book, button, call_ready, card, prepare, send_minutes
from tests.stories.yearstage import YearStage

NEXT_YEARS = "2028-02-25 13:00"


def third_meeting(stage: YearStage) -> None:
    """Items come in around a quiet July; then the meeting is cancelled, and they pass on."""
    people = stage.folk
    stage.restarts()
    stage.goes_to("2027-06-14 10:00")
    stage.says(people.bo, "/foresla Skolstart för barn i familjehem (20 min)")
    stage.goes_to("2027-08-10 10:00")
    stage.says(people.cilla, "/foresla Ny lag om samsjuklighet (30 min)")
    stage.goes_to("2027-08-18 10:00")
    stage.says(people.gun, "/beredning")
    stage.presses(people.gun, card(people.gun, "Skolstart"), "Ta upp")
    stage.goes_to("2027-08-20 10:00")
    stage.says(people.asa, "/moten")
    meeting = people.asa.chat().find("tisdag 31 augusti 2027 kl.")
    stage.presses(people.asa, meeting, "Ställ in mötet", "Ställ in")


def fourth_meeting(stage: YearStage) -> None:
    """The year's last: prepared in time, with the evaluation; all treated at one press; minutes."""
    people = stage.folk
    stage.restarts()
    stage.goes_to("2027-11-09 10:00")
    stage.says(people.rut, "/foresla Suicidprevention (20 min)")
    asked = people.rut.chat().last
    stage.presses(people.rut, asked, button(asked, "SamReKo HSI"))
    stage.goes_to("2027-11-24 10:00")
    prepare(stage, people.eva)
    call_ready(stage, people.eva)
    stage.goes_to("2027-11-30 09:00")
    stage.presses(people.rut, stage.group.find("Dagordning"), "Läst")
    stage.goes_to("2027-12-08 09:00")
    stage.presses(people.asa, people.asa.chat().find("Hur gick det"), "Alla behandlade")
    stage.goes_to("2027-12-14 15:00")
    send_minutes(stage, "Protokoll december.pdf")


def new_year(stage: YearStage) -> None:
    """Next year's first meeting is planned in December; the bot asks for its items in January."""
    stage.restarts()
    book(stage, stage.folk.asa, NEXT_YEARS)
    stage.goes_to("2028-01-28 12:00")
    stage.folk.bo.sends_file("Uppföljning.pdf", small_pdf("Uppföljning"), caption="/foresla Uppföljning")
    stage.settles()
