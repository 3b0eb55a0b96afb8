"""Questions that were asked and never answered: what was written so far is not kept for good."""

from datetime import datetime, timedelta

from sqlalchemy import delete
from sqlalchemy.orm import Session

from storage import tables

# Whoever answers a day too late is still told that nobody waits any more.
KEPT = timedelta(hours=24)


def forget_old(session: Session, now: datetime) -> None:
    """Remove questions and proposals put aside that nobody has waited for since yesterday."""
    session.execute(delete(tables.dialogue).where(tables.dialogue.c.expires_at < now - KEPT))
