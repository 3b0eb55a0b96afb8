"""The chain over history: sealed once a minute, so that a changed or removed entry is detected (P9)."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bot.model.history import HistoryEntry, Seal
from storage import keepsakes, tables


def seal(session: Session, now: datetime) -> None:
    """Seal what was written since the last seal, up to the entries that stood a round ago.

    Another replica may still commit an entry with a lower number than one that is visible now, but no
    transaction lasts a whole round.
    """
    last = session.scalars(select(Seal).order_by(tables.seal.c.id.desc()).limit(1)).one_or_none()
    after, digest = (last.upto, last.digest) if last else (0, "")
    stood = keepsakes.read(session, "history_stood")
    newest = session.execute(select(func.max(tables.history.c.id))).scalar_one()
    keepsakes.write(session, "history_stood", str(newest or 0))
    entries = _entries(session, after, int(stood or 0))
    if entries:
        session.add(
            Seal(
                upto=entries[-1].id,
                entries=len(entries),
                digest=_chained(entries, digest),
                sealed_at=now,
            )
        )


def broken_seals(session: Session) -> list[int]:
    """The ids of the seals that do not match their entries any more; empty if history is whole."""
    broken: list[int] = []
    after, digest = 0, ""
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
