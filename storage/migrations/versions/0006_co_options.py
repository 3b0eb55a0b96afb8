"""Who is co-opted to a meeting or an item"""

import sqlalchemy as sa
from alembic import op

import storage.types

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Who is co-opted to a meeting or an item"""
    op.create_table(
        "co_option",
        sa.Column("id", ID, primary_key=True),
        sa.Column("arena_id", sa.String(length=64), sa.ForeignKey("arena.id"), nullable=False),
        sa.Column("person_id", ID, sa.ForeignKey("person.id"), nullable=False),
        sa.Column("meeting_id", ID, sa.ForeignKey("meeting.id")),
        sa.Column("item_id", ID, sa.ForeignKey("item.id")),
        sa.Column("presents", sa.Boolean(), nullable=False),
        sa.Column("invited_by_id", ID, sa.ForeignKey("person.id"), nullable=False),
        sa.Column("invited_at", storage.types.Instant(timezone=True), nullable=False),
        sa.Column("through", sa.String(length=30), nullable=False),
        sa.Column("withdrawn_by_id", ID, sa.ForeignKey("person.id")),
        sa.Column("withdrawn_at", storage.types.Instant(timezone=True)),
    )
    for name in ("person_id", "meeting_id", "item_id"):
        op.create_index(op.f(f"ix_co_option_{name}"), "co_option", [name])


def downgrade() -> None:
    """Undo it."""
    op.drop_table("co_option")
