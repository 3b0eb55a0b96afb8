"""A seat outlives its holder: who takes over, steps in, is invited and is next in turn."""

import json
import re
from pathlib import Path

from integrations.botapi import Person
from storage import tables
from tests.stories.yearacts import book, prepare
from tests.stories.yearstage import BOT_NAME, YearStage, a_year_stage

MEETING = "2027-03-12 13:00"
ARENA = """
[arena]
id = "norr"
name = "Norra arenan"
short = "Norr"

[[seat]]
id = "barn"
title = "Områdeschef Barn"
organisation = "Region Norr"
side = "region"
holder = { name = "Bo Ek", email = "bo.ek@example.se" }

[[seat]]
id = "vard"
title = "Områdeschef Vård"
organisation = "Region Norr"
side = "region"
holder = { name = "Rut Sand", email = "rut.sand@example.se" }

[[deputy]]
id = "suppleant-barn"
seats = ["barn"]
holder = { name = "Dan Alm", email = "dan.alm@example.se" }

[[seat]]
id = "social"
title = "Socialchef"
organisation = "Kommunerna"
side = "kommuner"
holder = { name = "Åsa Berg", email = "asa.berg@example.se" }

[[role]]
kind = "secretary"
seat = "social"

[[rotation]]
role = "secretary"
first_side = "kommuner"
first_year = 2027
"""


def test_seats_roles_and_invitations_follow_the_calendar_by_themselves(tmp_path: Path) -> None:
    with a_year_stage(tmp_path / "bot", "2027-01-11 09:00") as stage:
        _arrive(stage)
        karin = _karin_is_to_take_over(stage)
        _karin_cannot_come_and_dan_steps_in(stage, karin)
        _the_first_of_march(stage, karin)
        olle = _olle_is_invited(stage, karin)
        _the_agenda_reaches_whom_it_concerns(stage, karin, olle)
        _bo_is_forgotten(stage)
        _the_secretary_s_turn_passes(stage)
        stage.bot.command("check")
        assert stage.bot.stop() == 0


def _arrive(stage: YearStage) -> None:
    (stage.bot.home / "norr.toml").write_text(ARENA)
    stage.bot.command("load", "norr.toml")
    invited = json.loads(stage.bot.command("invite", "norr", "--json"))
    links = {each["name"]: each["link"] for each in invited["people"]}
    stage.bot.started()
    people = stage.folk
    for person in (people.asa, people.bo, people.rut, people.dan):
        _joins(stage, person, links[person.name])
    people.asa.adds_bot(stage.group)
    stage.says(people.asa, f"/koppla@{BOT_NAME} {invited['chats']['group']}", stage.group)
    for person in (people.bo, people.rut):
        people.asa.adds(person, stage.group)
    book(stage, people.asa, MEETING)


def _joins(stage: YearStage, person: Person, link: str) -> None:
    person.opens_link(link)
    stage.settles()
    stage.presses(person, person.chat().last, "Det är jag")


def _link_in(person: Person) -> str:
    """The newest join link that somebody was given to pass on."""
    found = [re.findall(r"https://t\.me/\S+\?start=\S+", message.text) for message in person.chat().from_bot]
    link: str = [each for links in found for each in links][-1]
    return link


def _karin_is_to_take_over(stage: YearStage) -> Person:
    """Bo reports it in one line, Åsa registers it, and Bo passes the link on."""
    people, karin = stage.folk, stage.world.person("Karin Ek")
    stage.goes_to("2027-02-01 09:10")
    line = stage.says(people.bo, "/ersattare Karin Ek karin.ek@example.se från 2027-03-01")
    stage.presses(people.bo, line, "Skicka")
    stage.presses(people.asa, people.asa.chat().find("Karin Ek"), "Registrera")
    _joins(stage, karin, _link_in(people.bo))
    assert "från och med måndag 1 mars 2027" in karin.chat().last.text
    return karin


def _karin_cannot_come_and_dan_steps_in(stage: YearStage, karin: Person) -> None:
    """Before her first day she answers about a meeting after it."""
    people = stage.folk
    stage.goes_to("2027-02-15 10:00")
    stage.presses(karin, stage.says(karin, "/narvaro"), "Förhinder")
    stage.presses(karin, karin.chat().last, "Hela mötet")
    stage.says(karin, "Säg att vi stöder förslaget.")
    stage.presses(people.dan, people.dan.chat().find("Kan du gå in?"), "Jag kan")
    assert "Dan Alm går in" in karin.chat().last.text
    refused = stage.says(karin, "/foresla Lokaler")
    assert "1 mars" in refused.text


def _the_first_of_march(stage: YearStage, karin: Person) -> None:
    """Rights move at midnight; the group is told when people are awake."""
    bo = stage.folk.bo
    stage.goes_to("2027-03-01 00:05")
    assert "Norr" not in stage.says(bo, "/foresla Lokaler").text
    assert "Ärende 1: Lokaler" in stage.says(karin, "/foresla Lokaler (10 min)").text
    stage.goes_to("2027-03-01 08:05")
    assert "Karin Ek" in stage.group.find("Områdeschef Barn").text


def _olle_is_invited(stage: YearStage, karin: Person) -> Person:
    """To Karin's item and nothing else."""
    people, olle = stage.folk, stage.world.person("Olle Om")
    shown = stage.says(people.asa, "/bjudin Olle Om olle.om@example.com ärende 1")
    stage.presses(people.asa, shown, "Bjud in")
    _joins(stage, olle, _link_in(people.asa))
    return olle


def _the_agenda_reaches_whom_it_concerns(stage: YearStage, karin: Person, olle: Person) -> None:
    """Karin in private for she is not in the group, Dan whole, Olle his item alone, Bo nothing."""
    people = stage.folk
    stage.says(people.rut, "/foresla Hemligt för Olle (20 min)")
    before = len(people.bo.chat().messages)
    prepare(stage, people.asa)
    stage.goes_to("2027-03-05 08:10")
    for person in (karin, people.dan):
        assert "Hemligt för Olle" in person.chat().find("Dagordning").text
    heard = "\n".join(message.text for message in olle.chat().from_bot)
    assert ("Lokaler" in heard, "Hemligt" in heard) == (True, False)
    assert len(people.bo.chat().messages) == before


def _bo_is_forgotten(stage: YearStage) -> None:
    """Once he is out of the group and a week has passed nothing is left of him but his name."""
    people = stage.folk
    people.asa.removes(people.bo, stage.group)
    stage.goes_to("2027-03-16 09:00")
    (bo,) = stage.look.rows(tables.person, tables.person.c.name == "Bo Ek")
    assert (bo.email, bo.telegram_id) == (None, None)


def _the_secretary_s_turn_passes(stage: YearStage) -> None:
    """The region is asked in November, names Rut, and she has it when the year is new."""
    people = stage.folk
    stage.goes_to("2027-11-01 08:10")
    stage.presses(people.rut, people.rut.chat().find("Vem blir"), "Ange sekreterare")
    stage.presses(people.rut, people.rut.chat().last, "Rut Sand")
    stage.presses(people.rut, people.rut.chat().last, "Registrera")
    stage.goes_to("2028-01-01 00:05")
    assert "/boka" in stage.says(people.rut, "/hjalp").text
    assert "/boka" not in stage.says(people.asa, "/hjalp").text
    stage.goes_to("2028-01-03 08:10")
    assert "Rut Sand" in stage.group.last.text
