"""Who comes to one arena's meetings, and who steps in; always with the arena's id."""

from collections.abc import Collection
from datetime import date, datetime, time
from typing import Any

from sqlalchemy import ColumnElement, Select, select
from sqlalchemy.orm import joinedload

from bot.model.attendance import Attendance
from bot.model.callin import CallIn, CallInState
from bot.model.meeting import Meeting, MeetingState
from bot.model.person import Person
from storage import tables
from storage.arena_rows import ArenaRows, of

attendance, call_in, meeting = tables.attendance.c, tables.call_in.c, tables.meeting.c


class AttendanceQueries(ArenaRows):
    """See bot.ports.arena_store.ArenaStore for what each query promises."""

    def attendances(self, meetings: Collection[Meeting]) -> list[Attendance]:
        """What people have answered for those meetings' dates as they are now."""
        query = self._of_dates(Attendance, tables.attendance, meetings)
        query = query.join(tables.person, tables.person.c.id == attendance.person_id)
        return self._all(query.options(joinedload(of(Attendance).person)).order_by(tables.person.c.name))

    def call_ins(self, meetings: Collection[Meeting]) -> list[CallIn]:
        """The call-ins of those meetings' dates as they are now, in the order in which they were made."""
        query = self._of_dates(CallIn, tables.call_in, meetings)
        return self._all(_with_people(query).order_by(call_in.id))

    def call_in(self, call_in_id: int) -> CallIn | None:
        """One call-in, of whatever date."""
        return self._one(CallIn, call_in_id)

    def questions_to(self, deputy: Person) -> list[CallIn]:
        """What a deputy has been asked and not answered, of meetings' dates as they are now, by date."""
        query = (
            self._mine(CallIn)
            .join(tables.meeting, meeting.id == call_in.meeting_id)
            .where(
                call_in.deputy_id == deputy.id,
                call_in.state == CallInState.ASKED,
                call_in.generation == meeting.generation,
                meeting.state == MeetingState.PLANNED,
            )
            .options(joinedload(of(CallIn).meeting))
        )
        return self._all(_with_people(query).order_by(meeting.starts))

    def _of_dates(self, thing: type[Any], table: Any, meetings: Collection[Meeting]) -> Select[Any]:
        is_wanted = table.c.meeting_id.in_([each.id for each in meetings])
        is_current = table.c.generation == meeting.generation
        joined = self._mine(thing).join(tables.meeting, meeting.id == table.c.meeting_id)
        return joined.where(is_wanted, is_current)

    def _called_in(self, since: date, *whose: ColumnElement[bool]) -> list[tuple[int, int, date]]:
        """Deputy, meeting and its day, of all who step in from that day on."""
        query = (
            select(call_in.deputy_id, meeting.id, meeting.starts)
            .join(tables.meeting, meeting.id == call_in.meeting_id)
            .where(
                call_in.arena_id == self._arena.id,
                call_in.state == CallInState.ACCEPTED,
                call_in.generation == meeting.generation,
                meeting.state == MeetingState.PLANNED,
                meeting.starts >= datetime.combine(since, time()),
                *whose,
            )
        )
        rows = self._session.execute(query)
        return [(deputy_id, meeting_id, starts.date()) for deputy_id, meeting_id, starts in rows]


def _with_people(query: Select[Any]) -> Select[Any]:
    return query.options(joinedload(of(CallIn).absentee), joinedload(of(CallIn).deputy))
