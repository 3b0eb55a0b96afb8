"""The scene in which Bo cannot come, and his deputy is asked and steps in."""

from bot.texts.dates import at_time
from handlers.demo import captions, words
from handlers.demo.days import Days
from handlers.demo.players import Players
from handlers.demo.stage import Stage


def call_in_deputy(stage: Stage, players: Players, days: Days) -> None:
    """Bo says so, and what Dan is to ask; Dan says that he can."""
    stage.passes(minutes=7)
    _is_hindered(stage, players, days)
    stage.quotes(captions.HINDERED, players.dan.chat(), "har förhinder")
    players.dan.presses(players.dan.chat().find("Kan du gå in?"), "Jag kan")
    # Who steps in has thereby answered too.
    stage.notes.did("deputy steps in")
    stage.notes.did("attendance answered")
    stage.settles()
    stage.quotes(captions.STEPS_IN, players.dan.chat(), "Du går in för")


def _is_hindered(stage: Stage, players: Players, days: Days) -> None:
    chat = players.bo.chat()
    players.bo.writes("/narvaro")
    stage.settles()
    card = [each for each in chat.from_bot if at_time(days.meeting) in each.text and each.buttons][-1]
    players.bo.presses(card, "Förhinder")
    stage.settles()
    players.bo.presses(chat.last, "Hela mötet")
    stage.notes.did("attendance answered")
    stage.settles()
    players.bo.writes(words.BOS_WORD)
    stage.notes.did("deputy asked")
    stage.settles()
