"""For the calendar of somebody who is co-opted: the meeting, or the time of their item."""

from dataclasses import replace
from datetime import datetime

from bot.acts.meetings.calendar import calendar_entry
from bot.acts.meetings.item_calendar import item_entry
from bot.model.calendarentry import CalendarEntry
from bot.model.co_option import CoOption
from bot.model.dispatch import Button
from bot.ports.arena_store import ArenaStore

ADD, UPDATE, REMOVE = "Lägg till i kalendern", "Uppdatera kalendern", "Ta bort ur kalendern"


def guest_entry(
    place: ArenaStore, co_option: CoOption, *, bot_name: str, now: datetime, in_chat: bool = True
) -> CalendarEntry | None:
    """What they are invited to as it is now, cancelled once the invitation was taken back.

    None for an item whose time they have not been told.
    """
    if co_option.meeting is None:
        return item_entry(place, co_option, bot_name=bot_name, now=now, in_chat=in_chat)
    meeting, person = co_option.meeting, co_option.person
    entry = calendar_entry(meeting, person, bot_name=bot_name, now=now, in_chat=in_chat)
    return replace(entry, is_cancelled=entry.is_cancelled or co_option.withdrawn_at is not None)


def guest_button(co_option: CoOption, text: str = ADD) -> Button:
    """What brings it as a file; in no arena's name, for whoever is invited no more may still press."""
    return Button(text=text, action="itemcal", thing=co_option.id)


def guest_rows(place: ArenaStore, co_option: CoOption, text: str) -> list[list[Button]]:
    """The button below news of what they are invited to, for those who have been told its time."""
    is_told = co_option.item is None or place.last_page_of(co_option.item) is not None
    return [[guest_button(co_option, text)]] if is_told else []
