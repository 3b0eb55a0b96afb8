"""Migrations: from nothing to the tables as the program knows them, once, and never backwards by accident."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import inspect, text

from storage.engine import Database
from storage.migrate import DatabaseTooNew, config_for, migrate
from storage.revision import known_revisions
from storage.tables import metadata
from tests.storage.helpers import processes_at_once
from tests.storage.schema import revision

HEAD = known_revisions()[-1]


class PowerCut(Exception):
    """The migration ended before it was committed."""


@pytest.fixture
def empty(empty_url: str) -> Iterator[Database]:
    database = Database(empty_url)
    yield database
    database.close()


def table_names(database: Database) -> set[str]:
    return set(inspect(database.engine).get_table_names())


def test_an_empty_database_is_brought_up_to_date(empty: Database) -> None:
    migrate(empty)

    assert (revision(empty), table_names(empty)) == (HEAD, {"alembic_version", *metadata.tables})


def test_a_database_that_is_up_to_date_is_left_as_it_is(empty: Database) -> None:
    migrate(empty)
    before = differences(empty)

    migrate(empty)

    assert (revision(empty), differences(empty)) == (HEAD, before)


def differences(database: Database) -> list[Any]:
    """Where the database's tables are not those that the program knows."""
    with database.engine.begin() as connection:
        compared = {"compare_type": True, "compare_server_default": True}
        return list(compare_metadata(MigrationContext.configure(connection, opts=compared), metadata))


def test_a_database_of_a_later_version_is_refused_and_left_alone(empty: Database) -> None:
    migrate(empty)
    with empty.engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))

    with pytest.raises(DatabaseTooNew, match="9999"):
        migrate(empty)

    assert revision(empty) == "9999"


def test_a_migration_that_is_cut_short_leaves_nothing(
    empty: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    upgrade = command.upgrade

    def cut_short(*arguments: Any) -> None:
        upgrade(*arguments)
        raise PowerCut

    monkeypatch.setattr(command, "upgrade", cut_short)

    with pytest.raises(PowerCut):
        migrate(empty)

    assert table_names(empty) == set()


def test_each_migration_can_be_taken_back_and_leaves_nothing_behind(empty: Database) -> None:
    for each in known_revisions():
        before = shape(empty)

        moved(empty, command.upgrade, each)
        moved(empty, command.downgrade, "-1")

        assert shape(empty) == before, each
        moved(empty, command.upgrade, each)


def moved(database: Database, way: Callable[[Any, str], None], revision: str) -> None:
    with database.engine.begin() as connection:
        way(config_for(connection), revision)


def shape(database: Database) -> list[list[str]]:
    """The columns and indexes of each table but alembic's own, in whatever order they came."""
    seen = inspect(database.engine)
    parts: list[Any] = [*seen.get_multi_columns().items(), *seen.get_multi_indexes().items()]
    what = "name", "type", "nullable", "default", "unique"
    return sorted(
        [f"{table}", *(f"{each.get(word)}" for word in what)]
        for (_, table), some in parts
        for each in some
        if table != "alembic_version"
    )


MIGRATE = """
from storage.engine import Database
from storage.migrate import migrate
database = Database(sys.argv[1])
ready()
migrate(database)
database.close()
"""


def test_processes_that_migrate_at_the_same_time_do_it_once(empty: Database, empty_url: str) -> None:
    codes = processes_at_once(MIGRATE, empty_url, count=3)

    assert (codes, revision(empty), differences(empty)) == ([0, 0, 0], HEAD, [])
