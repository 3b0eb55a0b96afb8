"""The middle scenes: three propose, two preparers take up two items and decline one."""

from handlers.demo import words
from handlers.demo.days import Days
from handlers.demo.evidence import Race
from handlers.demo.paper import small_pdf
from handlers.demo.players import Players
from handlers.demo.stage import BOT_NAME, Stage
from integrations.botapi import Message, Person, Press

ATTACHMENT = "Elevhälsan.pdf"


def propose(stage: Stage, players: Players, days: Days) -> None:
    """The bot asks for items by itself; three people propose, one with a file."""
    stage.goes_to(days.call)
    stage.tells(words.CALLED)
    stage.quotes_chat(players.group, "Föreslå punkter")
    stage.passes(minutes=90)
    players.bo.writes(f"/foresla@{BOT_NAME} {words.BOS_ITEM} (15 min)", players.group)
    _proposed(stage, words.BOS_ITEM, words.BO_PROPOSES)
    stage.passes(minutes=12)
    caption = f"/föreslå {words.CILLAS_ITEM} (30 min)"
    players.cilla.sends_file(ATTACHMENT, small_pdf(words.CILLAS_ITEM), caption=caption)
    stage.notes.did("attached")
    _proposed(stage, words.CILLAS_ITEM, words.CILLA_PROPOSES)
    stage.passes(days=1, minutes=47)
    players.hugo.writes(f"/föreslå {words.HUGOS_ITEM}, 10 min")
    _proposed(stage, words.HUGOS_ITEM, words.HUGO_PROPOSES)


def _proposed(stage: Stage, title: str, caption: str) -> None:
    stage.notes.proposes(title)
    stage.settles()
    stage.tells(caption)


def prepare(stage: Stage, players: Players, days: Days) -> None:
    """Two preparers decide side by side; then nobody presses anything any more."""
    stage.goes_to(days.preparing)
    stage.tells(words.CLOSED)
    for preparer in (players.eva, players.gun):
        preparer.writes("/beredning")
    stage.settles()
    gun_still_sees = _card(players.gun, 1)
    _accept(stage, players.eva, 1)
    _accept(stage, players.eva, 2)
    stage.tells(words.ACCEPTED)
    _race(stage, players, gun_still_sees)
    _decline(stage, players)
    _call_it_ready(stage, players.gun)


def _card(person: Person, number: int) -> Message:
    return person.chat().find(f"Ärende {number}: ")


def _accept(stage: Stage, preparer: Person, number: int) -> None:
    preparer.presses(_card(preparer, number), "Ta upp")
    stage.notes.did("accepted")
    stage.settles()


def _race(stage: Stage, players: Players, card: Message) -> None:
    """Gun presses the card that she was shown before Eva decided."""
    stage.passes(minutes=1)
    pressed = players.gun.presses(card, "Ta upp")
    stage.settles()
    notice = pressed.answer.text if isinstance(pressed, Press) and pressed.answer else ""
    first_card = _card(players.eva, 1)
    stage.notes.race = Race(
        first=players.eva.name, notice=notice, first_card=first_card.text, second_card=card.text
    )
    stage.tells(words.RACE)
    stage.says(notice)


def _decline(stage: Stage, players: Players) -> None:
    players.gun.presses(_card(players.gun, 3), "Avböj")
    stage.settles()
    players.gun.writes(words.REASON)
    stage.notes.did("declined")
    stage.settles()
    stage.tells(words.DECLINED)
    stage.quotes(players.hugo, "Skäl")


def _call_it_ready(stage: Stage, preparer: Person) -> None:
    stage.passes(minutes=2)
    preparer.writes("/beredning")
    stage.settles()
    draft = preparer.chat().find("Klar att skickas")
    preparer.presses(draft, "Klar att skickas")
    stage.notes.did("ready")
    stage.settles()
    stage.tells(words.READY)
    stage.quotes(preparer, "Skickas automatiskt")
