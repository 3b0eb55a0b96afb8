"""The middle scenes: people propose, preparers take up two items, and in the terminal decline one."""

from handlers.demo import captions, words
from handlers.demo.captions import Caption
from handlers.demo.days import Days
from handlers.demo.evidence import Race
from handlers.demo.paper import small_pdf
from handlers.demo.players import Players
from handlers.demo.stage import BOT_NAME, Stage
from integrations.botapi import ChatView, Message, Person, Press

ATTACHMENT = "Elevhälsan.pdf"


def propose(stage: Stage, players: Players, days: Days) -> None:
    """The bot asks for items by itself; two people propose, one with a file."""
    stage.goes_to(days.call)
    stage.quotes(captions.CALLED, players.group, "Föreslå punkter")
    stage.passes(minutes=90)
    players.bo.writes(f"/foresla@{BOT_NAME} {words.BOS_ITEM} (15 min)", players.group)
    _proposed(stage, words.BOS_ITEM, captions.BO_PROPOSES)
    stage.passes(minutes=12)
    caption = f"/föreslå {words.LENAS_ITEM} (30 min)"
    players.lena.sends_file(ATTACHMENT, small_pdf(words.LENAS_ITEM), caption=caption)
    stage.notes.did("attached")
    _proposed(stage, words.LENAS_ITEM, captions.LENA_PROPOSES)


def propose_with_a_ring(stage: Stage, players: Players) -> None:
    """A third one writes a command as Swedes spell it."""
    stage.passes(days=1, minutes=47)
    players.hugo.writes(f"/föreslå {words.HUGOS_ITEM}, 10 min")
    _proposed(stage, words.HUGOS_ITEM, captions.HUGO_PROPOSES)


def _proposed(stage: Stage, title: str, caption: Caption) -> None:
    stage.notes.proposes(title)
    stage.settles()
    stage.tells(caption)


def prepare(stage: Stage, players: Players, days: Days) -> None:
    """Two preparers decide side by side; then nobody presses anything any more."""
    stage.goes_to(days.preparing)
    stage.tells(captions.CLOSED)
    for preparer in (players.eva, players.gun):
        _asks_for_draft(stage, preparer, preparer.chat())
    gun_still_sees = _card(players.gun.chat(), words.LENAS_ITEM)
    _accept(stage, players.eva, players.eva.chat(), words.BOS_ITEM)
    eva_sees = _accept(stage, players.eva, players.eva.chat(), words.LENAS_ITEM)
    stage.tells(captions.ACCEPTED)
    _race(stage, players, eva_sees, gun_still_sees)
    _decline(stage, players)
    stage.passes(minutes=2)
    _asks_for_draft(stage, players.gun, players.gun.chat())
    _call_it_ready(stage, players.gun, players.gun.chat())
    stage.quotes(captions.READY, players.gun.chat(), "Skickas automatiskt")


def prepare_together(stage: Stage, players: Players, days: Days) -> None:
    """Eva does it alone, in the chat that the preparers share."""
    stage.goes_to(days.preparing)
    _asks_for_draft(stage, players.eva, players.preparers)
    stage.tells(captions.PREPARING)
    for title in (words.BOS_ITEM, words.LENAS_ITEM):
        _accept(stage, players.eva, players.preparers, title)
    _asks_for_draft(stage, players.eva, players.preparers)
    stage.tells(captions.PREPARED, chat=players.preparers)
    _call_it_ready(stage, players.eva, players.preparers)
    stage.tells(captions.EVA_READY, chat=players.preparers)


def _card(chat: ChatView, title: str) -> Message:
    """The newest card of that item on which one still decides."""
    of_item = [each for each in chat.from_bot if title in each.text]
    return [each for each in of_item if any("Ta upp" in row for row in each.buttons)][-1]


def _accept(stage: Stage, preparer: Person, chat: ChatView, title: str) -> Message:
    card = _card(chat, title)
    preparer.presses(card, "Ta upp")
    stage.notes.did("accepted")
    stage.settles()
    return card


def _race(stage: Stage, players: Players, evas_card: Message, card: Message) -> None:
    """Gun presses the card that she was shown before Eva decided."""
    stage.passes(minutes=1)
    pressed = players.gun.presses(card, "Ta upp")
    stage.settles()
    notice = pressed.answer.text if isinstance(pressed, Press) and pressed.answer else ""
    stage.notes.race = Race(
        first=players.eva.name, notice=notice, first_card=evas_card.text, second_card=card.text
    )
    stage.tells(captions.RACE, notice)


def _decline(stage: Stage, players: Players) -> None:
    players.gun.presses(_card(players.gun.chat(), words.HUGOS_ITEM), "Avböj")
    stage.settles()
    players.gun.writes(words.REASON)
    stage.notes.did("declined")
    stage.settles()
    stage.quotes(captions.DECLINED, players.hugo.chat(), "Skäl")


def _asks_for_draft(stage: Stage, preparer: Person, chat: ChatView) -> None:
    preparer.writes(f"/beredning@{BOT_NAME}", chat)
    stage.settles()


def _call_it_ready(stage: Stage, preparer: Person, chat: ChatView) -> None:
    preparer.presses(chat.find("Klar att skickas"), "Klar att skickas")
    stage.notes.did("ready")
    stage.settles()
