"""What people do again and again in the year, as they do it in Telegram."""

import re

from handlers.demo.paper import small_pdf
from integrations.botapi import Message, Person
from tests.stories.yearstage import YearStage


def book(stage: YearStage, who: Person, starts: str, place: str = "Regionens hus, Östersund") -> None:
    """/boka and «Boka»."""
    stage.presses(who, stage.says(who, f"/boka {starts} 2h {place}"), "Boka")


def move(stage: YearStage, day: str, to: str) -> None:
    """The secretary finds the meeting's card and presses «Flytta»."""
    asa = stage.folk.asa
    stage.says(asa, "/moten")
    stage.presses(asa, asa.chat().find(f"{day} kl."), "Flytta")
    stage.presses(asa, stage.says(asa, to), "Flytta mötet")


def own_card(stage: YearStage, person: Person, title: str) -> Message:
    """Of one's own item, by /mina."""
    mine = stage.says(person, "/mina")
    stage.presses(person, mine, button(mine, title))
    return card(person, title)


def open_from(stage: YearStage, preparer: Person, title: str) -> Message:
    """An item's card, by /beredning and its title."""
    before = len(preparer.chat().messages)
    stage.says(preparer, "/beredning")
    draft = next(each for each in preparer.chat().messages[before:] if title in str(each.buttons))
    stage.presses(preparer, draft, button(draft, title))
    return card(preparer, title)


def promise_file(stage: YearStage, person: Person, title: str) -> None:
    """«Bilaga kommer»."""
    stage.presses(person, own_card(stage, person, title), "Bilaga kommer")


def prepare(stage: YearStage, who: Person, *, decline: str = "", postpone: str = "", to: str = "") -> None:
    """/beredning, and every incoming card gets its press."""
    before = len(who.chat().messages)
    stage.says(who, "/beredning")
    for shown in who.chat().messages[before + 1 :]:
        if "Ta upp" not in [word for row in shown.buttons for word in row]:
            continue
        if decline and decline in shown.text:
            stage.presses(who, shown, "Avböj")
            stage.says(who, "Det avgör fastighetsenheten, så vi tar det med dem.")
        elif postpone and postpone in shown.text:
            stage.presses(who, shown, f"Skjut upp till {to}")
        else:
            stage.presses(who, shown, "Ta upp")


def call_ready(stage: YearStage, who: Person) -> None:
    """The newest draft, and «Klar att skickas»."""
    stage.says(who, "/beredning")
    stage.presses(who, who.chat().find("Utkast till dagordning"), "Klar att skickas")


def send_minutes(stage: YearStage, name: str) -> None:
    """A file, /protokoll as an answer to it, and «Skicka»."""
    asa = stage.folk.asa
    sent = asa.sends_file(name, small_pdf(name))
    stage.settles()
    asa.writes("/protokoll", reply_to=sent)
    stage.settles()
    stage.presses(asa, asa.chat().find("skickas som protokoll"), "Skicka")


def card(person: Person, title: str) -> Message:
    """The newest card of an item in somebody's chat."""
    shown = [each for each in person.chat().from_bot if re.match(rf".+\nÄrende \d+: {title}", each.text)]
    assert shown, f"{person.name} sees no card of {title}"
    return shown[-1]


def button(message: Message, title: str) -> str:
    """The whole words of a button that names an item."""
    return next(word for row in message.buttons for word in row if title in word)
