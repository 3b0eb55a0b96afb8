"""The secret addresses by which calendar programs read people's meetings; of no arena, as people are."""

from sqlalchemy import Column, Integer, String, Table, UniqueConstraint

from storage.tables.base import key, link, metadata
from storage.types import Instant

feed = Table(
    "feed",
    metadata,
    key(),
    link("person_id", "person", nullable=False),
    Column("number", Integer, nullable=False),
    Column("secret_hash", String(64), nullable=False, unique=True),
    Column("made_at", Instant, nullable=False),
    Column("revoked_at", Instant),
    UniqueConstraint("person_id", "number"),
)
