"""What the database keeps, and what it must keep: the same shape of rows from either side."""

from datetime import date
from typing import Any

from storage import tables
from tests.years.meeting import Meeting
from tests.years.model import Model
from tests.years.plan import FIRST_DAY
from tests.years.room import Room
from tests.years.stage import Stage

Row = tuple[Any, ...]
WORDS = {"here": "På plats", "remote": "Digitalt", "absent": "Förhinder"}


def kept(stage: Stage) -> set[Row]:
    """As it stands there."""
    look = stage.look
    people = {row.id: row.name for row in look.rows(tables.person)}
    seats = {row.id: row.key for row in look.rows(tables.seat)}
    meetings = {row.id: row for row in look.rows(tables.meeting)}
    held = {at: row for at, row in meetings.items() if str(row.kind) == "ordinary"}
    found: set[Row] = {
        ("item", row.arena_id, row.number, row.title, str(row.state), _starts(meetings, row.meeting_id))
        for row in look.rows(tables.item)
    }
    items = {row.id: row.number for row in look.rows(tables.item)}
    found |= {
        ("file", row.arena_id, items[row.item_id], row.name)
        for row in look.rows(tables.attachment)
        if row.item_id in items
    }
    found |= {("meeting", row.arena_id, row.starts, str(row.state)) for row in held.values()}
    found |= {
        ("preparatory", row.arena_id, _starts(meetings, row.prepares_id), row.starts, str(row.state))
        for row in meetings.values()
        if str(row.kind) == "preparatory"
    }
    found |= {
        ("comes", row.arena_id, _starts(held, row.meeting_id), people[row.person_id], WORDS[str(row.answer)])
        for row in look.rows(tables.attendance)
        if row.generation == meetings[row.meeting_id].generation
    }
    found |= {
        ("sent", row.arena_id, _starts(held, row.meeting_id), str(row.kind), row.version)
        for row in look.rows(tables.publication)
    }
    found |= {
        ("has", row.arena_id, seats[row.seat_id], people[row.person_id], _since(row.begins))
        for row in look.rows(tables.tenure)
    }
    return found


def _since(begins: date) -> date | None:
    """None for those who are in the arena's file."""
    return begins if begins > FIRST_DAY else None


def _starts(meetings: dict[int, Any], number: int | None) -> Any:
    return meetings[number].starts if number in meetings else None


def foreseen(model: Model) -> set[Row]:
    """As it must stand there."""
    return {row for room in model.rooms.values() for row in _of_room(room)}


def _of_room(room: Room) -> set[Row]:
    arena = room.cast.id
    found: set[Row] = {
        ("item", arena, item.number, item.title, item.state, item.meeting and item.meeting.starts)
        for item in room.items
    }
    found |= {("file", arena, item.number, item.file) for item in room.items if item.file}
    found |= {row for meeting in room.meetings.values() for row in _of_meeting(arena, meeting)}
    return found | {
        ("has", arena, seat, name, _since(begins))
        for seat, line in room.tenures.items()
        for begins, name in line
    }


def _of_meeting(arena: str, meeting: Meeting) -> set[Row]:
    starts = meeting.starts
    found: set[Row] = {
        ("meeting", arena, starts, meeting.state),
        ("preparatory", arena, starts, meeting.prepared, meeting.state),
    }
    found |= {("comes", arena, starts, name, word) for name, word in meeting.answers.items()}
    pages = [("agenda", 1), *(("supplement", version) for version in range(2, meeting.version + 1))]
    found |= {("sent", arena, starts, kind, version) for kind, version in pages[: meeting.version]}
    return found | {("sent", arena, starts, "minutes", at + 1) for at in range(meeting.minutes)}
