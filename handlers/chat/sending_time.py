"""«Annan tid»: when an agenda goes out that cannot keep the week."""

from datetime import datetime, time
from typing import Any

from bot.acts.agendas.sending_time import possible_time, set_sending_time
from bot.model.bookingtext import read_booking
from bot.model.press import Press
from bot.refusals import AgendaAlreadySent, BadDate, StaleButton
from handlers.chat.booking import desk_of
from handlers.chat.conversation import Conversation

MORNING = time(8, 0)


def press_when(talk: Conversation, press: Press) -> None:
    """«Annan tid»: the next message is the time."""
    meeting = talk.here.meeting(press.thing)
    if meeting is None or meeting.is_over(talk.now) or not meeting.is_planned:
        raise StaleButton
    if meeting.is_sent:
        raise AgendaAlreadySent(meeting=meeting)
    talk.ask("sendwhen", meeting=meeting.id)
    keep = talk.button("Avbryt", "keepmeet", meeting.id)
    example = possible_time(meeting, talk.now)
    talk.say("ask_sending_time", buttons=[[keep]], meeting=meeting, example=example, useful_twice=False)


def store_when(talk: Conversation, facts: dict[str, Any]) -> None:
    """The message after «Annan tid»; a day alone means its morning, a time alone means today."""
    meeting = talk.here.meeting(int(facts["meeting"]))
    if meeting is None or not meeting.is_planned:
        raise StaleButton
    words = read_booking(talk.heard.text, talk.today)
    if len(words.whens) > 1 or not (words.whens or words.clock):
        raise BadDate
    at = datetime.combine(words.whens[0].day if words.whens else talk.today, words.clock or MORNING)
    set_sending_time(desk_of(talk), meeting, at)
    talk.done_asking()
    talk.say("sending_time_set", meeting=meeting, at=at)
