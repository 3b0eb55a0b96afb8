"""«På plats», «Digitalt», «Förhinder»: what people answer is kept, and deputies follow from it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.acts.attendance.callins import (
    Calling,
    call_in_deputies,
    release_all,
    release_deputies,
    stand_down,
    tell_of_extent,
)
from bot.acts.attendance.rolls import keep_answer, roll_of
from bot.acts.desk import Desk
from bot.acts.meetings.joint import desk_in, reserve_together
from bot.acts.sending.audience import others_of
from bot.model.attendance import Answer, Given
from bot.model.dispatch import Button
from bot.model.meeting import Meeting
from bot.model.person import Person
from bot.permissions import may_answer
from bot.ports.arena_store import ArenaStore
from bot.ports.store import Store
from bot.refusals import AnsweredOldDate, AttendanceClosed, NoSeatThatDay, NotCalledIn, Unknown

ANSWERS = (("På plats", "here"), ("Digitalt", "remote"), ("Förhinder", "absent"))


def answer_buttons(meeting: Meeting) -> list[Button]:
    """The three answers, for the meeting's date as it is now."""
    about: dict[str, Any] = {
        "arena_id": meeting.arena.id,
        "thing": meeting.id,
        "revision": meeting.generation,
    }
    return [Button(text=text, action=action, **about) for text, action in ANSWERS]


@dataclass(frozen=True, kw_only=True)
class Emptied:
    """How many answers hold no more, and how many deputies are free again."""

    answers: int
    deputies: int


def empty_attendance(desk: Desk, meeting: Meeting) -> Emptied:
    """The meeting's date is given up: nobody steps in at it any more. The answers stay, of that date."""
    answers = len(desk.place.attendances([meeting]))
    return Emptied(answers=answers, deputies=release_all(desk, meeting))


def must_take_answers(meeting: Meeting, generation: int, now: datetime) -> None:
    """Raises AnsweredOldDate where the meeting has moved, AttendanceClosed where it is over or not held."""
    if not meeting.is_planned or meeting.is_over(now) or meeting.is_preparatory:
        raise AttendanceClosed(meeting=meeting)
    if meeting.generation != generation:
        raise AnsweredOldDate(meeting=meeting)


def must_answer(desk: Desk, meeting: Meeting, generation: int) -> Person:
    """Whoever answers. Raises Unknown, NotCalledIn, NoSeatThatDay, and what must_take_answers raises."""
    must_take_answers(meeting, generation, desk.now)
    if desk.by is None:
        raise Unknown
    standing = desk.place.standing(desk.by, meeting.starts.date())
    if not may_answer(standing, meeting):
        raise NotCalledIn if standing.deputy_seats else NoSeatThatDay(meeting=meeting)
    return desk.by


def answer_meeting(desk: Desk, meeting: Meeting, generation: int, given: Given) -> Calling | None:
    """Keep the answer, the later one holds; an absence calls deputies in, a change of mind releases them.

    Of a joint meeting whoever is of both arenas answers once. None if that was the answer already. Raises
    what must_answer raises.
    """
    # Two who share a deputy may answer in the same moment.
    reserve_together(desk.store, meeting)
    elsewhere = [
        (there, other)
        for other in _at_once_with(desk.store, meeting)
        if (there := desk_in(desk, other.arena.id))
    ]
    person = must_answer(desk, meeting, generation)
    calling = _answer(desk, meeting, person, given, may_send_word=not desk.place.arena.is_sparse)
    for there, other in elsewhere:
        if may_answer(there.place.standing(person, other.starts.date()), other):
            _answer(there, other, person, given, may_send_word=False)
    return calling


def _at_once_with(store: Store, meeting: Meeting) -> list[Meeting]:
    return [other for other in others_of(store, meeting) if other.is_same_time(meeting)]


def _answer(
    desk: Desk, meeting: Meeting, person: Person, given: Given, *, may_send_word: bool
) -> Calling | None:
    if not keep_answer(desk, meeting, person, given):
        return None
    roll = roll_of(desk.place, meeting)
    if given.answer is not Answer.ABSENT:
        release_deputies(desk, roll, person)
        return Calling()
    stand_down(desk, roll, person)
    tell_of_extent(desk, roll, person)
    return call_in_deputies(desk, meeting, person, may_send_word=may_send_word)


def unanswered_now(store: Store, place: ArenaStore, meeting: Meeting, now: datetime) -> list[Person]:
    """The members of the meeting's day who have not answered, and can: they are somebody here today too.

    Of a joint meeting, whoever is asked by the arena that planned it first is not asked by the other.
    """
    today = {standing.person.id for standing in place.standings(place.arena.today(now))}
    firsts = [other for other in _at_once_with(store, meeting) if other.id < meeting.id]
    for first in firsts:
        if there := store.within(first.arena.id):
            today -= {person.id for person in roll_of(there, first).unanswered}
    return [person for person in roll_of(place, meeting).unanswered if person.id in today]


def unanswered_by(place: ArenaStore, person: Person, meetings: Collection[Meeting]) -> list[Meeting]:
    """Those of the meetings to which that member has not said whether they come."""
    seated = {day for day in {each.starts.date() for each in meetings} if place.standing(person, day).seats}
    asked = [each for each in meetings if each.starts.date() in seated]
    answered = {each.meeting.id for each in place.attendances(asked) if each.person.id == person.id}
    return [each for each in asked if each.id not in answered]
