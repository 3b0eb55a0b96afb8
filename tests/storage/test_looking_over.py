"""What should stand in Outlook for very many meetings is worked out a part at a time."""

from datetime import timedelta
from weakref import WeakSet

import pytest
from sqlalchemy import event

from bot.acts.outlook import syncing
from bot.model.calendarlink import CalendarLink
from bot.model.meeting import MeetingState
from storage import tables
from storage.engine import Database
from storage.store import unit_of_work
from tests.builders import NOW, a_meeting, an_arena

MEETINGS, AT_ONCE = 12, 5


def keep_meetings(database: Database) -> None:
    with unit_of_work(database) as store:
        arena = an_arena(calendar="norr@example.se")
        store.keep(arena)
        store.flush()
        for number in range(MEETINGS):
            starts = a_meeting(arena).starts + timedelta(days=number)
            store.keep(a_meeting(arena, key=f"{number}", starts=starts))


def look_over(database: Database, where: str, state: MeetingState = MeetingState.PLANNED) -> None:
    with unit_of_work(database) as store:
        place = store.within("norr")
        assert place
        for meeting in place.meetings():
            meeting.place, meeting.state = where, state
        syncing.look_over(store, place, now=NOW)


def wanted(database: Database) -> list[str | None]:
    with database.engine.begin() as connection:
        rows = connection.execute(tables.calendar_link.select()).all()
    return [row.wanted and row.wanted["place"] for row in rows]


def test_only_a_part_of_very_many_is_in_memory_at_once(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(syncing, "AT_ONCE", AT_ONCE)
    keep_meetings(database)
    look_over(database, "Åre")
    first = wanted(database)
    alive, most = WeakSet[CalendarLink](), 0

    def count(link: CalendarLink, _context: object) -> None:
        nonlocal most
        alive.add(link)
        most = max(most, len(alive))

    event.listen(CalendarLink, "load", count)
    try:
        look_over(database, "Östersund")
    finally:
        event.remove(CalendarLink, "load", count)

    assert (first, wanted(database)) == (["Åre"] * MEETINGS, ["Östersund"] * MEETINGS)
    assert most == AT_ONCE


def test_of_many_that_are_cancelled_none_is_forgotten(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(syncing, "AT_ONCE", AT_ONCE)
    keep_meetings(database)
    look_over(database, "Åre")

    look_over(database, "Åre", MeetingState.CANCELLED)

    assert wanted(database) == [None] * MEETINGS


def test_the_meetings_are_asked_for_once(database: Database) -> None:
    keep_meetings(database)
    asked = list[str]()

    def keep(_connection: object, _cursor: object, statement: str, *_others: object) -> None:
        if " FROM meeting " in " ".join(statement.split()):
            asked.append(statement)

    with unit_of_work(database) as store:
        place = store.within("norr")
        assert place
        event.listen(database.engine, "before_cursor_execute", keep)
        try:
            syncing.look_over(store, place, now=NOW)
        finally:
            event.remove(database.engine, "before_cursor_execute", keep)

    assert len(asked) == 1
