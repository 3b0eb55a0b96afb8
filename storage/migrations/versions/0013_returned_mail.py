"""Which mails went out lately, so that those that come back are told"""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0011"
branch_labels = None
depends_on = None

IS_MAIL = sa.text("kind = 'mail'")


def upgrade() -> None:
    """Which mails went out lately, so that those that come back are told"""
    op.create_index(
        "ix_dispatch_mailed", "dispatch", ["arrived_at"], sqlite_where=IS_MAIL, postgresql_where=IS_MAIL
    )


def downgrade() -> None:
    """Undo it."""
    op.drop_index("ix_dispatch_mailed", "dispatch")
