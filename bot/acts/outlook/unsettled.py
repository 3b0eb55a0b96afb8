"""What people changed in Outlook: nothing is written over, and whoever plans meetings decides."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from bot.acts.desk import Desk
from bot.acts.meetings.booking import must_plan
from bot.acts.meetings.rescheduling import NewTime, change_place, move
from bot.acts.sending.promises import responsible, tell_all
from bot.model.calendarevent import Snapshot
from bot.model.calendarlink import CalendarLink
from bot.model.dispatch import Button
from bot.ports.arena_store import ArenaStore
from bot.ports.store import Store
from bot.refusals import StaleButton
from bot.texts import say

A_MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, kw_only=True)
class Differences:
    """How Outlook and the bot differ; a field is None where they do not, times are local."""

    is_deleted: bool
    time: tuple[datetime, datetime] | None = None
    subject: tuple[str, str] | None = None
    place: tuple[str, str] | None = None
    has_other_words: bool = False
    came: tuple[str, ...] = ()
    went: tuple[str, ...] = ()


def note_differences(
    store: Store, place: ArenaStore, link: CalendarLink, differs: frozenset[str], there: Snapshot | None,
    *, now: datetime,
) -> None:  # fmt: skip
    """Tell whoever is to decide, once for each change; `there` is None for an event that was deleted."""
    unsettled = {"fields": sorted(differs), "there": there} if differs or there is None else None
    if unsettled == link.unsettled:
        return
    link.unsettled = unsettled
    if unsettled is None:
        return
    text = say("outlook_differs", arena=place.arena, meeting=link.meeting, differences=differences_of(link))
    # Whoever makes the same change again once it was settled is asked about it again.
    key = f"outlook:{link.id}:{link.attempt}:{link.unsettled_mark}:{now:%Y%m%d%H%M%S}"
    buttons = [
        [_button(link, "Behåll Outlooks", "outlooktheirs"), _button(link, "Behåll botens", "outlookours")]
    ]
    people = responsible(place, now)
    tell_all(store, place, people, text, key=key, buttons=buttons, subject=f"meeting:{link.meeting.id}")


def _button(link: CalendarLink, text: str, action: str) -> Button:
    return Button(
        text=text, action=action, arena_id=link.arena_id, thing=link.id, revision=link.unsettled_mark
    )


def differences_of(link: CalendarLink) -> Differences:
    """In words' stead: what stands there, and what the bot holds, of each thing that differs."""
    unsettled, ours = link.unsettled or {}, link.wanted or {}
    there, base = unsettled.get("there"), link.base or {}
    if not there or not ours:
        return Differences(is_deleted=True)
    fields = unsettled["fields"]
    invitees = "invitees" in fields
    return Differences(
        is_deleted=False,
        time=(_local(link, there), _local(link, ours)) if "time" in fields else None,
        subject=(there["subject"], ours["subject"]) if "subject" in fields else None,
        place=(there["place"], ours["place"]) if "place" in fields else None,
        has_other_words="words" in fields,
        came=_names(there["invitees"], base["invitees"], ours["invitees"]) if invitees else (),
        went=_names(base["invitees"], there["invitees"]) if invitees else (),
    )


def _names(some: Snapshot, *but: Snapshot) -> tuple[str, ...]:
    left = (address for address in some if not any(address in each for each in but))
    return tuple(some[address][0] for address in left)


def _local(link: CalendarLink, event: Snapshot) -> datetime:
    return datetime.fromisoformat(event["time"][0]).replace(tzinfo=link.meeting.arena.zone)


def keep_theirs(desk: Desk, link_id: int, mark: int) -> CalendarLink:
    """«Behåll Outlooks»: the meeting moves with it; one that was deleted stays away.

    Raises NotYours, StaleButton, and what moving a meeting raises.
    """
    link, there = _unsettled(desk, link_id, mark)
    fields = (link.unsettled or {})["fields"]
    if there is None:
        link.forget_event()
        link.is_let_go, link.due_at = True, None
    else:
        written = {name: (link.wanted or {})[name] for name in fields}
        _settle(link, fields, there, (link.written or {}) | written)
        _follow(desk, link, fields, there)
    desk.record("outlook kept", f"meeting:{link.meeting.id}", fields=fields)
    return link


def _follow(desk: Desk, link: CalendarLink, fields: list[str], there: Snapshot) -> None:
    if "time" in fields:
        starts, ends = map(datetime.fromisoformat, there["time"])
        move(desk, link.meeting, NewTime(starts=starts, minutes=max(1, (ends - starts) // A_MINUTE)))
        link.written = (link.written or {}) | {"time": there["time"]}
    if "place" in fields and there["place"]:
        change_place(desk, link.meeting, there["place"][:300], link.meeting.link)
        link.written = (link.written or {}) | {"place": there["place"]}


def keep_ours(desk: Desk, link_id: int, mark: int) -> CalendarLink:
    """«Behåll botens»: it is written again, or made anew. Raises NotYours, StaleButton."""
    link, there = _unsettled(desk, link_id, mark)
    fields = (link.unsettled or {})["fields"]
    if there is None:
        link.forget_event()
    else:
        _settle(link, fields, there, (link.written or {}) | {name: there[name] for name in fields})
    link.due_at = desk.now
    desk.record("outlook restored", f"meeting:{link.meeting.id}", fields=fields)
    return link


def _settle(link: CalendarLink, fields: list[str], there: Snapshot, written: Snapshot) -> None:
    link.written, link.unsettled = written, None
    link.base = (link.base or {}) | {name: there[name] for name in fields}


def _unsettled(desk: Desk, link_id: int, mark: int) -> tuple[CalendarLink, Any]:
    must_plan(desk)
    link = desk.place.calendar_link(link_id)
    if link is None or link.unsettled is None or link.unsettled_mark != mark:
        raise StaleButton
    if link.meeting.is_over(desk.now) or not link.meeting.is_planned:
        raise StaleButton
    return link, link.unsettled["there"]
