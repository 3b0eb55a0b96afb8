"""«Lägg till i kalendern»: the meeting as a file, for whoever pressed it."""

from bot.acts.meetings.calendar import calendar_entry
from bot.model.meeting import Meeting
from bot.model.press import Press
from bot.permissions import may_prepare
from bot.refusals import StaleButton
from handlers.chat.conversation import Conversation


def press_calendar(talk: Conversation, press: Press) -> None:
    """Sent to the presser alone, wherever it was pressed: as the meeting is now, or that it is cancelled."""
    meeting = _offered(talk, press)
    if not talk.who.reachable:
        talk.receipt("Öppna mig privat och skriv /moten.")
        return
    entry = calendar_entry(meeting, talk.who, bot_name=talk.bot_name, now=talk.now)
    content = talk.store.keep_file(talk.workshop.scribe(entry))
    about = f"calendar:{meeting.id}"
    talk.send_file_privately(content, entry.file_name, "calendar_file", subject=about, meeting=meeting)
    talk.receipt("Filen kommer i din privata chatt." if talk.heard.in_group else "")


def _offered(talk: Conversation, press: Press) -> Meeting:
    meeting = talk.here.meeting(press.thing)
    if meeting is None or meeting.is_tentative:
        raise StaleButton
    if meeting.is_preparatory and not may_prepare(talk.rights):
        raise StaleButton
    return meeting
