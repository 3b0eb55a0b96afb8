"""What people changed in Outlook: nothing is written over, and whoever plans meetings decides."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from bot.acts.desk import Desk
from bot.acts.meetings.joint import reserve_together
from bot.acts.meetings.rescheduling import NewTime, change_place_as_decided, move_as_decided
from bot.acts.sending.promises import responsible, tell_all
from bot.model.calendaraliases import namesakes
from bot.model.calendarevent import Snapshot, invitees_of
from bot.model.calendarlink import CalendarLink
from bot.model.dispatch import Button
from bot.model.workdays import next_morning
from bot.permissions import may_plan
from bot.ports.arena_store import ArenaStore
from bot.ports.store import Store
from bot.refusals import NotYours, StaleButton
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
    before, mark = link.unsettled, link.unsettled_mark
    link.unsettled = _changed_there(link, differs, there, now)
    if bool(before) == bool(link.unsettled) and mark == link.unsettled_mark:
        return
    unsettled = link.unsettled
    link.remind_at = next_morning(place.arena.local(now)) if unsettled else None
    if unsettled is None:
        return
    text = words_about(link)
    # Whoever makes the same change again once it was settled is asked about it again.
    key = f"outlook:{link.id}:{link.attempt}:{link.unsettled_mark}:{now:%Y%m%d%H%M%S}"
    more: dict[str, Any] = {"subject": f"meeting:{link.meeting.id}", "silent": place.arena.is_night(now)}
    tell_all(store, place, responsible(place, now), text, key=key, buttons=[deciding_buttons(link)], **more)


def _changed_there(
    link: CalendarLink, differs: frozenset[str], there: Snapshot | None, now: datetime
) -> Snapshot | None:
    """What people changed, and nothing of what the bot writes beside it."""
    if there is None:
        return {"fields": [], "there": None}
    if not differs:
        return None
    unsettled: Snapshot = {"fields": sorted(differs), "there": {name: there[name] for name in differs}}
    if "invitees" in differs:
        base, ours = (link.base or {})["invitees"], (link.wanted or {}).get("invitees", {})
        unsettled["came"] = sorted(there["invitees"].keys() - base.keys() - ours.keys())
        unsettled["went"] = sorted((base.keys() - there["invitees"].keys()) & ours.keys())
    return unsettled | {"since": _moved_since(link, there, now).isoformat()}


def _moved_since(link: CalendarLink, there: Snapshot, now: datetime) -> datetime:
    """From when on answers are about the time that somebody chose in Outlook: it emptied the earlier ones."""
    before = link.unsettled or {}
    is_same = (before.get("there") or {}).get("time") == there["time"]
    return datetime.fromisoformat(before["since"]) if is_same and "since" in before else now


def words_about(link: CalendarLink) -> str:
    """How Outlook and the bot differ, and what there is to choose."""
    facts = {"meeting": link.meeting, "differences": differences_of(link)}
    return say("outlook_differs", arena=link.meeting.arena, **facts)


def deciding_buttons(link: CalendarLink) -> list[Button]:
    """«Behåll Outlooks», «Behåll botens»: for this very change."""
    return [_button(link, "Behåll Outlooks", "outlooktheirs"), _button(link, "Behåll botens", "outlookours")]


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
        since = datetime.fromisoformat((link.unsettled or {}).get("since") or desk.now.isoformat())
        _settle(link, fields, there, (link.written or {}) | written)
        _follow(desk, link, fields, there, since)
        # The agenda waits for whom somebody has invited.
        link.due_at = desk.now
    desk.record("outlook kept", f"meeting:{link.meeting.id}", fields=fields)
    return link


def _follow(desk: Desk, link: CalendarLink, fields: list[str], there: Snapshot, since: datetime) -> None:
    if "time" in fields:
        starts, ends = map(datetime.fromisoformat, there["time"])
        to = NewTime(starts=starts, minutes=max(1, (ends - starts) // A_MINUTE))
        move_as_decided(desk, link.meeting, to)
        link.written = (link.written or {}) | {"time": there["time"]}
        link.asked_at = since
    if "place" in fields:
        change_place_as_decided(desk, link.meeting, there["place"][:300], link.meeting.link)
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
    base = link.base or {}
    if "invitees" in fields:
        # Who went while somebody of the same name came is known by another address there.
        others = namesakes(invitees_of(base), invitees_of(there))
        link.aliases = ((link.aliases or {}) | others) or None
        there = there | {"invitees": {others.get(each, each): how for each, how in there["invitees"].items()}}
    link.written, link.unsettled, link.remind_at = written, None, None
    link.base = base | {name: there[name] for name in fields}


def _unsettled(desk: Desk, link_id: int, mark: int) -> tuple[CalendarLink, Any]:
    _must_decide(desk)
    link = desk.place.calendar_link(link_id)
    if link is None or link.unsettled is None or link.unsettled_mark != mark:
        raise StaleButton
    reserve_together(desk.store, link.meeting)
    if link.meeting.is_over(desk.now) or not link.meeting.is_planned:
        raise StaleButton
    return link, link.unsettled["there"]


def _must_decide(desk: Desk) -> None:
    """Raises NotYours unless they plan meetings, or are asked where nobody who does can be reached."""
    person = desk.by
    if person is None or not (
        may_plan(desk.place.standing(person, desk.today)) or person in responsible(desk.place, desk.now)
    ):
        raise NotYours
