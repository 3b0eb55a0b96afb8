"""/protokoll as an answer to a file, or as its caption: the minutes go out once it is said to whom."""

from datetime import date

from bot.acts.agendas import minutes as acts
from bot.acts.agendas.publishing_minutes import send_minutes
from bot.model.meeting import Meeting
from bot.model.press import Press
from bot.refusals import BadDate, NoMeetingThatDay, NoMinutesFile
from handlers.chat.conversation import Conversation


def send_in(talk: Conversation) -> None:
    """/protokoll [datum]: of the meeting that was held last, where no date is said."""
    file = talk.heard.offered_file
    if file is None:
        raise NoMinutesFile
    acts.receive_minutes(
        talk.store,
        talk.here,
        talk.rights,
        _meeting(talk),
        file_id=file.file_id,
        name=file.name,
        size=file.size,
        now=talk.now,
    )


def _meeting(talk: Conversation) -> Meeting:
    if not talk.heard.args:
        return acts.last_held(talk.here, talk.now)
    try:
        day = date.fromisoformat(talk.heard.args.strip())
    except ValueError:
        raise BadDate from None
    for meeting in talk.here.meetings():
        if meeting.starts.date() == day and meeting.is_planned:
            return meeting
    raise NoMeetingThatDay(day=day)


def press_send(talk: Conversation, press: Press) -> None:
    """«Skicka»."""
    facts = send_minutes(talk.store, talk.here, talk.rights, press.thing, now=talk.now)
    talk.receipt("Skickat")
    talk.show_again("minutes_report", **facts)


def press_drop(talk: Conversation, press: Press) -> None:
    """«Avbryt»."""
    file = acts.drop_minutes(talk.here, press.thing)
    talk.show_again("minutes_dropped", file=file)
