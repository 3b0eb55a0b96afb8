"""/arshjul: an arena's year as a picture, with the same in words."""

import re
from functools import partial

from bot.acts.arenas.yearwheel import wheel_of, year_of_interest
from bot.refusals import BadYear
from handlers.chat.conversation import Conversation
from handlers.chat.meetings import is_shown


def show(talk: Conversation) -> None:
    """/arshjul [år]: the year of the next meeting where none is named; words alone for a year without any."""
    year = read_year(talk.heard.args) or year_of_interest(talk.here, now=talk.now)
    wheel = wheel_of(talk.here, year, partial(is_shown, talk), now=talk.now)
    if not wheel.marks:
        talk.say("year_wheel", wheel=wheel, useful_twice=False)
        return
    picture = talk.workshop.painter(wheel)
    talk.say_below(picture, f"Årshjul {year}.png", "year_wheel", wheel=wheel)


def read_year(text: str) -> int | None:
    """The year that somebody typed, None for none. Raises BadYear."""
    if not text.strip():
        return None
    if not re.fullmatch(r"20\d\d", text.strip(), re.ASCII):
        raise BadYear
    return int(text)
