"""The preparatory meeting (seed 000 «beredande möte»): who hears of it, and its paper."""

from datetime import datetime
from typing import Any

from bot.acts.items.postponing import put_off_before
from bot.acts.sending.promises import tell_preparers
from bot.model.deadline import Deadline, DeadlineKind
from bot.model.dispatch import Button
from bot.model.meeting import Meeting
from bot.model.person import Person
from bot.permissions import may_prepare
from bot.ports.arena_store import ArenaStore
from bot.ports.store import Store
from bot.texts import say_parts


def preparatory_of(place: ArenaStore, meeting: Meeting, now: datetime) -> Meeting | None:
    """The coming meeting that prepares this one, if there is one."""
    preparing = place.meetings_preparing(meeting)
    return next((each for each in preparing if each.is_planned and not each.is_over(now)), None)


def has_its_paper_today(place: ArenaStore, deadline: Deadline, now: datetime) -> bool:
    """Whether this morning's reminder of the preparatory meeting says all that came in."""
    preparatory = preparatory_of(place, deadline.meeting, now)
    today = place.arena.today(deadline.due_at)
    reminders = place.all_deadlines(preparatory) if preparatory else []
    return any(
        each.kind is DeadlineKind.MEETING_TOMORROW
        and each.generation == each.meeting.generation
        and place.arena.today(each.due_at) == today
        for each in reminders
    )


def remind_of_preparatory(store: Store, place: ArenaStore, deadline: Deadline, now: datetime) -> None:
    """The morning before: when, where, and all that came in for the meeting that is prepared."""
    prepared = deadline.meeting.prepares
    if prepared is not None and not prepared.is_planned:
        return
    found = place.items_of(prepared) if prepared else place.waiting_items()
    items = [item for item in found if not item.standing_key]
    facts: dict[str, Any] = {"meeting": deadline.meeting, "prepared": prepared, "now": now}
    facts |= {"items": items, "put_off": put_off_before(place, items)}
    parts = say_parts("preparatory_tomorrow", arena=place.arena, **facts)
    for part, text in enumerate(parts):
        key = f"due:{deadline.kind}:{deadline.meeting.id}:{deadline.generation}:{part}"
        last = part == len(parts) - 1
        buttons = [[_way_in(place, prepared)]] if last and prepared else []
        more: dict[str, Any] = {"key": key, "buttons": buttons, "twice_is_better": False}
        tell_those_who_prepare(store, place, text, now=now, **more)


def _way_in(place: ArenaStore, prepared: Meeting) -> Button:
    return Button(text="Öppna beredningen", action="prepare", arena_id=place.arena.id, thing=prepared.id)


def tell_those_who_prepare(
    store: Store,
    place: ArenaStore,
    text: str,
    *,
    now: datetime,
    but: Person | None = None,
    **more: Any,
) -> None:
    """In the preparers' own chat where there is one, else to preparers, secretary and chair privately."""
    standings = place.standings(place.arena.today(now))
    people = [standing.person for standing in standings if may_prepare(standing)]
    others = [person for person in people if person is not but]
    tell_preparers(store, place, text, now=now, people=others, **more)
