"""From when a seat is there, people who have left, and history that is removed for age."""

import hashlib
import json
from bisect import bisect_right
from collections.abc import Callable, Sequence
from typing import Any

import sqlalchemy as sa
from alembic import op

import storage.types

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_EMAIL = sa.String(length=320)
_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_Link = Callable[[str, Sequence[Any]], str]


def upgrade() -> None:
    """A seat has a first day, and a person need not have an address."""
    with op.batch_alter_table("seat") as seat:
        seat.add_column(sa.Column("begins", sa.Date()))
    with op.batch_alter_table("person") as person:
        person.alter_column("email", existing_type=_EMAIL, nullable=True)
        person.add_column(sa.Column("left_at", storage.types.Instant(timezone=True)))
    op.create_table(
        "removed_entry",
        sa.Column("id", _ID, primary_key=True, autoincrement=False),
        sa.Column("arena_id", sa.String(length=64), sa.ForeignKey("arena.id"), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("decision_id", _ID, sa.ForeignKey("history.id"), nullable=False),
    )
    _seal_anew(_in_one, _by_digest)


def downgrade() -> None:
    """Undo it; whoever has left gets an address that leads nowhere."""
    _seal_anew(_by_digest, _in_one)
    op.drop_table("removed_entry")
    op.execute("UPDATE person SET email = 'person-' || id || '@borta.invalid' WHERE email IS NULL")
    with op.batch_alter_table("person") as person:
        person.drop_column("left_at")
        person.alter_column("email", existing_type=_EMAIL, nullable=False)
    with op.batch_alter_table("seat") as seat:
        seat.drop_column("begins")


def _in_one(before: str, fields: Sequence[Any]) -> str:
    """A link over all that an entry holds: nothing of it could go."""
    return _sha256([before, *fields])


def _by_digest(before: str, fields: Sequence[Any]) -> str:
    """A link over the entry's digest, which it can leave behind."""
    return hashlib.sha256((before + _sha256(fields)).encode()).hexdigest()


def _sha256(fields: Sequence[Any]) -> str:
    return hashlib.sha256(json.dumps(fields, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def _seal_anew(old: _Link, new: _Link) -> None:
    """Every seal that matches its entries gets the new link; one that does not is left, and still found."""
    names = ("id", "at", "through", "verb", "thing", "arena_id", "person_id", "facts")
    kinds: dict[str, Any] = {"at": storage.types.Instant(timezone=True), "facts": sa.JSON()}
    history = sa.table("history", *(sa.column(name, kinds.get(name)) for name in names))
    seal = sa.table("seal", *map(sa.column, ("id", "upto", "entries", "digest")))
    connection = op.get_bind()
    entries = [
        [row.id, row.at.isoformat(), *row[2:]]
        for row in connection.execute(sa.select(*history.c).order_by(history.c.id))
    ]
    numbers = [fields[0] for fields in entries]
    first, before, anew = 0, "", ""
    for found in connection.execute(sa.select(*seal.c).order_by(seal.c.id)).all():
        end = bisect_right(numbers, found.upto)
        mine, first = entries[first:end], end
        for fields in mine:
            before, anew = old(before, fields), new(anew, fields)
        if len(mine) == found.entries and before == found.digest:
            connection.execute(sa.update(seal).where(seal.c.id == found.id).values(digest=anew))
        else:
            anew = found.digest
        before = found.digest
