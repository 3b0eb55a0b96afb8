"""Meetings in Teams, and what Graph tells by itself of each mailbox"""

import sqlalchemy as sa
from alembic import op

import storage.types

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

INSTANTS = ("compared_at", "nudged_at", "subscribed_until", "subscribe_at")


def upgrade() -> None:
    """Which arenas meet in Teams and how one joins; which subscriptions there are, and when to renew them"""
    op.add_column("arena", sa.Column("teams", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column("meeting", sa.Column("join_link", sa.String(length=2000), nullable=True))
    for name in INSTANTS:
        op.add_column("mailbox", sa.Column(name, storage.types.Instant(timezone=True), nullable=True))
    for name, length in (("subscription", 100), ("subscribed_for", 300), ("deafness", 60)):
        op.add_column("mailbox", sa.Column(name, sa.String(length=length), nullable=True))


def downgrade() -> None:
    """Undo it."""
    for name in (*INSTANTS, "subscription", "subscribed_for", "deafness"):
        op.drop_column("mailbox", name)
    op.drop_column("meeting", "join_link")
    op.drop_column("arena", "teams")
