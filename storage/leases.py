"""What one replica does at a time: held with a lease by the database's clock, and a fence that rises.

Whoever was stopped past the lease finds another fence, and nothing of theirs is committed any more.
"""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, select, update
from sqlalchemy.orm import Session

from storage import tables, wakeups
from storage.types import Epoch
from storage.upsert import insert_or_ignore

LEASE_SECONDS = 10.0
box = tables.lease


class LeaseLost(Exception):
    """Another replica has taken it over since."""


@dataclass(frozen=True, kw_only=True)
class Lease:
    """One that is ours until it runs out."""

    name: str
    fence: int


def take(session: Session, name: str) -> Lease | float:
    """The lease, or for how many seconds more another replica has it."""
    session.execute(insert_or_ignore(session, box, [{"name": name, "fence": 0, "lease_until": 0.0}]))
    query = select(box.c.fence, (box.c.lease_until - Epoch()).label("left")).where(box.c.name == name)
    row = session.execute(query.with_for_update()).one()
    if row.left > 0:
        return float(row.left)
    lease = Lease(name=name, fence=row.fence + 1)
    session.execute(
        update(box).where(box.c.name == name).values(fence=lease.fence, lease_until=Epoch() + LEASE_SECONDS)
    )
    return lease


def renew(session: Session, lease: Lease) -> None:
    """Ours for the whole time again. Raises LeaseLost."""
    renewed = update(box).where(_ours(lease)).values(lease_until=Epoch() + LEASE_SECONDS)
    if session.execute(renewed.returning(box.c.name)).one_or_none() is None:
        raise LeaseLost


def hold(session: Session, lease: Lease) -> None:
    """Nobody takes it over before this transaction ends. Raises LeaseLost."""
    query = select(box.c.name).where(_ours(lease)).with_for_update(read=True)
    if session.execute(query).one_or_none() is None:
        raise LeaseLost


def release(session: Session, lease: Lease) -> None:
    """Another may have it at once; nothing where it is lost already."""
    freed = update(box).where(_ours(lease)).values(lease_until=0.0)
    if session.execute(freed.returning(box.c.name)).one_or_none():
        wakeups.call(session, wakeups.Call.LEASE)


def _ours(lease: Lease) -> ColumnElement[bool]:
    return (box.c.name == lease.name) & (box.c.fence == lease.fence)
