"""Whoever is to decide on a change in Outlook is reminded each working morning, for as long as it waits."""

from datetime import datetime

from bot.acts.outlook.unsettled import words_about
from bot.acts.sending.notices import note
from bot.acts.sending.promises import responsible
from bot.model.notice import OUTLOOK
from bot.model.workdays import next_morning
from bot.ports.store import Store


def remind_of_outlook(store: Store, arena_id: str, link_id: int, *, now: datetime) -> None:
    """Part of this morning's message, with the buttons of /attgora."""
    place = store.within(arena_id)
    link = place.calendar_link(link_id) if place else None
    if place is None or link is None or link.remind_at is None:
        return
    since, link.remind_at = link.remind_at, None
    meeting = link.meeting
    if link.unsettled is None or meeting.is_over(now) or not meeting.is_planned:
        return
    link.remind_at = next_morning(place.arena.local(now))
    note(
        store,
        place,
        responsible(place, now),
        words_about(link),
        key=f"outlookwaits:{link.id}:{place.arena.today(now)}",
        since=since,
        useful_until=min(link.remind_at, meeting.starts_at),
        subject=f"{OUTLOOK}:{meeting.id}",
    )
