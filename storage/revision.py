"""At which revision a database stands, and which ones this version knows; asked at every start, so cheaply.

Alembic takes a third of a second to import, and is needed only where something is to be changed.
"""

from pathlib import Path

from sqlalchemy import Connection, inspect, text

MIGRATIONS = Path(__file__).parent / "migrations"


def current_revision(connection: Connection) -> str | None:
    """The revision that the database stands at, None for one that no migration has touched."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one_or_none()


def known_revisions() -> list[str]:
    """Every revision of this version, the newest last; a migration's file begins with its revision."""
    return sorted(file.name[:4] for file in (MIGRATIONS / "versions").glob("[0-9]*.py"))
