"""INSERT that passes over rows that exist, in either database's words."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Table
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session


def insert_or_ignore(session: Session, table: Table, rows: Sequence[dict[str, Any]]) -> Any:
    """An INSERT of the rows that leaves existing ones as they are."""
    dialect = sqlite if session.get_bind().dialect.name == "sqlite" else postgresql
    return dialect.insert(table).values(list(rows)).on_conflict_do_nothing()
