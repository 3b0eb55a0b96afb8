"""Mailboxes that are asked what changed in them: a hint to compare them now, as Graph's own nudge is."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy import exists, func, or_, select, update
from sqlalchemy.orm import Session

from storage import tables
from storage.calendarlist import A_MINUTE, MAY_BE_ASKED, NOW, PERIOD, at, stands
from storage.nudgelist import look_soon

links, boxes = tables.calendar_link, tables.mailbox
# Meetings of a year are planned one after another; each that lies beyond begins the link anew.
AHEAD = timedelta(days=365)
# Where a wall clock has been set back, the list comes first, and says anew when.
IS_DUE = or_(boxes.c.hint_at.is_(None), boxes.c.hint_at <= NOW)
IS_UNTOLD = or_(boxes.c.subscribed_until.is_(None), boxes.c.subscribed_until <= NOW)
UNTOLD = (
    select(boxes.c.address, boxes.c.hint_link, boxes.c.hint_until)
    .where(IS_DUE, MAY_BE_ASKED, IS_UNTOLD, exists().where(stands(boxes.c.address, NOW)))
    .order_by(boxes.c.hint_at.nulls_first())
    .limit(1)
    .with_for_update(skip_locked=True)
)


@dataclass(frozen=True, kw_only=True)
class Hint:
    """A mailbox that is to be asked by that link, which tells of events until then; None: it begins anew."""

    mailbox: str
    link: str | None = field(repr=False)
    until: datetime


def claim(session: Session, now: datetime) -> Hint | None:
    """A mailbox with events to come, of which Graph does not tell by itself.

    Whoever does not come back leaves no link behind, and it is asked again when the list is.
    """
    row = session.execute(UNTOLD, at(now)).one_or_none()
    if row is None:
        return None
    _keep(session, row.address, hint_at=now + PERIOD, hint_link=None)
    # Those that are to be written first count, too.
    coming = (links.c.mailbox == row.address) & (links.c.over_at > now)
    last: datetime = session.execute(select(func.max(links.c.over_at)).where(coming)).scalar_one()
    if row.hint_link and row.hint_until >= last:
        return Hint(mailbox=row.address, link=row.hint_link, until=row.hint_until)
    return Hint(mailbox=row.address, link=None, until=last + AHEAD)


def put_off(session: Session, hint: Hint, again: datetime) -> None:
    """Nobody was asked: the link is as good as before."""
    _keep(session, hint.mailbox, hint_at=again, hint_link=hint.link)


def begins(session: Session, hint: Hint, link: str, now: datetime) -> None:
    """From now on it tells what changes; what changed before is looked for."""
    _goes_on(session, hint, link, now)
    look_soon(session, hint.mailbox, now)


def tells(session: Session, hint: Hint, link: str, keys: Mapping[str, str], now: datetime) -> None:
    """Events that changed: if one of ours is not as it was left, the mailbox is looked at soon."""
    _goes_on(session, hint, link, now)
    if keys and _is_odd(session, hint.mailbox, keys, now):
        look_soon(session, hint.mailbox, now)


def _goes_on(session: Session, hint: Hint, link: str, now: datetime) -> None:
    _keep(session, hint.mailbox, hint_at=now + A_MINUTE, hint_link=link, hint_until=hint.until)


def _is_odd(session: Session, mailbox: str, keys: Mapping[str, str], now: datetime) -> bool:
    ours = session.execute(select(links.c.event_id, links.c.change_key).where(stands(mailbox, now)))
    return any(keys.get(row.event_id, row.change_key) != row.change_key for row in ours)


def _keep(session: Session, address: str, **values: object) -> None:
    session.execute(update(boxes).where(boxes.c.address == address).values(**values))
