"""What the installation keeps of itself: settings, history and its seals."""

from sqlalchemy import JSON, BigInteger, Column, Double, Index, Integer, String, Table, Text

from storage.tables.base import Id, arena_link, key, link, metadata
from storage.types import Instant

setting = Table(
    "setting",
    metadata,
    Column("name", String(64), primary_key=True),
    Column("value", Text, nullable=False),
)

history = Table(
    "history",
    metadata,
    key(),
    Column("at", Instant, nullable=False),
    Column("through", String(30), nullable=False),
    Column("verb", String(60), nullable=False),
    Column("thing", String(100), nullable=False),
    arena_link(nullable=True),
    link("person_id", "person"),
    Column("facts", JSON, nullable=False),
    Index("ix_history_thing", "thing"),
)

# What is left of an entry of history that was removed for age, and the entry that tells of the decision.
removed_entry = Table(
    "removed_entry",
    metadata,
    Column("id", Id, primary_key=True, autoincrement=False),
    arena_link(),
    Column("digest", String(64), nullable=False),
    link("decision_id", "history", nullable=False),
)

seal = Table(
    "seal",
    metadata,
    key(),
    Column("upto", BigInteger, nullable=False),
    Column("entries", Integer, nullable=False),
    Column("digest", String(64), nullable=False),
    Column("sealed_at", Instant, nullable=False),
)

# What one replica does at a time, by the database's clock; the fence rises with each that takes it over.
lease = Table(
    "lease",
    metadata,
    Column("name", String(40), primary_key=True),
    Column("fence", Integer, nullable=False),
    Column("lease_until", Double, nullable=False),
)
