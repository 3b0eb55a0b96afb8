"""Events in Outlook by revision, with whose addresses are others there, and until when they are known"""

from datetime import UTC, timedelta
from typing import Any

import sqlalchemy as sa
from alembic import op

import storage.types

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

TABLE = "calendar_link"
NAMES = ("wanted", "written", "base", "unsettled")
KNOWN_AFTERWARDS = timedelta(days=2)


def upgrade() -> None:
    """Events in Outlook by revision, with whose addresses are others there, and until when they are known"""
    instant = storage.types.Instant(timezone=True)
    for column in (
        sa.Column("aliases", sa.JSON(none_as_null=True)),
        sa.Column("remind_at", instant),
        sa.Column("over_at", instant),
        sa.Column("revision", sa.Integer(), nullable=False, server_default="1"),
    ):
        op.add_column(TABLE, column)
    for name in ("remind_at", "over_at", "lease_until"):
        op.create_index(op.f(f"ix_{TABLE}_{name}"), TABLE, [name])
    _put_right("guests", "invitees", knows_when=True)


def downgrade() -> None:
    """Undo it."""
    _put_right("invitees", "guests", knows_when=False)
    for name in ("lease_until", "over_at", "remind_at"):
        op.drop_index(op.f(f"ix_{TABLE}_{name}"), TABLE)
    for name in ("revision", "over_at", "remind_at", "aliases"):
        op.drop_column(TABLE, name)


def _put_right(old: str, new: str, *, knows_when: bool) -> None:
    """Those who are invited have another name; and a while after the meeting they are forgotten."""
    link = sa.table(
        TABLE,
        sa.column("id", sa.Integer),
        sa.column("meeting_id", sa.Integer),
        sa.column("over_at", storage.types.Instant(timezone=True)),
        *(sa.column(name, sa.JSON(none_as_null=True)) for name in NAMES),
    )
    meeting = sa.table("meeting", sa.column("id", sa.Integer), sa.column("starts", sa.DateTime()))
    joined = link.join(meeting, meeting.c.id == link.c.meeting_id)
    query = sa.select(link.c.id, meeting.c.starts, *(link.c[name] for name in NAMES)).select_from(joined)
    for row in op.get_bind().execute(query).all():
        values: dict[str, Any] = {name: _renamed(getattr(row, name), old, new) for name in NAMES}
        if knows_when:
            values["over_at"] = row.starts.replace(tzinfo=UTC) + KNOWN_AFTERWARDS
        op.get_bind().execute(sa.update(link).where(link.c.id == row.id).values(**values))


def _renamed(value: Any, old: str, new: str) -> Any:
    """The same JSON with another name for that key, and for that word in a list of names."""
    if isinstance(value, dict):
        return {new if key == old else key: _renamed(each, old, new) for key, each in value.items()}
    if isinstance(value, list):
        return [new if each == old else each for each in value]
    return value
