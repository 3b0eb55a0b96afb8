"""Attachments that wait to be fetched: claimed with a lease by database time and a rising fence."""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, literal, select, update
from sqlalchemy.orm import Session

from bot.model.item import FileState
from storage import tables
from storage.types import Epoch

LEASE_SECONDS = 150.0
LONGEST_PAUSE = 300.0
files = tables.attachment
# Written out in each query, because a partial index is found by the words of its condition.
AWAITING = literal(FileState.AWAITING, files.c.state.type, literal_execute=True)


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """One attachment in our hands until its lease ends; `item_id` is None for minutes."""

    id: int
    arena_id: str
    item_id: int | None
    name: str
    source_file_id: str
    fence: int
    tries: int


# What is looked for at each change, put together once.
NEXT = (
    select(*(files.c[name] for name in Wanted.__dataclass_fields__))
    .where(
        files.c.state == AWAITING,
        files.c.not_before <= Epoch(),
        files.c.lease_until.is_(None) | (files.c.lease_until < Epoch()),
    )
    .order_by(files.c.not_before, files.c.id)
    .limit(1)
    .with_for_update(skip_locked=True)
)


def claim(session: Session) -> Wanted | None:
    """Take the attachment that has waited longest, if there is one."""
    row = session.execute(NEXT).one_or_none()
    if row is None:
        return None
    taken = {"fence": row.fence + 1, "lease_until": Epoch() + LEASE_SECONDS}
    session.execute(update(files).where(files.c.id == row.id).values(**taken))
    return Wanted(**(row._asdict() | {"fence": row.fence + 1}))


def end_leases(session: Session) -> None:
    """Every lease has run out: whoever held one is known to be dead."""
    session.execute(update(files).where(files.c.lease_until.is_not(None)).values(lease_until=None))


def try_later(session: Session, wanted: Wanted) -> None:
    """Fetch it again after a pause that doubles."""
    pause = min(LONGEST_PAUSE, 1.0 * 2 ** min(wanted.tries, 12))
    later = {"not_before": Epoch() + pause, "lease_until": None, "tries": wanted.tries + 1}
    session.execute(update(files).where(_ours(wanted)).values(**later))


def is_ours(session: Session, wanted: Wanted) -> bool:
    """Whether the lease still is this claim's; locks the row for the transaction."""
    query = select(files.c.id).where(_ours(wanted)).with_for_update()
    return session.execute(query).one_or_none() is not None


def _ours(wanted: Wanted) -> ColumnElement[bool]:
    return (files.c.id == wanted.id) & (files.c.fence == wanted.fence) & (files.c.state == FileState.AWAITING)
