"""One arena takes over from another on a day (seed 004: PaHSU and TaHSU on 2027-01-01)."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from bot.acts.arenas.falling import meetings_from, record_end, told_to_fall
from bot.acts.arenas.succession_told import tell_of_other_group, tell_of_passing, untold_of
from bot.acts.desk import Desk
from bot.acts.items.incoming import next_open_meeting, record_item
from bot.acts.people.acquaintance import take_over_accounts
from bot.model.arena import Arena
from bot.model.co_option import CoOption
from bot.model.item import AgendaItem, ItemState
from bot.model.joining import Chat
from bot.model.meeting import Meeting
from bot.model.seat import Seat, Tenure
from bot.model.succession import PASSED, TOOK_OVER, Reason, Succession, kept_item, matching_seat
from bot.ports.arena_store import ArenaStore
from bot.ports.store import Store
from bot.refusals import NotPassedOn


def plan_succession(old: Desk, new: Desk, on: date) -> Succession:
    """What passes: open items, seats that match and are vacant, chats that the new arena has none of.

    What was sent stays with the old arena, whose record it is. Raises NotPassedOn.
    """
    if PASSED in old.place.arena.settings:
        raise NotPassedOn(reasons=[Reason(why="already", name=old.place.arena.short)])
    if new.place.arena.has_ended(on):
        raise NotPassedOn(reasons=[Reason(why="heir_ended", name=new.place.arena.short)])
    return Succession(
        old=old.place.arena,
        new=new.place.arena,
        on=on,
        items=old.place.open_items(),
        seats=list(_matching_seats(old.place, new.place, on)),
        chats=list(_free_chats(old.place, new.place)),
        left_meetings=meetings_from(old, on),
    )


def bring_back(old: Desk, ended: date) -> list[Meeting]:
    """The meetings that fell with the arena are held after all, and what was dropped for them is done."""
    for meeting in old.place.meetings():
        for deadline in old.place.all_deadlines(meeting):
            deadline.come_back(old.now)
    return meetings_from(old, ended)


def _matching_seats(old: ArenaStore, new: ArenaStore, on: date) -> Iterator[tuple[Tenure, Seat]]:
    seats, tenures = new.seats(), new.tenures()
    taken = {tenure.seat.id for tenure in tenures if not tenure.is_over(on)}
    for tenure in old.tenures():
        seat = None if tenure.is_over(on) else matching_seat(tenure.seat, seats, on)
        if seat and seat.id not in taken:
            yield tenure, seat


def _free_chats(old: ArenaStore, new: ArenaStore) -> Iterator[Chat]:
    for mine, theirs in ((old.group(), new.group()), (old.preparers_chat(), new.preparers_chat())):
        if mine and theirs is None:
            yield mine


def announce_end(old: Desk, new: Desk, on: date) -> list[Meeting]:
    """From that day the arena is no more, and it is known which one takes over.

    Where another day was said before, what would have fallen by that is looked at anew. Gives back of which
    meetings people were told before that they fall.
    """
    arena, told = old.place.arena, told_to_fall(old)
    if arena.ends and arena.ends > old.today:
        bring_back(old, arena.ends)
    arena.ends, arena.succeeded_by = on, new.place.arena.id
    record_end(old)
    return told


def succeed(old: Desk, new: Desk, on: date) -> Succession:
    """Let everything pass, and keep how it was. Raises NotPassedOn."""
    passing = plan_succession(old, new, on)
    kept: dict[str, Any] = {"to": passing.new.id, "items": [kept_item(item) for item in passing.items]}
    untold = untold_of(old, passing)
    announce_end(old, new, on)
    tell_of_other_group(old, passing, untold)
    _pass_items(old.place, new, passing)
    kept["tenures"] = [_pass_seat(new, passing, tenure, seat) for tenure, seat in passing.seats]
    kept["chats"] = [_pass_chat(chat, passing.new) for chat in passing.chats]
    new.store.flush()
    take_over_accounts(old.place, new)
    for row, item in zip(kept["items"], passing.items, strict=True):
        row["revision"] = item.revision
    _keep(passing, kept)
    _record(old, new, passing)
    tell_of_passing(old, new, passing, untold)
    return passing


def _pass_items(old: ArenaStore, new: Desk, passing: Succession) -> None:
    meeting = next_open_meeting(new.place, new.now)
    seats = {tenure.seat.id: seat for tenure, seat in passing.seats}
    for item in passing.items:
        _pass_lifts(new.store, old, item, passing.new)
        invited = old.co_options_to([item])
        _move(item, passing.new, new.place.next_item_number())
        follow(invited, item, old)
        # What the old preparers had taken up, the new ones have not seen.
        item.state, item.position, item.meeting = ItemState.INCOMING, None, meeting
        item.seat = seats.get(item.seat.id) if item.seat else None
        record_item(new.store, item, "taken over", by=None, now=new.now, through=new.through)


def follow(invited: Sequence[CoOption], item: AgendaItem, old: ArenaStore) -> None:
    """Whoever is co-opted to an item is so in the arena that has it, and what they are to get is of that."""
    for co_option in invited:
        co_option.follow(item)
        for subject in co_option.subjects:
            old.pass_dispatches(subject, item.arena_id)


def _move(item: AgendaItem, to: Arena, number: int) -> None:
    item.arena_id, item.number = to.id, number
    for file in item.attachments:
        file.arena_id = to.id


def _pass_lifts(store: Store, old: ArenaStore, item: AgendaItem, to: Arena) -> None:
    """Whoever lifted the item here is told what the new arena makes of it."""
    for lift in old.lifts_about(item):
        origin = store.within(lift.arena_id)
        gone = {each.to_arena_id for each in origin.lifts_about(lift.item)} if origin else set()
        if lift.copy is item and to.id not in gone:
            lift.to_arena_id = to.id


def _pass_seat(new: Desk, passing: Succession, tenure: Tenure, seat: Seat) -> dict[str, Any]:
    begins = max(tenure.begins, passing.on)
    mine = Tenure(arena_id=passing.new.id, seat=seat, person=tenure.person, begins=begins, ends=tenure.ends)
    new.store.keep(mine)
    new.store.flush()
    new.record("tenure began", f"seat:{seat.id}", holder=mine.person.id)
    return {"id": mine.id, "ends": mine.ends.isoformat() if mine.ends else None}


def _pass_chat(chat: Chat, to: Arena) -> int:
    chat.arena_id = to.id
    return chat.id


def _keep(passing: Succession, kept: dict[str, Any]) -> None:
    numbers = {str(row["id"]): row["number"] for row in kept["items"]}
    took_over = passing.new.settings.get(TOOK_OVER, {}) | {passing.old.id: numbers}
    passing.old.settings = passing.old.settings | {PASSED: kept}
    passing.new.settings = passing.new.settings | {TOOK_OVER: took_over}


def _record(old: Desk, new: Desk, passing: Succession) -> None:
    facts = {"items": len(passing.items), "seats": len(passing.seats), "chats": len(passing.chats)}
    old.record("arena passed on", f"arena:{passing.old.id}", to=passing.new.id, **facts)
    new.record("arena took over", f"arena:{passing.new.id}", since=passing.old.id, **facts)
