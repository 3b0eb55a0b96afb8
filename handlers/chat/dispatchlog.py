"""/utskick: what went to whom when."""

from bot.acts.agendas import reading
from bot.acts.agendas.leftbehind import fetch_package, package_button
from bot.acts.sending.dispatchlog import sendings_of
from bot.model.meeting import Meeting
from bot.model.press import Press
from bot.refusals import NothingSent, StaleButton
from handlers.chat.conversation import Conversation
from handlers.chat.meetings import meeting_named

# More dates than this nobody chooses among.
MOST_OTHERS = 8


def show_log(talk: Conversation) -> None:
    """/utskick [datum]: the newest meeting that anything was sent about, or that day's; others by date."""
    sent = _sent_meetings(talk)
    _say(talk, _chosen(talk, sent), sent)


def _sent_meetings(talk: Conversation) -> list[Meeting]:
    return [meeting for meeting in talk.here.meetings() if meeting.is_sent][::-1]


def _say(talk: Conversation, meeting: Meeting, sent: list[Meeting]) -> None:
    sendings = sendings_of(talk.store, talk.here, meeting)
    talk.say(
        "dispatch_log",
        buttons=[[package_button(each.publication)] for each in sendings if each.is_left_behind],
        meeting=meeting,
        sendings=sendings,
        reading=reading.read_count(talk.store, talk.here, meeting, talk.now),
        others=[other for other in sent if other is not meeting][:MOST_OTHERS],
        useful_twice=False,
    )


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
