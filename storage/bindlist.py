"""Files that are to be bound for dispatches that wait for them: claimed with a lease, once for each file."""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, func, select, update
from sqlalchemy.orm import Session, aliased

from storage import tables
from storage.outbox import IS_OPEN, is_open, waits_for_file
from storage.types import Epoch

LEASE_SECONDS = 180.0
PAUSE_SECONDS = 5.0
box = tables.dispatch
WAITS = IS_OPEN & waits_for_file(box)


@dataclass(frozen=True, kw_only=True)
class Unbound:
    """One file in our hands until its lease ends, held on the dispatch that has waited for it longest."""

    id: int
    arena_id: str
    subject: str
    fence: int
    tries: int


def _is_first() -> ColumnElement[bool]:
    """Nobody has waited longer for the same file: two workers never bind it side by side."""
    first = aliased(box)
    of_its_file = (first.c.subject == box.c.subject) & (first.c.arena_id == box.c.arena_id)
    waits = is_open(first) & waits_for_file(first)
    return box.c.id == select(func.min(first.c.id)).where(of_its_file, waits).scalar_subquery()


# What is looked for at each change, put together once.
NEXT = (
    select(*(box.c[name] for name in Unbound.__dataclass_fields__))
    .where(
        WAITS,
        _is_first(),
        box.c.not_before <= Epoch(),
        box.c.lease_until.is_(None) | (box.c.lease_until < Epoch()),
    )
    .order_by(box.c.id)
    .limit(1)
    .with_for_update(skip_locked=True)
)


def claim(session: Session) -> Unbound | None:
    """Take the file that somebody has waited for longest, if there is one."""
    row = session.execute(NEXT).one_or_none()
    if row is None:
        return None
    taken = {"fence": row.fence + 1, "lease_until": Epoch() + LEASE_SECONDS}
    session.execute(update(box).where(box.c.id == row.id).values(**taken))
    return Unbound(**(row._asdict() | {"fence": row.fence + 1}))


def let_go(session: Session, unbound: Unbound, *, wait: float = 0.0, tries: int = 0) -> bool:
    """Give the claim up, so that the file can be sent, or be bound by another after `wait` seconds.

    False if the lease was no longer ours: then nothing is written, and nothing more is ours to write.
    """
    ours = (box.c.id == unbound.id) & (box.c.fence == unbound.fence) & WAITS
    free = {"lease_until": None, "not_before": Epoch() + wait, "tries": tries}
    freed = session.execute(update(box).where(ours).values(**free).returning(box.c.id))
    return freed.one_or_none() is not None


def end_leases(session: Session) -> None:
    """Every lease has run out: whoever held one is known to be dead."""
    session.execute(update(box).where(WAITS, box.c.lease_until.is_not(None)).values(lease_until=None))
