"""What all tables share: how keys and constraints are named, and the columns that most have."""

from sqlalchemy import BigInteger, Column, ForeignKey, Integer, MetaData

from storage.types import Slug

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(column_0_N_label)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)
# SQLite numbers rows by itself only in an INTEGER key.
Id = BigInteger().with_variant(Integer, "sqlite")


def key() -> Column[int]:
    """The table's own number."""
    return Column("id", Id, primary_key=True)


def arena_link(*, nullable: bool = False) -> Column[str]:
    """The arena whose row it is."""
    return Column("arena_id", Slug, ForeignKey("arena.id"), nullable=nullable)


def link(name: str, table: str, *, nullable: bool = True, index: bool = False) -> Column[int]:
    """The row of another table that it belongs to."""
    return Column(name, Id, ForeignKey(f"{table}.id"), nullable=nullable, index=index)
