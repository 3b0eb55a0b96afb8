"""Notices that wait to be gathered: noted in one statement, found by the morning from which they are due."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, func, or_, select
from sqlalchemy.orm import Session, joinedload

from bot.model.notice import REPORT, Notice
from storage import tables
from storage.upsert import insert_or_ignore

board = tables.notice
# Asked by every sweep, put together once. Sorted later: here it would tempt a planner into the index of every
# notice there ever was.
WITH_NOTICES = select(board.c.person_id).where(
    board.c.gathered_at.is_(None), board.c.due_at <= bindparam("now", type_=board.c.due_at.type)
)


class Noticeboard:
    """The part of the store that keeps notices; see bot.ports.store.Store for what each query promises."""

    session: Session

    def note(self, notices: Sequence[Notice]) -> None:
        """Keep notices; one whose key is there already is the same one."""
        if notices:
            rows = [_row(notice) for notice in notices]
            self.session.execute(insert_or_ignore(self.session, board, rows))

    def people_with_notices(self, now: datetime) -> Sequence[int]:
        """The ids of those for whom something is due."""
        return sorted(set(self.session.scalars(WITH_NOTICES, {"now": now})))

    def due_notices(self, person_id: int, now: datetime) -> Sequence[Notice]:
        """What is due for one person, for this unit of work alone."""
        # What is urgent goes with whatever is gathered, though it could wait for others like it.
        is_due = or_(board.c.due_at <= now, board.c.subject.like(f"{REPORT}:%"))
        query = select(Notice).where(board.c.person_id == person_id, board.c.gathered_at.is_(None), is_due)
        # Another replica that gathers for the same person is waited for, so that there is one message.
        return self.session.scalars(query.order_by(board.c.id).with_for_update()).all()

    def last_gathered(self, person_id: int) -> datetime | None:
        """When the person's last gathered message was promised; a report alone is none."""
        query = select(func.max(board.c.gathered_at)).where(
            board.c.person_id == person_id,
            board.c.dispatch_id.is_not(None),
            func.coalesce(board.c.subject, "").not_like(f"{REPORT}:%"),
        )
        last: datetime | None = self.session.execute(query).scalar_one()
        return last

    def notices_of(self, dispatch_id: int) -> Sequence[Notice]:
        """What a gathered message is made of."""
        person: Any = Notice
        query = select(Notice).where(board.c.dispatch_id == dispatch_id).options(joinedload(person.person))
        return self.session.scalars(query.order_by(board.c.id)).all()


def _row(notice: Notice) -> dict[str, Any]:
    copied = ("arena_id", "dedupe_key", "text", "noted_at", "due_at", "useful_until", "subject")
    return {"person_id": notice.person.id} | {name: getattr(notice, name) for name in copied}
