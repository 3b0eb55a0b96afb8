"""What goes by mail"""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """What goes by mail"""
    op.add_column("dispatch", sa.Column("letter", sa.JSON(), nullable=True))


def downgrade() -> None:
    """Undo it; what was promised by mail goes to nobody in a program that knows no mail."""
    op.execute("UPDATE recipient SET way = 'not_reached' WHERE way = 'mail'")
    op.execute("DELETE FROM dispatch WHERE kind = 'mail'")
    op.drop_column("dispatch", "letter")
