"""What stands in Outlook"""

import sqlalchemy as sa
from alembic import op

import storage.types

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """What stands in Outlook"""
    op.create_table(
        "calendar_link",
        sa.Column("id", ID, primary_key=True),
        sa.Column("arena_id", sa.String(length=64), sa.ForeignKey("arena.id"), nullable=False),
        sa.Column("meeting_id", ID, sa.ForeignKey("meeting.id"), nullable=False),
        sa.Column("mailbox", sa.String(length=320), nullable=False),
        sa.Column("event_id", sa.String(length=400)),
        sa.Column("ical_uid", sa.String(length=400)),
        sa.Column("change_key", sa.String(length=200)),
        sa.Column("attempt", sa.Integer(), nullable=False),
        sa.Column("wanted", sa.JSON(none_as_null=True)),
        sa.Column("written", sa.JSON(none_as_null=True)),
        sa.Column("base", sa.JSON(none_as_null=True)),
        sa.Column("unsettled", sa.JSON(none_as_null=True)),
        sa.Column("is_let_go", sa.Boolean(), nullable=False),
        sa.Column("asked_at", storage.types.Instant(timezone=True)),
        sa.Column("due_at", storage.types.Instant(timezone=True)),
        sa.Column("tries", sa.Integer(), nullable=False, server_default="0"),
        sa.Column("lease_until", sa.Double()),
        sa.Column("fence", sa.Integer(), nullable=False, server_default="0"),
        sa.UniqueConstraint("meeting_id", name=op.f("uq_calendar_link_meeting_id")),
    )
    op.create_index(op.f("ix_calendar_link_due_at"), "calendar_link", ["due_at"])
    op.create_table(
        "mailbox",
        sa.Column("address", sa.String(length=320), primary_key=True),
        sa.Column("look_at", storage.types.Instant(timezone=True), nullable=False),
        sa.Column("wait_until", storage.types.Instant(timezone=True)),
        sa.Column("stumbles", sa.Integer(), nullable=False),
        sa.Column("problem", sa.String(length=60)),
        sa.Column("minute_began", storage.types.Instant(timezone=True)),
        sa.Column("mailed", sa.Integer(), nullable=False),
    )


def downgrade() -> None:
    """Undo it."""
    op.drop_table("mailbox")
    op.drop_table("calendar_link")
