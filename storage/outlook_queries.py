"""What stands in Outlook for one arena's meetings; always with the arena's id."""

from datetime import UTC, datetime, timedelta

from sqlalchemy.orm import joinedload

from bot.model.calendarlink import CalendarLink
from bot.model.meeting import Meeting
from storage import tables
from storage.arena_rows import ArenaRows, of

link = tables.calendar_link.c


class OutlookQueries(ArenaRows):
    """See bot.ports.arena_store.ArenaStore for what each query promises."""

    def calendar_link(self, link_id: int) -> CalendarLink | None:
        """One meeting's event, or what was one."""
        return self._one(CalendarLink, link_id)

    def calendar_link_of(self, meeting: Meeting) -> CalendarLink | None:
        """The meeting's event, or what was one."""
        found = self._all(self._mine(CalendarLink).where(link.meeting_id == meeting.id))
        return found[0] if found else None

    def calendar_links(self, now: datetime) -> list[CalendarLink]:
        """The events of meetings that have not started, held or not, by date."""
        # Wall time and instant differ by less than a day; the exact comparison is the model's.
        since = now.astimezone(UTC).replace(tzinfo=None) - timedelta(days=1)
        query = (
            self._mine(CalendarLink)
            .join(tables.meeting, tables.meeting.c.id == link.meeting_id)
            .where(tables.meeting.c.starts > since)
            .options(joinedload(of(CalendarLink).meeting))
        )
        found = self._all(query.order_by(tables.meeting.c.starts, link.id))
        return [each for each in found if not each.meeting.is_over(now)]
