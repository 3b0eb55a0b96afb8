"""What Graph is asked about each mailbox between two lists"""

import sqlalchemy as sa
from alembic import op

import storage.types

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

INSTANTS = ("hint_at", "hint_until")


def upgrade() -> None:
    """When it is asked next what changed, by which link, and until when that tells"""
    for name in INSTANTS:
        op.add_column("mailbox", sa.Column(name, storage.types.Instant(timezone=True), nullable=True))
    op.add_column("mailbox", sa.Column("hint_link", sa.Text(), nullable=True))


def downgrade() -> None:
    """Undo it."""
    for name in (*INSTANTS, "hint_link"):
        op.drop_column("mailbox", name)
