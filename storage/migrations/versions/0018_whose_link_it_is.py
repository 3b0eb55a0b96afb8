"""Who answers for a join link"""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

Id = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
LINK = "fk_invitation_link_id"


def upgrade() -> None:
    """A link that is under way is taken for the arena's own: no other arena has to take its word"""
    op.add_column(
        "invitation", sa.Column("from_operator", sa.Boolean(), nullable=False, server_default=sa.false())
    )
    with op.batch_alter_table("invitation") as invitation:
        invitation.add_column(sa.Column("link_id", Id, nullable=True))
        invitation.create_foreign_key(op.f(LINK), "invitation", ["link_id"], ["id"])


def downgrade() -> None:
    """Undo it."""
    with op.batch_alter_table("invitation") as invitation:
        invitation.drop_constraint(op.f(LINK), type_="foreignkey")
        invitation.drop_column("link_id")
    op.drop_column("invitation", "from_operator")
