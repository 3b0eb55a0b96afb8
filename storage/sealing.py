"""The chain over history: sealed once a minute, so that a changed or removed entry is detected (P9).

An entry that was removed for age has left its digest, which keeps the chain whole; that counts only as long
as the entry that tells of the decision says how many went.
"""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from bot.model.history import HistoryEntry, Seal, linked
from bot.model.removal import REMOVED
from storage import tables
from storage.types import Epoch
from storage.upsert import insert_or_ignore

# A little less than the minute between two calls of one replica, so that none of its own is passed over.
ROUND_SECONDS = 50.0
STOOD = "history_stood"
# Lower than any number: an entry put in before the first one is seen too.
BEFORE_ALL = -(2**63)


def seal(session: Session, now: datetime, *, round_seconds: float = ROUND_SECONDS) -> None:
    """Seal what was written since the last seal, up to the entries that stood a round ago.

    Another replica may still commit an entry with a lower number than one that is visible now, but no
    transaction lasts a whole round. All replicas share the rounds: a call within one does nothing.
    """
    stood = _next_round(session, round_seconds)
    if stood is None:
        return
    last = session.scalars(select(Seal).order_by(tables.seal.c.id.desc()).limit(1)).one_or_none()
    after, digest = (last.upto, last.digest) if last else (BEFORE_ALL, "")
    # What is not sealed yet is never removed.
    links = _links(session, after, stood, [])
    if links:
        session.add(
            Seal(
                upto=links[-1][0],
                entries=len(links),
                digest=_chained(links, digest),
                sealed_at=now,
            )
        )


def _next_round(session: Session, round_seconds: float) -> int | None:
    """The newest entry of the round before, None while that round lasts; one replica at a time."""
    column = tables.setting.c
    first = {"name": STOOD, "value": "0 0"}
    session.execute(insert_or_ignore(session, tables.setting, [first]))
    held = select(column.value).where(column.name == STOOD).with_for_update()
    stood, since = session.execute(held).scalar_one().split()
    # By the database's clock: the demo's leaps in time must not shorten a round.
    at = session.execute(select(Epoch())).scalar_one()
    if abs(at - float(since)) < round_seconds:
        return None
    newest = session.execute(select(func.max(tables.history.c.id))).scalar_one() or 0
    session.execute(update(tables.setting).where(column.name == STOOD).values(value=f"{newest} {at}"))
    return int(stood)


def broken_seals(session: Session) -> list[int]:
    """The ids of the seals that do not match their entries any more; empty if history is whole."""
    broken: list[int] = []
    decisions = _decisions(session)
    after, digest = BEFORE_ALL, ""
    for found in session.scalars(select(Seal).order_by(tables.seal.c.id)):
        links = _links(session, after, found.upto, decisions)
        if len(links) != found.entries or _chained(links, digest) != found.digest:
            broken.append(found.id)
        after, digest = found.upto, found.digest
    return broken


def sealed_upto(session: Session) -> int:
    """The newest entry that is sealed; 0 if none is."""
    return session.execute(select(func.max(tables.seal.c.upto))).scalar_one() or 0


def _links(session: Session, after: int, upto: int, decisions: Sequence[int]) -> list[tuple[int, str]]:
    """Number and digest of each entry, those that were removed for age too, in order."""
    column, left = tables.history.c, tables.removed_entry.c
    entries = select(HistoryEntry).where(column.id > after, column.id <= upto)
    removed = select(left.id, left.digest).where(left.id > after, left.id <= upto)
    gone = session.execute(removed.where(left.decision_id.in_(decisions)))
    standing = [(entry.id, entry.digest) for entry in session.scalars(entries)]
    return sorted([*standing, *((number, digest) for number, digest in gone)])


def _decisions(session: Session) -> list[int]:
    """The decisions by which exactly as many entries have gone as they say."""
    column, left = tables.history.c, tables.removed_entry.c
    counted = select(left.decision_id, func.count().label("gone")).group_by(left.decision_id).subquery()
    said = select(column.id, column.facts, counted.c.gone).join(counted, counted.c.decision_id == column.id)
    rows = session.execute(said.where(column.verb == REMOVED))
    return [row.id for row in rows if row.facts.get("entries") == row.gone]


def _chained(links: Sequence[tuple[int, str]], before: str) -> str:
    for _, digest in links:
        before = linked(before, digest)
    return before
