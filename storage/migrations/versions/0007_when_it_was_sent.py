"""When a message was sent"""

import sqlalchemy as sa
from alembic import op

import storage.types

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """A column that nothing was ever written into goes; one for when it was sent comes."""
    op.drop_column("dispatch", "promised_at")
    op.add_column("dispatch", sa.Column("arrived_at", storage.types.Instant(timezone=True)))


def downgrade() -> None:
    """Undo it."""
    op.drop_column("dispatch", "arrived_at")
    before: sa.Column[float] = sa.Column("promised_at", sa.Double(), server_default="0", nullable=False)
    op.add_column("dispatch", before)
