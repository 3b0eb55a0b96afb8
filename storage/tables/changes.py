"""Who takes over: a seat, as it was reported, registered and has happened; or a role, with a new year."""

from sqlalchemy import JSON, Boolean, Column, Date, Index, Integer, String, Table, UniqueConstraint

from bot.model.replacement import ReplacementState
from bot.model.seat import RoleKind
from storage.tables.base import arena_link, key, link, metadata
from storage.types import Instant, one_of

replacement = Table(
    "replacement",
    metadata,
    key(),
    arena_link(),
    link("seat_id", "seat", nullable=False),
    link("leaver_id", "person"),
    Column("name", String(200)),
    Column("email", String(320)),
    link("newcomer_id", "person"),
    Column("begins", Date, nullable=False),
    Column("body", String(300)),
    Column("decided_on", Date),
    Column("paragraph", String(40)),
    Column("state", one_of(ReplacementState), nullable=False),
    link("reported_by_id", "person", nullable=False),
    Column("reported_at", Instant, nullable=False),
    link("registered_by_id", "person"),
    Column("registered_at", Instant),
    Column("changed_at", Instant),
    Column("remind_at", Instant, index=True),
    Column("ask_at", Instant, index=True),
    Column("kept", JSON, nullable=False),
    link("changed_by_id", "person"),
    Column("revision", Integer, nullable=False),
    Index("ix_replacement_arena_state", "arena_id", "state"),
    # What is registered and has not happened yet, of all arenas.
    Index("ix_replacement_due", "state", "changed_at", "begins"),
)

turn = Table(
    "turn",
    metadata,
    key(),
    arena_link(),
    Column("kind", one_of(RoleKind), nullable=False),
    Column("side", String(60), nullable=False),
    Column("begins", Date, nullable=False),
    Column("ask_at", Instant, index=True),
    Column("tell_at", Instant, index=True),
    link("role_id", "role"),
    link("named_by_id", "person"),
    Column("named_at", Instant),
    Column("cut", JSON, nullable=False),
    Column("is_off", Boolean, nullable=False),
    link("changed_by_id", "person"),
    Column("revision", Integer, nullable=False),
    UniqueConstraint("arena_id", "kind", "begins"),
)
