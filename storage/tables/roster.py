"""Who is who: people, arenas, seats, tenures and roles."""

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    Text,
    UniqueConstraint,
    false,
)

from bot.model.seat import RoleKind, SeatKind
from storage.tables.base import arena_link, key, link, metadata
from storage.types import Instant, Slug, one_of

person = Table(
    "person",
    metadata,
    key(),
    Column("email", String(320), unique=True),
    Column("name", String(200), nullable=False),
    Column("telegram_id", BigInteger, unique=True),
    Column("joined_at", Instant),
    Column("unreachable_since", Instant),
    Column("left_at", Instant),
)

arena = Table(
    "arena",
    metadata,
    Column("id", Slug, primary_key=True),
    Column("name", String(300), nullable=False),
    Column("short", String(60), nullable=False),
    Column("timezone", String(64), nullable=False),
    Column("mandate", String(30)),
    Column("telegram", String(30), nullable=False),
    Column("join_mode", String(30), nullable=False),
    Column("calendar", String(320)),
    Column("teams", Boolean, nullable=False, server_default=false()),
    Column("purpose", Text),
    Column("prepares_for", JSON, nullable=False),
    Column("words", JSON, nullable=False),
    Column("rhythm_days", JSON, nullable=False),
    Column("settings", JSON, nullable=False),
    Column("items_numbered", Integer, nullable=False),
    Column("ends", Date),
    Column("succeeded_by", Slug),
)

arena_file = Table(
    "arena_file",
    metadata,
    Column("arena_id", Slug, ForeignKey("arena.id"), primary_key=True),
    Column("facts", JSON, nullable=False),
    Column("loaded_at", Instant, nullable=False),
)

seat = Table(
    "seat",
    metadata,
    key(),
    arena_link(),
    Column("key", Slug, nullable=False),
    Column("title", String(300), nullable=False),
    Column("kind", one_of(SeatKind), nullable=False),
    Column("organisation", String(300)),
    Column("side", String(60)),
    Column("network", String(300)),
    Column("stands_in_for", JSON, nullable=False),
    Column("source", String(300)),
    Column("begins", Date),
    Column("ends", Date),
    # A deputy may have the same id in the file as the seat it stands in for.
    UniqueConstraint("arena_id", "kind", "key"),
)

tenure = Table(
    "tenure",
    metadata,
    key(),
    arena_link(),
    link("seat_id", "seat", nullable=False),
    link("person_id", "person", nullable=False, index=True),
    Column("begins", Date, nullable=False),
    Column("ends", Date),
    Index("ix_tenure_arena_ends", "arena_id", "ends"),
)

role = Table(
    "role",
    metadata,
    key(),
    arena_link(),
    Column("kind", one_of(RoleKind), nullable=False),
    link("seat_id", "seat"),
    link("person_id", "person", index=True),
    Column("begins", Date),
    Column("ends", Date),
    Column("side", String(60)),
    Index("ix_role_arena_ends", "arena_id", "ends"),
)
