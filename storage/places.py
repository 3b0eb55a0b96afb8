"""The places at a mailbox, one for each call that Graph lets be under way there, whichever process makes it.

Each is a lease, so that one of a process that died is free again in its time.
"""

from collections.abc import Sequence
from hashlib import sha256

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from storage.leases import Lease, box
from storage.types import Epoch
from storage.upsert import insert_or_ignore

# https://learn.microsoft.com/graph/throttling-limits#outlook-service-limits, for each app and mailbox.
AT_ONCE = 4
# Longer than any call.
LEASE_SECONDS = 90.0


def take(session: Session, mailbox: str) -> Lease | None:
    """A free place; None where there is none."""
    names = [f"{_named(mailbox)} {number}" for number in range(AT_ONCE)]
    found = _free(session, names)
    if found is None:
        # Only now: it would wait for whoever is taking or giving back one of them.
        rows = [{"name": name, "fence": 0, "lease_until": 0.0} for name in names]
        session.execute(insert_or_ignore(session, box, rows))
        found = _free(session, names)
    if found is None:
        return None
    taken = Lease(name=found.name, fence=found.fence + 1)
    until = {"fence": taken.fence, "lease_until": Epoch() + LEASE_SECONDS}
    session.execute(update(box).where(box.c.name == found.name).values(**until))
    return taken


def _free(session: Session, names: Sequence[str]) -> Lease | None:
    """One of them as whoever had it last left it."""
    is_free = box.c.name.in_(names) & (box.c.lease_until <= Epoch())
    query = select(box.c.name, box.c.fence).where(is_free).order_by(box.c.name).limit(1)
    row = session.execute(query.with_for_update(skip_locked=True)).one_or_none()
    return Lease(name=row.name, fence=row.fence) if row else None


def give_back(session: Session, place: Lease) -> None:
    """Free at once; nothing where it ran out, and another has it."""
    ours = (box.c.name == place.name) & (box.c.fence == place.fence)
    session.execute(update(box).where(ours).values(lease_until=0.0))


def _named(mailbox: str) -> str:
    return f"mailbox {sha256(mailbox.encode()).hexdigest()[:24]}"
