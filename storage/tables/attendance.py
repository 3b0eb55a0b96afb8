"""Who comes to which meeting, and which deputies step in."""

from sqlalchemy import JSON, Column, Index, Integer, String, Table, Time, UniqueConstraint, text

from bot.model.attendance import Answer
from bot.model.callin import CallInState
from storage.tables.base import arena_link, key, link, metadata
from storage.types import Instant, one_of

IS_ACTIVE = text("state IN ('asked', 'accepted')")

attendance = Table(
    "attendance",
    metadata,
    key(),
    arena_link(),
    link("meeting_id", "meeting", nullable=False),
    link("person_id", "person", nullable=False),
    Column("generation", Integer, nullable=False),
    Column("answer", one_of(Answer), nullable=False),
    Column("away_from", Time),
    Column("away_until", Time),
    Column("answered_at", Instant, nullable=False),
    Column("through", String(30), nullable=False),
    Column("lack_told_at", Instant),
    UniqueConstraint("meeting_id", "generation", "person_id"),
)

call_in = Table(
    "call_in",
    metadata,
    key(),
    arena_link(),
    link("meeting_id", "meeting", nullable=False),
    Column("generation", Integer, nullable=False),
    link("absentee_id", "person", nullable=False),
    link("deputy_id", "person", nullable=False, index=True),
    Column("seats", JSON, nullable=False),
    Column("state", one_of(CallInState), nullable=False),
    Column("asked_at", Instant, nullable=False),
    Column("told_at", Instant),
    Column("answer_by", Instant),
    Column("answered_at", Instant),
    Index("ix_call_in_meeting", "meeting_id", "generation"),
    # Nobody steps in for two members at once.
    Index(
        "uq_call_in_deputy",
        "meeting_id",
        "generation",
        "deputy_id",
        unique=True,
        sqlite_where=IS_ACTIVE,
        postgresql_where=IS_ACTIVE,
    ),
)
