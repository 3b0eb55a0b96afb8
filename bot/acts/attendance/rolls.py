"""A meeting's roll as it is kept, and one answer more in it."""

from collections.abc import Collection

from bot.acts.desk import Desk
from bot.model.attendance import Attendance, Given
from bot.model.meeting import Meeting
from bot.model.person import Person
from bot.model.roll import Roll
from bot.ports.arena_store import ArenaStore


def rolls_of(place: ArenaStore, meetings: Collection[Meeting]) -> dict[int, Roll]:
    """The roll of each meeting, by its id; a handful of queries however many there are."""
    if not meetings:
        return {}
    standings = place.standings_on({meeting.starts.date() for meeting in meetings})
    attendances, call_ins, seats = place.attendances(meetings), place.call_ins(meetings), place.seats()
    return {
        meeting.id: Roll(
            meeting=meeting,
            standings=standings[meeting.starts.date()],
            attendances=[each for each in attendances if each.meeting.id == meeting.id],
            call_ins=[each for each in call_ins if each.meeting.id == meeting.id],
            seats=seats,
        )
        for meeting in meetings
    }


def roll_of(place: ArenaStore, meeting: Meeting) -> Roll:
    """The roll of one meeting."""
    return rolls_of(place, [meeting])[meeting.id]


def keep_answer(desk: Desk, meeting: Meeting, person: Person, given: Given) -> bool:
    """Keep it, the later one holds; False if the person has answered so already."""
    known = next((each for each in desk.place.attendances([meeting]) if each.person.id == person.id), None)
    if known and known.given == given:
        return False
    if known:
        known.change(given, desk.now, desk.through)
    else:
        desk.store.keep(_attendance(desk, meeting, person, given))
    desk.store.flush()
    desk.record("attendance answered", f"meeting:{meeting.id}", who=person.id, answer=given.answer.value)
    return True


def _attendance(desk: Desk, meeting: Meeting, person: Person, given: Given) -> Attendance:
    return Attendance(
        arena_id=desk.place.arena.id,
        meeting=meeting,
        person=person,
        generation=meeting.generation,
        answer=given.answer,
        away_from=given.away_from,
        away_until=given.away_until,
        answered_at=desk.now,
        through=desk.through,
    )
