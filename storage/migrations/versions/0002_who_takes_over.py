"""Who takes over a seat"""

import sqlalchemy as sa
from alembic import op

import storage.types

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_STATES = sa.Enum(
    "reported", "questioned", "registered", "withdrawn",
    name="replacementstate", native_enum=False, length=30,
)  # fmt: skip
_PEOPLE = ("leaver_id", "newcomer_id", "reported_by_id", "registered_by_id", "changed_by_id")


def upgrade() -> None:
    """Who takes over a seat"""
    op.create_table(
        "replacement",
        sa.Column("id", _ID, nullable=False),
        sa.Column("arena_id", sa.String(length=64), nullable=False),
        sa.Column("seat_id", _ID, nullable=False),
        sa.Column("leaver_id", _ID, nullable=True),
        sa.Column("name", sa.String(length=200), nullable=True),
        sa.Column("email", sa.String(length=320), nullable=True),
        sa.Column("newcomer_id", _ID, nullable=True),
        sa.Column("begins", sa.Date(), nullable=False),
        sa.Column("body", sa.String(length=300), nullable=True),
        sa.Column("decided_on", sa.Date(), nullable=True),
        sa.Column("paragraph", sa.String(length=40), nullable=True),
        sa.Column("state", _STATES, nullable=False),
        sa.Column("reported_by_id", _ID, nullable=False),
        sa.Column("reported_at", storage.types.Instant(timezone=True), nullable=False),
        sa.Column("registered_by_id", _ID, nullable=True),
        sa.Column("registered_at", storage.types.Instant(timezone=True), nullable=True),
        sa.Column("changed_at", storage.types.Instant(timezone=True), nullable=True),
        sa.Column("remind_at", storage.types.Instant(timezone=True), nullable=True),
        sa.Column("ask_at", storage.types.Instant(timezone=True), nullable=True),
        sa.Column("kept", sa.JSON(), nullable=False),
        sa.Column("changed_by_id", _ID, nullable=True),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["arena_id"], ["arena.id"], name=op.f("fk_replacement_arena_id")),
        sa.ForeignKeyConstraint(["seat_id"], ["seat.id"], name=op.f("fk_replacement_seat_id")),
        *(
            sa.ForeignKeyConstraint([name], ["person.id"], name=op.f(f"fk_replacement_{name}"))
            for name in _PEOPLE
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_replacement")),
    )
    with op.batch_alter_table("replacement", schema=None) as batch_op:
        batch_op.create_index("ix_replacement_arena_state", ["arena_id", "state"], unique=False)
        batch_op.create_index("ix_replacement_due", ["state", "changed_at", "begins"], unique=False)
        for name in ("remind_at", "ask_at"):
            batch_op.create_index(batch_op.f(f"ix_replacement_{name}"), [name], unique=False)


def downgrade() -> None:
    """Undo it."""
    with op.batch_alter_table("replacement", schema=None) as batch_op:
        for name in ("ask_at", "remind_at"):
            batch_op.drop_index(batch_op.f(f"ix_replacement_{name}"))
        batch_op.drop_index("ix_replacement_due")
        batch_op.drop_index("ix_replacement_arena_state")
    op.drop_table("replacement")
