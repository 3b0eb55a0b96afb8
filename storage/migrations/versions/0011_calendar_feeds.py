"""Secret addresses of calendar feeds"""

import sqlalchemy as sa
from alembic import op

import storage.types

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """By which calendar programs read people's meetings; of each secret its hash alone."""
    op.create_table(
        "feed",
        sa.Column("id", ID, nullable=False),
        sa.Column("person_id", ID, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("secret_hash", sa.String(length=64), nullable=False),
        sa.Column("made_at", storage.types.Instant(timezone=True), nullable=False),
        sa.Column("revoked_at", storage.types.Instant(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_feed_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_feed")),
        sa.UniqueConstraint("person_id", "number", name=op.f("uq_feed_person_id_number")),
        sa.UniqueConstraint("secret_hash", name=op.f("uq_feed_secret_hash")),
    )


def downgrade() -> None:
    """Undo it."""
    op.drop_table("feed")
