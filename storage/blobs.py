"""File contents by their SHA-256, in the database: one backup, the same for all replicas."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from storage import tables


def read(session: Session, sha256: str) -> bytes | None:
    """The bytes, None if they are not kept."""
    query = select(tables.blob.c.content).where(tables.blob.c.sha256 == sha256)
    return session.execute(query).scalar_one_or_none()
