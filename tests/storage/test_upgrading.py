"""A database of the first version with rows in every table comes through every later migration unchanged."""

import hashlib
import json
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, date, datetime, time
from itertools import count
from pathlib import Path
from signal import SIGKILL
from typing import Any

import pytest
from alembic import command
from alembic.migration import MigrationContext
from alembic.operations import Operations
from alembic.script import ScriptDirectory
from sqlalchemy import (
    Column,
    Date,
    DateTime,
    LargeBinary,
    Time,
    insert,
    select,
    text,
)
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from bot.model.history import Seal
from storage import migrate as migrating
from storage.engine import Database
from storage.mapping import mapper
from storage.migrate import LinkBroken, config_for, migrate
from storage.revision import known_revisions
from storage.sealing import broken_seals
from tests import forks
from tests.storage import powercut
from tests.storage.schema import revision, tables_of
from tests.storage.test_migrations import differences

FIRST = "0001"
# Of the row of history in the file, as the first version sealed it.
OLD_LINK = hashlib.sha256(
    json.dumps(
        ["", 1, "2026-11-23T09:00:30+00:00", "chat", "proposed", "item:1", "norr", 1, {"number": 1}]
    ).encode()
).hexdigest()


def _written_down(name: str) -> dict[str, dict[str, Any]]:
    rows: dict[str, dict[str, Any]] = json.loads(Path(__file__).with_name(name).read_text(encoding="utf-8"))
    return rows


# By table, one row with a value in every column; written down, so that no later model can change it.
ROWS = _written_down("rows_at_0001.json")
# The same of the tables and columns that came after; each migration that brings one adds it here.
LATER = _written_down("rows_added_later.json")
# Bookkeeping of alembic's own.
# Nothing was ever written into it.
GONE = {("dispatch", "promised_at")}
Kept = dict[str, list[dict[str, Any]]]


@pytest.fixture
def old(empty_url: str) -> Any:
    """A database as the first version left it."""
    database = Database(empty_url)
    with database.engine.begin() as connection:
        command.upgrade(config_for(connection), FIRST)
    fill(database)
    yield database
    database.close()


def fill(database: Database) -> None:
    with database.engine.begin() as connection:
        for table in tables_of(connection):
            row = LATER.get(table.name, {}) | ROWS.get(table.name, {})
            connection.execute(insert(table), {each.name: _typed(each, row) for each in table.columns})


def _typed(column: Column[Any], row: dict[str, Any]) -> Any:
    value = row[column.name]
    if value is None:
        return None
    match column.type:
        case DateTime():
            return datetime.fromisoformat(value).replace(tzinfo=UTC if column.type.timezone else None)
        case Date():
            return date.fromisoformat(value)
        case Time():
            return time.fromisoformat(value)
        case LargeBinary():
            return value.encode()
    return value


def kept(database: Database) -> Kept:
    """Every row of every table by the names of its columns, as the database gives it."""
    with database.engine.begin() as connection:
        return {
            table.name: [dict(row._mapping) for row in connection.execute(select(table))]
            for table in tables_of(connection)
        }


def as_in(first: Kept, rows: Kept) -> Kept:
    """The rows with nothing but what the first version knew of."""
    return {
        table: [
            {name: row[name] for name in first[table][0] if (table, name) not in GONE} for row in rows[table]
        ]
        for table in first
    }


def test_every_row_and_value_of_the_first_version_is_still_there(old: Database) -> None:
    first = kept(old)

    migrate(old)

    assert {table for table, rows in first.items() if len(rows) != 1} == set()
    assert as_in(first, kept(old)) == as_in(first, first)
    assert (revision(old), differences(old)) == (known_revisions()[-1], [])


def test_the_program_reads_what_the_first_version_wrote(old: Database) -> None:
    migrate(old)

    with Session(old.engine) as session:
        read = {
            each.class_.__name__: len(session.scalars(select(each.class_)).all()) for each in mapper.mappers
        }

    assert read == {name: int(_is_old(name)) for name in read}


def _is_old(name: str) -> bool:
    (mapped,) = (each for each in mapper.mappers if each.class_.__name__ == name)
    return str(mapped.local_table) in ROWS


def test_a_database_that_was_brought_up_to_date_is_not_changed_again(old: Database) -> None:
    migrate(old)
    after = kept(old)

    migrate(old)

    assert kept(old) == after


def test_each_revision_follows_the_one_before_in_the_order_of_the_files(old: Database) -> None:
    with old.engine.begin() as connection:
        scripts = ScriptDirectory.from_config(config_for(connection))
        chain = [(each.revision, each.down_revision) for each in scripts.walk_revisions()][::-1]

    known = known_revisions()
    assert chain == list(zip(known, [None, *known], strict=False))


def test_history_is_sealed_anew_and_what_was_broken_stays_broken(old: Database) -> None:
    """0004 seals over what an entry leaves when it is removed; before, the links held the whole entries."""
    with old.engine.begin() as connection:
        connection.execute(text("UPDATE seal SET digest = :digest"), {"digest": OLD_LINK})
    migrate(old)
    with Session(old.engine) as session:
        assert (broken_seals(session), session.query(Seal).one().digest == OLD_LINK) == ([], False)

    with old.engine.connect() as connection, migrating._links_at_rest(connection), connection.begin():
        command.downgrade(config_for(connection), "0003")
    assert kept(old)["seal"][0]["digest"] == OLD_LINK

    with old.engine.begin() as connection:
        connection.execute(text("UPDATE history SET verb = 'declined'"))
    migrate(old)
    with Session(old.engine) as session:
        assert broken_seals(session) == [1]


def test_whoever_has_left_does_not_stop_the_way_back(old: Database) -> None:
    """Before 0004 everybody had an address."""
    migrate(old)
    with old.engine.connect() as connection, migrating._links_at_rest(connection), connection.begin():
        connection.execute(text("UPDATE person SET email = NULL"))
        command.downgrade(config_for(connection), "0003")

    assert [row["email"] for row in kept(old)["person"]] == ["person-1@borta.invalid"]


@pytest.mark.parametrize("empty_url", ["sqlite"], indirect=True)
def test_a_table_that_is_made_anew_keeps_its_rows_and_what_points_to_them(
    old: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = kept(old)

    def made_anew(config: Any, _revision: str) -> None:
        operations = Operations(MigrationContext.configure(config.attributes["connection"]))
        for table in first:
            with operations.batch_alter_table(table, recreate="always"):
                pass

    monkeypatch.setattr(migrating, "known_revisions", lambda: [*known_revisions(), "9999"])
    monkeypatch.setattr(command, "upgrade", made_anew)

    migrate(old)

    assert kept(old) == first


@pytest.mark.parametrize("empty_url", ["sqlite"], indirect=True)
def test_a_migration_that_would_leave_rows_pointing_to_nothing_is_undone(
    old: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = kept(old)

    def loses_people(config: Any, _revision: str) -> None:
        config.attributes["connection"].execute(text("DELETE FROM person"))

    monkeypatch.setattr(migrating, "known_revisions", lambda: [*known_revisions(), "9999"])
    monkeypatch.setattr(command, "upgrade", loses_people)

    with pytest.raises(LinkBroken):
        migrate(old)

    assert kept(old) == first
    with pytest.raises(IntegrityError), old.engine.begin() as connection:
        connection.execute(text("DELETE FROM person"))


CUTS = (1, 30, 60)
# PostgreSQL undoes whatever was not committed, wherever that ended.
THINNED = 3


def test_a_power_cut_in_the_middle_of_a_migration_leaves_the_old_database(
    old: Database, empty_url: str, pytestconfig: pytest.Config, figure: Callable[..., None]
) -> None:
    first, ends, step = kept(old), list[int | None](), 1 if old.is_sqlite else THINNED

    for cut in count(1, step) if pytestconfig.getoption("--every") else CUTS:
        ends.append(forks.call(powercut.migrate_until, empty_url, cut))
        if ends[-1] == 0:
            break
        assert (revision(old), kept(old)) == (FIRST, first)
    migrate(old)

    after = kept(old)
    lost = sum(len(first[table]) - len(after[table]) for table in first)
    figure("P1", "power cuts while migrating", cuts=ends.count(-SIGKILL), rows_lost=lost)
    assert ends.count(-SIGKILL) >= len(CUTS)
    assert (revision(old), differences(old)) == (known_revisions()[-1], [])
    assert as_in(first, after) == as_in(first, first)


@pytest.mark.parametrize("since", known_revisions()[1:])
def test_every_later_schema_comes_through_with_a_row_in_each_table(
    empty_url: str, since: str, figure: Callable[..., None]
) -> None:
    with closing(Database(empty_url)) as database:
        with database.engine.begin() as connection:
            command.upgrade(config_for(connection), since)
        fill(database)
        before = kept(database)

        migrate(database)

        after = kept(database)
        lost = sum(len(before[table]) - len(after[table]) for table in before)
        figure("P1", "earlier schemas brought up to date", schemas=1, rows=len(before), lost=lost)
        assert {table for table, rows in before.items() if len(rows) != 1} == set()
        assert as_in(before, after) == as_in(before, before)
        assert differences(database) == []
