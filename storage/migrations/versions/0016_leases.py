"""What one replica does at a time, and which has claimed a message"""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """What one replica does at a time, and which has claimed a message"""
    op.create_table(
        "lease",
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("fence", sa.Integer(), nullable=False),
        sa.Column("lease_until", sa.Double(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_lease")),
    )
    op.add_column("dispatch", sa.Column("holder", sa.String(length=16)))


def downgrade() -> None:
    """Undo it."""
    op.drop_column("dispatch", "holder")
    op.drop_table("lease")
