"""Who comes to which meeting, and which deputies step in."""

import sqlalchemy as sa
from alembic import op

import storage.types

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
ANSWERS = ("here", "remote", "absent")
STATES = ("asked", "accepted", "declined", "released")
IS_ACTIVE = sa.text("state IN ('asked', 'accepted')")


def upgrade() -> None:
    """Two tables more."""
    op.create_table(
        "attendance",
        *_row(),
        sa.Column("person_id", ID, sa.ForeignKey("person.id"), nullable=False),
        sa.Column("answer", sa.Enum(*ANSWERS, native_enum=False, length=30), nullable=False),
        sa.Column("away_from", sa.Time()),
        sa.Column("away_until", sa.Time()),
        sa.Column("answered_at", storage.types.Instant(timezone=True), nullable=False),
        sa.Column("through", sa.String(length=30), nullable=False),
        sa.Column("lack_told_at", storage.types.Instant(timezone=True)),
        sa.UniqueConstraint(
            "meeting_id",
            "generation",
            "person_id",
            name=op.f("uq_attendance_meeting_id_generation_person_id"),
        ),
    )
    op.create_table(
        "call_in",
        *_row(),
        sa.Column("absentee_id", ID, sa.ForeignKey("person.id"), nullable=False),
        sa.Column("deputy_id", ID, sa.ForeignKey("person.id"), nullable=False),
        sa.Column("seats", sa.JSON(), nullable=False),
        sa.Column("state", sa.Enum(*STATES, native_enum=False, length=30), nullable=False),
        sa.Column("asked_at", storage.types.Instant(timezone=True), nullable=False),
        sa.Column("told_at", storage.types.Instant(timezone=True)),
        sa.Column("answer_by", storage.types.Instant(timezone=True)),
        sa.Column("answered_at", storage.types.Instant(timezone=True)),
    )
    op.create_index(op.f("ix_call_in_deputy_id"), "call_in", ["deputy_id"])
    op.create_index("ix_call_in_meeting", "call_in", ["meeting_id", "generation"])
    op.create_index(
        "uq_call_in_deputy",
        "call_in",
        ["meeting_id", "generation", "deputy_id"],
        unique=True,
        sqlite_where=IS_ACTIVE,
        postgresql_where=IS_ACTIVE,
    )


def _row() -> list[sa.Column[object]]:
    return [
        sa.Column("id", ID, primary_key=True),
        sa.Column("arena_id", sa.String(length=64), sa.ForeignKey("arena.id"), nullable=False),
        sa.Column("meeting_id", ID, sa.ForeignKey("meeting.id"), nullable=False),
        sa.Column("generation", sa.Integer(), nullable=False),
    ]


def downgrade() -> None:
    """Undo it."""
    op.drop_table("call_in")
    op.drop_table("attendance")
