"""From when a seat is there."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """A seat has a first day."""
    with op.batch_alter_table("seat") as seat:
        seat.add_column(sa.Column("begins", sa.Date()))


def downgrade() -> None:
    """Undo it."""
    with op.batch_alter_table("seat") as seat:
        seat.drop_column("begins")
