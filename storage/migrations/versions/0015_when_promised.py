"""When each message was promised, so that health can tell how long it waits"""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """When each message was promised, so that health can tell how long it waits"""
    op.add_column("dispatch", sa.Column("promised_at", sa.Double()))


def downgrade() -> None:
    """Undo it."""
    op.drop_column("dispatch", "promised_at")
