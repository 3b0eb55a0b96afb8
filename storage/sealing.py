"""The chain over history: sealed once a minute, so that a changed or removed entry is detected (P9)."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from bot.model.history import HistoryEntry, Seal
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
    entries = _entries(session, after, stood)
    if entries:
        session.add(
            Seal(
                upto=entries[-1].id,
                entries=len(entries),
                digest=_chained(entries, digest),
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
    after, digest = BEFORE_ALL, ""
    for found in session.scalars(select(Seal).order_by(tables.seal.c.id)):
        entries = _entries(session, after, found.upto)
        if len(entries) != found.entries or _chained(entries, digest) != found.digest:
            broken.append(found.id)
        after, digest = found.upto, found.digest
    return broken


def _entries(session: Session, after: int, upto: int | None = None) -> Sequence[HistoryEntry]:
    column = tables.history.c
    query = select(HistoryEntry).where(column.id > after).order_by(column.id)
    return session.scalars(query if upto is None else query.where(column.id <= upto)).all()


def _chained(entries: Sequence[HistoryEntry], digest: str) -> str:
    for entry in entries:
        digest = entry.digest(digest)
    return digest
