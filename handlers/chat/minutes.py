"""/protokoll as an answer to a file, or as its caption: the minutes go out once it is said to whom."""

from bot.acts.agendas import minutes as acts
from bot.acts.agendas.publishing_minutes import send_minutes
from bot.model.daytext import days_meant
from bot.model.meeting import Meeting
from bot.model.press import Press
from bot.refusals import NoMeetingThatDay, NoMinutesFile
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
    days = days_meant(talk.heard.args, talk.today)
    held = [each for day in reversed(days) for each in talk.here.meetings_on(day) if each.is_planned]
    if not held:
        raise NoMeetingThatDay(day=days[-1])
    return held[0]


def press_send(talk: Conversation, press: Press) -> None:
    """«Skicka»."""
    facts = send_minutes(talk.store, talk.here, talk.rights, press.thing, now=talk.now)
    talk.receipt("Skickat")
    talk.show_again("minutes_report", **facts)


def press_meeting(talk: Conversation, press: Press) -> None:
    """The date of another meeting."""
    file = acts.choose_meeting(talk.here, press.thing, press.revision, talk.now)
    if file.meeting:
        buttons, facts = acts.preview_of(talk.here, file, file.meeting, talk.now)
        talk.show_again("minutes_preview", buttons=buttons, **facts)


def press_drop(talk: Conversation, press: Press) -> None:
    """«Avbryt»."""
    file = acts.drop_minutes(talk.here, press.thing)
    talk.show_again("minutes_dropped", file=file)
