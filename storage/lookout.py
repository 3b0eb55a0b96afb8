"""What an onlooker may see of the whole database: what falls due, what was promised, which meetings come.

Nothing is written, and no arena's wall is asked for: it is for the demo, whose database is the visitor's own.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, case, exists, select

from storage import tables

# Rows with the columns that each query names.
Rows = Sequence[Any]
# Kinds of what is due besides a DeadlineKind: a side is asked for a name, all are told of the change, and an
# event in Outlook is looked at or written.
TURN_ASKED, TURN_TOLD, OUTLOOK = "turn_asked", "turn_told", "outlook"
OTHER_KINDS = frozenset({TURN_ASKED, TURN_TOLD, OUTLOOK})


@dataclass(frozen=True)
class Due:
    """One thing that the bot will do by itself: a DeadlineKind, or one of OTHER_KINDS."""

    kind: str
    due_at: datetime


def things_due(connection: Connection, limit: int) -> list[Due]:
    """What is still to be done around meetings and at turns, the first due first."""
    due, turn = tables.deadline.c, tables.turn.c
    around_meetings = select(due.kind, due.due_at).where(due.done_at.is_(None)).order_by(due.due_at, due.id)
    found = [Due(*row) for row in connection.execute(around_meetings.limit(limit))]
    for kind, moment in ((TURN_ASKED, turn.ask_at), (TURN_TOLD, turn.tell_at)):
        # Chair and secretary turn together.
        moments = select(moment).where(moment.is_not(None)).distinct()
        found += [Due(kind, at) for at in connection.scalars(moments)]
    found += (Due(OUTLOOK, at) for at in events_due(connection))
    return sorted(found, key=lambda each: each.due_at)[:limit]


def events_due(connection: Connection) -> list[datetime]:
    """When events in Outlook are looked at again, no sooner than their mailbox may be asked."""
    link, box = tables.calendar_link.c, tables.mailbox.c
    joined = tables.calendar_link.join(tables.mailbox, box.address == link.mailbox)
    query = select(link.due_at, box.wait_until).select_from(joined).where(link.due_at.is_not(None))
    return [max(due_at, wait_until or due_at) for due_at, wait_until in connection.execute(query)]


def outlook_read_at(connection: Connection) -> datetime | None:
    """When the next mailbox is compared with what is known of it, or asked; None where there is none."""
    box, link = tables.mailbox.c, tables.calendar_link.c
    # Graph tells by itself, or there is nothing to ask about.
    is_asked = box.subscription.is_(None) & exists().where(
        link.mailbox == box.address, link.over_at.is_not(None)
    )
    asked_at = case((is_asked & box.hint_link.is_not(None), box.hint_at))
    rows = connection.execute(select(box.look_at, asked_at, box.wait_until))
    soonest = ((min(look, ask or look), wait) for look, ask, wait in rows)
    moments = [max(at, wait or at) for at, wait in soonest]
    return min(moments, default=None)


def addresses(connection: Connection) -> dict[str, str]:
    """Everybody's address by their name."""
    person = tables.person.c
    found = connection.execute(select(person.name, person.email).where(person.email.is_not(None)))
    return {row.name: row.email for row in found}


def newest_promises(connection: Connection, limit: int) -> Rows:
    """What was promised last, the newest first, with the name of whom it is about or for."""
    box, person = tables.dispatch, tables.person
    named = box.outerjoin(person, person.c.id == box.c.person_id)
    query = select(box, person.c.name.label("person_name")).select_from(named)
    return connection.execute(query.order_by(box.c.id.desc()).limit(limit)).all()


def tenures(connection: Connection) -> Rows:
    """Who has, had and is to have which seat, and whether they have joined; by day."""
    tenure, seat, person = tables.tenure, tables.seat, tables.person
    held = tenure.join(seat, seat.c.id == tenure.c.seat_id).join(person, person.c.id == tenure.c.person_id)
    told = (tenure.c.begins, tenure.c.ends, tenure.c.seat_id, person.c.name, person.c.telegram_id)
    sat = (seat.c.arena_id, seat.c.key, seat.c.kind, seat.c.side, seat.c.stands_in_for)
    days = (seat.c.begins.label("seat_begins"), seat.c.ends.label("seat_ends"))
    query = select(*told, *sat, *days).select_from(held)
    return connection.execute(query.order_by(tenure.c.begins, tenure.c.id)).all()


def roles(connection: Connection) -> Rows:
    """Every duty, with the seat that it goes with or the name of whoever has it without one."""
    role, person = tables.role, tables.person
    held = role.outerjoin(person, person.c.id == role.c.person_id)
    query = select(role.c.kind, role.c.begins, role.c.ends, role.c.seat_id, person.c.name).select_from(held)
    return connection.execute(query.order_by(role.c.id)).all()


def meetings_after(connection: Connection, wall_time: datetime, limit: int) -> Rows:
    """Meetings that begin after a wall time, the first one first."""
    meeting = tables.meeting
    query = select(meeting).where(meeting.c.starts >= wall_time).order_by(meeting.c.starts)
    return connection.execute(query.limit(limit)).all()
