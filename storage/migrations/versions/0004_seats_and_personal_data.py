"""From when a seat is there, and people who have left: a name without an address."""

import sqlalchemy as sa
from alembic import op

import storage.types

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_EMAIL = sa.String(length=320)


def upgrade() -> None:
    """A seat has a first day, and a person need not have an address."""
    with op.batch_alter_table("seat") as seat:
        seat.add_column(sa.Column("begins", sa.Date()))
    with op.batch_alter_table("person") as person:
        person.alter_column("email", existing_type=_EMAIL, nullable=True)
        person.add_column(sa.Column("left_at", storage.types.Instant(timezone=True)))


def downgrade() -> None:
    """Undo it; whoever has left gets an address that leads nowhere."""
    op.execute("UPDATE person SET email = 'person-' || id || '@borta.invalid' WHERE email IS NULL")
    with op.batch_alter_table("person") as person:
        person.drop_column("left_at")
        person.alter_column("email", existing_type=_EMAIL, nullable=False)
    with op.batch_alter_table("seat") as seat:
        seat.drop_column("begins")
