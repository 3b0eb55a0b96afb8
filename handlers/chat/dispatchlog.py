"""/utskick: what went to whom when."""

from bot.acts.agendas import reading
from bot.acts.sending.dispatchlog import sendings_of
from bot.model.meeting import Meeting
from bot.refusals import NothingSent
from handlers.chat.conversation import Conversation
from handlers.chat.meetings import meeting_on, read_day

# More dates than this nobody chooses among.
MOST_OTHERS = 8


def show_log(talk: Conversation) -> None:
    """/utskick [datum]: the newest meeting that anything was sent about, or that day's; others by date."""
    sent = [meeting for meeting in talk.here.meetings() if meeting.is_sent][::-1]
    meeting = _chosen(talk, sent)
    talk.say(
        "dispatch_log",
        meeting=meeting,
        sendings=sendings_of(talk.here, meeting),
        reading=reading.read_count(talk.store, talk.here, meeting, talk.now),
        others=[other for other in sent if other is not meeting][:MOST_OTHERS],
        useful_twice=False,
    )


def _chosen(talk: Conversation, sent: list[Meeting]) -> Meeting:
    if talk.heard.args:
        return meeting_on(talk, read_day(talk.heard.args))
    if not sent:
        raise NothingSent
    return sent[0]
