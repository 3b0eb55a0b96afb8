"""File contents by their SHA-256, in the database: one backup, the same for all replicas."""

from sqlalchemy import delete, exists, select
from sqlalchemy.orm import Session

from storage import tables


def read(session: Session, sha256: str) -> bytes | None:
    """The bytes, None if they are not kept."""
    query = select(tables.blob.c.content).where(tables.blob.c.sha256 == sha256)
    return session.execute(query).scalar_one_or_none()


def forget(session: Session, sha256: str) -> None:
    """Let go of the bytes, unless something else is kept in them."""
    kept_in = (tables.dispatch.c.file_sha256, tables.attachment.c.sha256, tables.publication.c.pdf_sha256)
    is_kept = [exists().where(column == sha256) for column in kept_in]
    blob = tables.blob.c
    session.execute(delete(tables.blob).where(blob.sha256 == sha256, *(~each for each in is_kept)))
