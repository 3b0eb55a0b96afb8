"""Which side has a role next, and who is named for it."""

import sqlalchemy as sa
from alembic import op

import storage.types

revision = "0005"
down_revision = "0003"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
KINDS = ("preparer", "secretary", "chair")


def upgrade() -> None:
    """One table more."""
    op.create_table(
        "turn",
        sa.Column("id", ID, primary_key=True),
        sa.Column("arena_id", sa.String(length=64), sa.ForeignKey("arena.id"), nullable=False),
        sa.Column("kind", sa.Enum(*KINDS, native_enum=False, length=30), nullable=False),
        sa.Column("side", sa.String(length=60), nullable=False),
        sa.Column("begins", sa.Date(), nullable=False),
        sa.Column("ask_at", storage.types.Instant(timezone=True)),
        sa.Column("tell_at", storage.types.Instant(timezone=True)),
        sa.Column("role_id", ID, sa.ForeignKey("role.id")),
        sa.Column("named_by_id", ID, sa.ForeignKey("person.id")),
        sa.Column("named_at", storage.types.Instant(timezone=True)),
        sa.Column("cut", sa.JSON(), nullable=False),
        sa.Column("is_off", sa.Boolean(), nullable=False),
        sa.Column("changed_by_id", ID, sa.ForeignKey("person.id")),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.UniqueConstraint("arena_id", "kind", "begins", name=op.f("uq_turn_arena_id_kind_begins")),
    )
    op.create_index(op.f("ix_turn_ask_at"), "turn", ["ask_at"])
    op.create_index(op.f("ix_turn_tell_at"), "turn", ["tell_at"])


def downgrade() -> None:
    """Undo it."""
    op.drop_table("turn")
