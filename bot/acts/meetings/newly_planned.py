"""A new meeting is told the next working morning, together with all others that were planned with it."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from bot.acts.attendance.answers import answer_buttons
from bot.acts.reminding import key_of, remind
from bot.acts.sending.audience import Audience, audience, audience_of, joint_names, today_and
from bot.acts.sending.promises import at_bot, tell_chat
from bot.model.deadline import DONE, Deadline
from bot.model.dispatch import Button
from bot.model.meeting import Meeting
from bot.model.person import Person
from bot.model.publication import Way
from bot.permissions import may_propose_to
from bot.ports.arena_store import ArenaStore
from bot.ports.store import Store
from bot.texts import say, say_parts

# Below a post about several meetings: each is answered where there is room for a card of its own.
WAY_TO_ANSWER = Button(text="Svara om du kommer", start="narvaro")


def tell_newly_planned(store: Store, place: ArenaStore, deadline: Deadline, *, now: datetime) -> bool:
    """One post in the group, and a line for each meeting in the mornings of those who are not in it.

    The first of them speaks for all: another replica may hold one of the others at this moment. False for
    those, which stay open until the first has been done.
    """
    due = [each for each in place.newly_planned(now) if not each.is_useless(now)]
    if due[0] is not deadline:
        return False
    in_order = sorted(due, key=lambda each: each.meeting.starts)
    everybody = audience(place, today_and(place, now, in_order[-1].meeting.starts.date()))
    _tell_group(store, place, everybody, in_order)
    for each in in_order:
        mine = audience_of(store, place, each.meeting, now) if each.meeting.joint_key else everybody
        _tell_privately(store, place, mine, each)
        each.close(now, DONE)
    return True


def _tell_privately(store: Store, place: ArenaStore, everybody: Audience, news: Deadline) -> None:
    """Nobody is asked for items who may not propose any."""
    people = everybody.by(Way.PRIVATE)
    asked = [each for each in people if _is_call(news) and _may_propose(everybody, each, news.meeting)]
    for is_call, told in ((True, asked), (False, [each for each in people if each not in asked])):
        facts = {"meetings": [news.meeting], "is_call": is_call, "at_bot": ""}
        facts["together"] = _together(store, [news.meeting])
        remind(store, place, news, told, say("newly_planned", arena=place.arena, **facts))


def _may_propose(everybody: Audience, person: Person, meeting: Meeting) -> bool:
    standing = everybody.standings.get(person.id)
    return standing is not None and may_propose_to(standing, meeting)


def _tell_group(store: Store, place: ArenaStore, everybody: Audience, due: Sequence[Deadline]) -> None:
    if everybody.group is None:
        return
    meetings = [each.meeting for each in due]
    below = [answer_buttons(meetings[0]) if len(meetings) == 1 else [WAY_TO_ANSWER]]
    facts = {"meetings": meetings, "is_call": any(map(_is_call, due)), "at_bot": at_bot(store)}
    facts["together"] = _together(store, meetings)
    for part, text in enumerate(say_parts("newly_planned", arena=place.arena, **facts)):
        # A reminder that comes twice annoys more than one that is lost (PROMISES P3).
        more: dict[str, Any] = {"key": f"{key_of(due[0])}:{part}", "twice_is_better": False}
        tell_chat(store, place, everybody.group, text, buttons=below, **more)


def _together(store: Store, meetings: Iterable[Meeting]) -> dict[int, list[str]]:
    """With which arenas each is held, by its id."""
    return {each.id: joint_names(store, each) for each in meetings}


def _is_call(news: Deadline) -> bool:
    """Whether no call for items follows it: then it is of use until they close."""
    return news.useful_until == news.meeting.items_close_at
