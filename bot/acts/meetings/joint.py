"""Joint meetings: one in each arena, planned and changed together by whoever may in both."""

from dataclasses import replace

from bot.acts.desk import Desk
from bot.acts.sending.audience import others_of
from bot.acts.sending.promises import responsible, tell_all
from bot.model.dispatch import Button
from bot.model.meeting import Meeting
from bot.permissions import may_plan
from bot.ports.store import Store
from bot.texts import say

MOVE_TOO = ("Flytta", "joinmove")
CANCEL_TOO = ("Ställ in mötet", "cancelmeet")


def together(desk: Desk, meeting: Meeting) -> list[tuple[Desk, Meeting]]:
    """The meeting, and those of other arenas held together with it where the presser may plan too, by id:
    the arena that planned first speaks first. Their arenas are reserved."""
    reserve_together(desk.store, meeting)
    found = [(desk, meeting)]
    for other in others_of(desk.store, meeting):
        there = desk_in(desk, other.arena.id)
        if there and desk.by and may_plan(there.place.standing(desk.by, there.today)):
            found.append((there, other))
    return sorted(found, key=lambda each: each[1].id)


def reserve_together(store: Store, meeting: Meeting) -> None:
    """The meeting's arena, and those of the meetings held together with it: in one order, so that nobody
    waits in a circle."""
    others = {other.arena.id for other in others_of(store, meeting)}
    for arena_id in sorted(others | {meeting.arena.id}):
        if place := store.within(arena_id):
            place.reserve()


def desk_in(desk: Desk, arena_id: str) -> Desk | None:
    """The same person's desk in another arena, whatever they may do there."""
    place = desk.store.within(arena_id)
    return replace(desk, place=place) if place else None


def held_together(desk: Desk, meeting: Meeting) -> list[tuple[Desk, Meeting]]:
    """Without those that will not be held, whatever becomes of this one."""
    return [(each, held) for each, held in together(desk, meeting) if held.state is meeting.state]


def ask_the_others(desk: Desk, meeting: Meeting, text_name: str, button: tuple[str, str]) -> list[Meeting]:
    """A joint meeting that stays as it was is its own secretary's to change."""
    desk.store.flush()
    left = [other for other in others_of(desk.store, meeting) if not other.is_same_time(meeting)]
    asked = [other for other in left if other.is_planned and not other.is_over(desk.now)]
    for other in asked:
        if there := desk_in(desk, other.arena.id):
            text = say(text_name, arena=other.arena, meeting=other, twin=meeting)
            key = f"{text_name}:{meeting.id}:{meeting.generation}:{other.id}:{meeting.plan_mark}"
            people = responsible(there.place, there.now)
            tell_all(desk.store, there.place, people, text, key=key, buttons=[[_asking(other, *button)]])
    return asked


def _asking(meeting: Meeting, word: str, action: str) -> Button:
    return Button(
        text=word, action=action, arena_id=meeting.arena.id, thing=meeting.id, revision=meeting.plan_mark
    )
