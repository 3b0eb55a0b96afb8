"""A succession taken back: everything as it was, unless somebody has built upon it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from bot.acts.arenas.falling import GOES_ON, UNDONE, told_to_fall
from bot.acts.arenas.succession import bring_back, follow
from bot.acts.arenas.succession_told import tell_of_going_on, tell_of_taking_back
from bot.acts.desk import Desk
from bot.acts.items.incoming import record_item
from bot.acts.sending.guests import tell_co_opted_of_item
from bot.model.arena import Arena
from bot.model.item import AgendaItem, ItemState
from bot.model.meeting import Meeting
from bot.model.succession import PASSED, TOOK_OVER, Reason
from bot.refusals import NotPassedOn


@dataclass(frozen=True, kw_only=True)
class GoesOn:
    """The meetings that are on again, and how many messages go out about it."""

    meetings: list[Meeting]
    told: int


def undo_announcement(old: Desk) -> GoesOn:
    """The arena goes on: no day, no successor.

    Raises NotPassedOn for one that was to end on no day.
    """
    arena = old.place.arena
    if arena.ends is None:
        raise NotPassedOn(reasons=[Reason(why="never", name=arena.short)])
    ended = arena.ends
    arena.ends = arena.succeeded_by = None
    return go_on(old, ended)


def go_on(old: Desk, ended: date) -> GoesOn:
    """An end that was on that day is none any more: its meetings are held, and everybody hears it."""
    told = told_to_fall(old)
    old.record(GOES_ON, f"arena:{old.place.arena.id}")
    return _back_on(old, ended, told)


def _back_on(old: Desk, ended: date, told: Sequence[Meeting]) -> GoesOn:
    meetings = bring_back(old, ended)
    return GoesOn(meetings=meetings, told=tell_of_going_on(old, meetings, told))


def undo_succession(old: Desk, new: Desk) -> GoesOn:
    """Take everything back. Raises NotPassedOn with every reason why not."""
    kept = old.place.arena.settings[PASSED]
    reasons = list(_built_upon(new, kept))
    if reasons:
        raise NotPassedOn(reasons=reasons)
    taken_back = [item for row in kept["items"] if (item := _take_item_back(old, new, row))]
    for row in kept["tenures"]:
        if tenure := new.place.tenure(row["id"]):
            # Over before it began: nobody ever had it.
            tenure.ends = tenure.begins
    for chat_id in kept["chats"]:
        if chat := new.place.living_chat(chat_id):
            chat.arena_id = old.place.arena.id
    ended = old.place.arena.ends or old.today
    _forget(old.place.arena, new.place.arena)
    told = told_to_fall(old)
    for desk in (old, new):
        desk.record(UNDONE, f"arena:{old.place.arena.id}", to=new.place.arena.id)
    old.store.flush()
    goes_on = _back_on(old, ended, told)
    for item in taken_back:
        # Of an item whose meeting is on again they hear by that.
        if item.meeting not in goes_on.meetings:
            tell_co_opted_of_item(old.store, old.place, item, stays=True)
    return replace(goes_on, told=goes_on.told + tell_of_taking_back(old, new, taken_back))


def _built_upon(new: Desk, kept: dict[str, Any]) -> Iterator[Reason]:
    name = new.place.arena.short
    for row in kept["items"]:
        item = new.place.item(row["id"])
        if item is None or item.revision != row["revision"]:
            yield Reason(why="item_changed", name=name, number=item.number if item else row["number"])
        elif item.meeting and item.meeting.is_sent:
            yield Reason(why="item_sent", name=name, number=item.number)
    for row in kept["tenures"]:
        tenure = new.place.tenure(row["id"])
        if tenure is None or tenure.ends != (date.fromisoformat(row["ends"]) if row["ends"] else None):
            yield Reason(why="seat_changed", name=name)
    if not all(new.place.living_chat(chat_id) for chat_id in kept["chats"]):
        yield Reason(why="chat_lost", name=name)


def _take_item_back(old: Desk, new: Desk, row: dict[str, Any]) -> AgendaItem | None:
    item = new.place.item(row["id"])
    if item is None:
        return None
    _take_lifts_back(old, new, item)
    invited = new.place.co_options_to([item])
    item.arena_id, item.number = old.place.arena.id, row["number"]
    for file in item.attachments:
        file.arena_id = item.arena_id
    follow(invited, item, new.place)
    item.state, item.position = ItemState(row["state"]), row["position"]
    item.meeting = old.place.meeting(row["meeting"]) if row["meeting"] else None
    item.seat = next((seat for seat in old.place.seats() if seat.id == row["seat"]), None)
    record_item(old.store, item, "came back", by=None, now=old.now, through=old.through)
    return item


def _take_lifts_back(old: Desk, new: Desk, item: AgendaItem) -> None:
    for lift in new.place.lifts_about(item):
        if lift.copy is item:
            lift.to_arena_id = old.place.arena.id


def _forget(old: Arena, new: Arena) -> None:
    old.ends = old.succeeded_by = None
    old.settings = {key: value for key, value in old.settings.items() if key != PASSED}
    took_over = {key: value for key, value in new.settings[TOOK_OVER].items() if key != old.id}
    new.settings = new.settings | {TOOK_OVER: took_over}
