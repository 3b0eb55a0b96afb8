"""«Lägg till i kalendern»: the meeting as a file, for whoever pressed it."""

from typing import Any

from bot.acts.meetings.calendar import calendar_entry
from bot.acts.meetings.guest_calendar import guest_entry
from bot.acts.sending.rights import has_right
from bot.model.dispatch import ITEM_CALENDAR
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


def press_item(talk: Conversation, press: Press) -> None:
    """Their meeting, or their item's time, for whoever is, or was, co-opted to it. Raises StaleButton."""
    co_option = talk.store.co_option_of(talk.who, press.thing)
    place = talk.store.within(co_option.arena_id) if co_option else None
    if co_option is None or place is None:
        raise StaleButton
    subject = f"{ITEM_CALENDAR}:{co_option.id}"
    entry = guest_entry(place, co_option, bot_name=talk.bot_name, now=talk.now)
    if entry is None or not has_right(place, talk.who, subject, talk.now):
        raise StaleButton
    talk.enter(place.arena)
    content = talk.store.keep_file(talk.workshop.scribe(entry))
    title = co_option.item.title if co_option.item else None
    more: dict[str, Any] = {"subject": subject, "entry": entry, "title": title, "meeting": co_option.meeting}
    talk.send_file_privately(content, entry.file_name, "guest_calendar_file", **more)


def _offered(talk: Conversation, press: Press) -> Meeting:
    meeting = talk.here.meeting(press.thing)
    if meeting is None or meeting.is_tentative:
        raise StaleButton
    if meeting.is_preparatory and not may_prepare(talk.rights):
        raise StaleButton
    return meeting
