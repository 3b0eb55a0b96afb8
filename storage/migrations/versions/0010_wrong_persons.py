"""Whose account came instead of whose"""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """The account that a person had before a link of theirs was used."""
    op.add_column("invitation", sa.Column("instead_of", sa.BigInteger(), nullable=True))


def downgrade() -> None:
    """Undo it."""
    op.drop_column("invitation", "instead_of")
