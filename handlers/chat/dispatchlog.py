"""/utskick: what went to whom when."""

from typing import Any

from bot.acts.agendas import reading
from bot.acts.agendas.leftbehind import fetch_package, package_button
from bot.acts.sending.dispatchlog import sendings_of
from bot.model.meeting import Meeting
from bot.model.press import Press
from bot.refusals import NothingSent, StaleButton
from bot.texts.dates import on_day
from handlers.chat.conversation import Conversation, Rows
from handlers.chat.meetings import meeting_named

# More dates than this nobody chooses among.
MOST_OTHERS = 8


def show_log(talk: Conversation) -> None:
    """/utskick [datum]: the newest meeting that anything was sent about, or that day's; others by date."""
    sent = _sent_meetings(talk)
    name, buttons, facts = _log(talk, _chosen(talk, sent), sent)
    talk.say(name, buttons=buttons, useful_twice=False, **facts)


def press_log(talk: Conversation, press: Press) -> None:
    """The date of another meeting, below a log."""
    sent = _sent_meetings(talk)
    meeting = next((each for each in sent if each.id == press.thing), None)
    if meeting is None:
        raise StaleButton
    name, buttons, facts = _log(talk, meeting, sent)
    talk.show_again(name, buttons=buttons, **facts)


def _sent_meetings(talk: Conversation) -> list[Meeting]:
    return [meeting for meeting in talk.here.meetings() if meeting.is_sent][::-1]


def _log(talk: Conversation, meeting: Meeting, sent: list[Meeting]) -> tuple[str, Rows, dict[str, Any]]:
    sendings = sendings_of(talk.store, talk.here, meeting)
    packages = [[package_button(each.publication)] for each in sendings if each.is_left_behind]
    others = [other for other in sent if other is not meeting][:MOST_OTHERS]
    dates = [[talk.button(on_day(other.starts), "log", other.id)] for other in others]
    read = reading.read_count(talk.store, talk.here, meeting, talk.now)
    facts = {"meeting": meeting, "sendings": sendings, "reading": read, "others": others}
    return "dispatch_log", [*packages, *dates], facts


def press_package(talk: Conversation, press: Press) -> None:
    """«Hämta paketet»."""
    meeting = talk.here.meeting(press.thing)
    if meeting is None:
        raise StaleButton
    fetch_package(talk.store, talk.here, talk.who, meeting, press.revision, key=talk.key, now=talk.now)


def _chosen(talk: Conversation, sent: list[Meeting]) -> Meeting:
    if talk.heard.args:
        return meeting_named(talk)
    if not sent:
        raise NothingSent
    return sent[0]
