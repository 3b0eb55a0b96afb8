"""How the database's shape changes from release to release (Alembic)."""
