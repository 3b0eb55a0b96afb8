"""What stands in Outlook for one arena's meetings; always with the arena's id."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session, joinedload

from bot.model.calendarlink import CalendarLink
from bot.model.meeting import Meeting
from storage import tables
from storage.arena_rows import ArenaRows, of

link = tables.calendar_link.c
AT_ONCE = 100
# Asked by every sweep, put together once.
TO_REMIND = (
    select(link.arena_id, link.id)
    .where(link.remind_at <= bindparam("now", type_=link.remind_at.type))
    .order_by(link.remind_at, link.id)
    .limit(AT_ONCE)
)


def links_to_remind(session: Session, now: datetime) -> Sequence[tuple[str, int]]:
    """Arena and id of events of which whoever is to decide is to be reminded by now, oldest first."""
    return [(arena_id, number) for arena_id, number in session.execute(TO_REMIND, {"now": now})]


class OutlookQueries(ArenaRows):
    """See bot.ports.arena_store.ArenaStore for what each query promises."""

    def calendar_link(self, link_id: int) -> CalendarLink | None:
        """One meeting's event, or what was one."""
        return self._one(CalendarLink, link_id)

    def calendar_link_of(self, meeting: Meeting) -> CalendarLink | None:
        """The meeting's event, or what was one."""
        found = self._all(self._mine(CalendarLink).where(link.meeting_id == meeting.id))
        return found[0] if found else None

    def calendar_links(self, meetings: Collection[Meeting]) -> list[CalendarLink]:
        """The events of those meetings, and what were some, by id."""
        theirs = link.meeting_id.in_([meeting.id for meeting in meetings])
        return self._all(self._mine(CalendarLink).where(theirs).order_by(link.id))

    def unsettled_links(self, now: datetime) -> list[CalendarLink]:
        """Those of planned meetings to come that somebody has changed and nobody decided on, by date."""
        query = (
            self._mine(CalendarLink)
            .join(tables.meeting, tables.meeting.c.id == link.meeting_id)
            .where(link.over_at > now, link.unsettled.is_not(None))
            .options(joinedload(of(CalendarLink).meeting))
        )
        found = self._all(query.order_by(tables.meeting.c.starts, link.id))
        return [each for each in found if each.meeting.is_planned and not each.meeting.is_over(now)]
