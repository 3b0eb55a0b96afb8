"""The first scenes: the arena is loaded, people join, a stranger tries, the group is bound."""

from datetime import timedelta

from bot.texts.dates import at_time, listed
from handlers.demo import captions, words
from handlers.demo.days import Days
from handlers.demo.players import Players
from handlers.demo.process import arena_file
from handlers.demo.stage import BOT_NAME, Stage, StoryBroke
from integrations.botapi import Person

Codes = dict[str, str]


def open_arena(stage: Stage, days: Days) -> tuple[dict[str, str], Codes]:
    """Load and invite by the real commands: everybody's link by name, and the codes of the two chats."""
    stage.bot.command("load", str(arena_file(stage.home, days.toml())))
    stage.tells(captions.LOADED.of(meetings=listed([at_time(each) for each in days.meetings])))
    stage.clock.goes_to(days.begins + timedelta(minutes=4))
    invited = stage.bot.command("invite", "demo")
    links = {person["name"]: person["link"] for person in invited["people"]}
    stage.tells(captions.INVITED.of(count=len(links)))
    stage.clock.goes_to(days.begins + timedelta(minutes=6))
    stage.starts_bot()
    stage.tells(captions.STARTED)
    return links, invited["chats"]


def join(stage: Stage, players: Players, links: dict[str, str]) -> None:
    """Everybody but Ines opens their link."""
    stage.passes(minutes=9)
    for person in players.joining:
        person.opens_link(links[person.name])
    stage.settles()
    for person in players.joining:
        person.presses(person.chat().last, "Det är jag")
        stage.notes.did("joined")
    stage.settles()
    joined = captions.JOINED.of(names=listed([person.name for person in players.joining]))
    stage.quotes(joined, players.bo.chat(), "Välkommen", "Nästa möte")
    stage.tells(captions.ABSENT)


def strangers_try(stage: Stage, players: Players, bos_link: str) -> None:
    """Olle has Bo's link and a group of his own; neither gets him anywhere."""
    stage.passes(minutes=20)
    players.olle.opens_link(bos_link)
    players.olle.writes("/dagordning")
    players.olle.adds_bot(players.book_circle)
    players.olle.writes(f"/dagordning@{BOT_NAME}", players.book_circle)
    stage.settles()
    stage.quotes(captions.STRANGER, players.olle.chat(), "Länken")
    stage.tells(captions.STRANGERS_GROUP)


def bind_group(stage: Stage, players: Players, code: str) -> None:
    """Åsa makes the group the arena's, and only then fills it, so that the bot learns who is in it."""
    stage.passes(minutes=6)
    players.asa.adds_bot(players.group)
    players.asa.writes(f"/koppla@{BOT_NAME} {code}", players.group)
    stage.notes.did("bound")
    stage.settles()
    stage.tells(captions.BOUND, chat=players.group)
    for person in _others_in_group(players):
        players.asa.adds(person, players.group)
    heard = stage.world.next_update_id
    players.bo.writes(words.SMALL_TALK, players.group)
    if stage.world.next_update_id != heard:
        raise StoryBroke(words.OVERHEARD)
    stage.settles()
    stage.tells(captions.GROUP_FILLED)


def bind_preparers(stage: Stage, players: Players, code: str) -> None:
    """Eva makes a chat for those who prepare, and binds it the same way."""
    stage.passes(minutes=3)
    players.eva.adds_bot(players.preparers)
    players.eva.writes(f"/koppla@{BOT_NAME} {code}", players.preparers)
    stage.notes.did("bound")
    stage.settles()
    stage.tells(captions.PREPARERS_BOUND)


def book_circle_is_left(stage: Stage, players: Players) -> None:
    """Nobody binds Olle's group, so that the bot goes."""
    stage.passes(minutes=15)
    left = stage.world.ledger.accepted
    stage.until(lambda: left("leaveChat", chat_id=players.book_circle.id), words.WAIT_LEAVE)
    stage.tells(captions.LEFT)


def _others_in_group(players: Players) -> list[Person]:
    return [person for person in players.joining if person not in (players.asa, players.dan)]
