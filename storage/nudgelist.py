"""Mailboxes that Graph tells of by itself: to subscribe to, to renew, and to look at because it told."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Row, exists, or_, select, update
from sqlalchemy.orm import Session

from bot.model.nudge import LIFE, Nudge, Subscribed, Tidings
from storage import tables

LEASE = timedelta(minutes=3)
RETRY = timedelta(minutes=10)
# However often Graph tells, a mailbox is compared no more often than that.
REST = timedelta(seconds=10)
boxes = tables.mailbox


@dataclass(frozen=True, kw_only=True)
class Due:
    """One mailbox, and what is known of its subscription; `is_ours`: it is for the address of now."""

    address: str
    subscription: str | None
    is_ours: bool


def claim(session: Session, now: datetime, mark: str) -> Due | None:
    """A mailbox with events to come that is to be subscribed to or renewed; ours for a while."""
    box, link = boxes.c, tables.calendar_link.c
    has_events = exists().where(link.mailbox == box.address, link.event_id.is_not(None), link.over_at > now)
    is_due = or_(box.subscribe_at.is_(None), box.subscribe_at <= now)
    query = (
        select(box.address, box.subscription, box.subscribed_for)
        .where(has_events, or_(is_due, box.subscribed_for != mark))
        .order_by(box.address)
        .limit(1)
        .with_for_update(skip_locked=True)
    )
    row = session.execute(query).one_or_none()
    if row is None:
        return None
    is_ours = row.subscribed_for == mark
    if not is_ours:
        # One for an earlier address must never be renewed, though we end before it does.
        is_gone(session, row.address)
    _keep(session, row.address, subscribe_at=now + LEASE, subscribed_for=mark)
    return Due(address=row.address, subscription=row.subscription, is_ours=is_ours)


def is_subscribed(session: Session, address: str, subscribed: Subscribed, now: datetime) -> None:
    """Graph tells of that mailbox until then, and is asked again in time."""
    _keep(
        session,
        address,
        subscription=subscribed.id,
        subscribed_until=subscribed.until,
        subscribe_at=subscribed.renew_at(now),
        deafness=None,
    )


def is_deaf(session: Session, address: str, problem: str, seconds: float | None, now: datetime) -> None:
    """Graph does not; it is asked again, and meanwhile the mailbox is compared as ever."""
    rest = timedelta(seconds=seconds) if seconds else RETRY
    _keep(session, address, subscribe_at=now + rest, deafness=problem[:60])


def is_gone(session: Session, address: str) -> None:
    """A subscription is no more."""
    _keep(session, address, subscription=None, subscribed_until=None)


def heed(session: Session, nudges: Iterable[Nudge], now: datetime) -> None:
    """Look at those mailboxes soon; what ended is subscribed to anew. Of ids that are not ours nothing comes.

    The same said again and again changes nothing more.
    """
    told: dict[str, set[Tidings]] = {}
    for each in nudges:
        told.setdefault(each.subscription, set()).add(each.tidings)
    for row in _known(session, told):
        tidings = told[row.subscription]
        _look_soon(session, row, now)
        if Tidings.REMOVED in tidings:
            is_gone(session, row.address)
            _keep(session, row.address, subscribe_at=now)
        if Tidings.TO_RENEW in tidings and row.subscribed_until < now + LIFE - RETRY:
            _keep(session, row.address, subscribe_at=now)


def look_soon(session: Session, address: str, now: datetime) -> None:
    """Something may have changed in that mailbox."""
    row = session.execute(select(boxes).where(boxes.c.address == address).with_for_update()).one()
    _look_soon(session, row, now)


def heard(session: Session, now: datetime) -> dict[str, str]:
    """Of each mailbox that was asked about why Graph tells nothing, empty where it does."""
    box = boxes.c
    is_told = box.subscribed_until > now
    query = select(box.address, box.deafness, is_told.label("is_told"))
    rows = session.execute(query.where(or_(box.deafness.is_not(None), is_told))).all()
    return {row.address: "" if row.is_told else row.deafness for row in rows}


def _look_soon(session: Session, row: Row[Any], now: datetime) -> None:
    soonest = max(now, row.compared_at + REST) if row.compared_at else now
    _keep(session, row.address, nudged_at=now, look_at=min(row.look_at, soonest))


def _known(session: Session, subscriptions: Collection[str]) -> list[Row[Any]]:
    query = select(boxes).where(boxes.c.subscription.in_(list(subscriptions))).order_by(boxes.c.address)
    return list(session.execute(query.with_for_update()).all())


def _keep(session: Session, address: str, **values: object) -> None:
    session.execute(update(boxes).where(boxes.c.address == address).values(**values))
