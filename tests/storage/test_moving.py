"""Everything of a SQLite database in PostgreSQL: every row and value of every table, or nothing at all."""

import shutil
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from psycopg.errors import LockNotAvailable
from sqlalchemy import Table, func, insert, select, text, update
from sqlalchemy.exc import OperationalError

from bot.model.history import HistoryEntry
from storage import keepsakes, moving, sealing, tables
from storage.engine import Database
from storage.migrate import DatabaseOfAnother, config_for, migrate
from storage.store import unit_of_work
from tests.builders import NOW, a_meeting, a_person, an_arena
from tests.databases import PostgreSQL, SQLite
from tests.storage.test_migrations import differences
from tests.storage.test_upgrading import FIRST, ROWS, fill, kept

FORGETFUL = (
    "CREATE FUNCTION forget() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN NEW.email = NULL; RETURN NEW; END'",
    "CREATE TRIGGER forgets BEFORE INSERT ON person FOR EACH ROW EXECUTE FUNCTION forget()",
)
EMOJI = "Vård 🏥 och «omsorg»,\nrad två\tå ä ö"


@pytest.fixture(scope="module")
def filled(sqlite: SQLite) -> Iterator[Path]:
    """A row in every table of the first version, one in some later ones, and what is awkward to move."""
    with sqlite.empty() as url:
        database = Database(url)
        with database.engine.begin() as connection:
            command.upgrade(config_for(connection), FIRST)
        fill(database)
        migrate(database)
        _add(database)
        database.close()
        yield Path(database.url.database or "")


@pytest.fixture
def source(filled: Path, tmp_path: Path) -> Iterator[Database]:
    database = Database(f"sqlite:///{shutil.copy(filled, tmp_path / 'bot.db')}")
    yield database
    database.close()


@pytest.fixture
def target(postgresql: PostgreSQL) -> Iterator[Database]:
    """A database in which there are tables, and no rows."""
    with postgresql.migrated() as url:
        database = Database(url)
        yield database
        database.close()


def _add(database: Database) -> None:
    """More rows than go at once, a meeting that points to a later one, a large file, a sealed history."""
    with unit_of_work(database) as store:
        arena = an_arena(id="vast", name=EMOJI, short="Väst")
        later, earlier = a_meeting(arena, key="senare"), a_meeting(arena, key="tidigare")
        store.keep(arena)
        store.session.add(earlier)
        store.flush()
        store.session.add(later)
        store.flush()
        store.session.execute(
            update(tables.meeting).where(tables.meeting.c.id == earlier.id).values(prepares_id=later.id)
        )
        store.keep_file(bytes(range(256)) * 8_000)
        keepsakes.button_key(store.session)
        for number in range(moving.ROWS_AT_ONCE + 1):
            store.keep(a_person(f"Person {number}", email=f"person{number}@example.se"))
            facts = {"title": EMOJI, "number": number, "share": 0.1}
            store.session.add(
                HistoryEntry(at=NOW, through="chat", verb="proposed", thing="item:1", facts=facts)
            )
    for minute in (0, 1):
        with database.session() as session:
            sealing.seal(session, NOW + timedelta(minutes=minute), round_seconds=0)


def moved(source: Database, target: Database) -> dict[str, int]:
    with source.session() as session:
        return moving.move(session, target, lambda _rows: None)


def in_order(rows: list[dict[str, Any]]) -> list[str]:
    return sorted(repr(row) for row in rows)


def contents(database: Database) -> dict[str, list[str]]:
    """Every row as the program reads it, whatever order the database gives them in."""
    with database.engine.connect() as connection:
        return {
            table.name: in_order([dict(row._mapping) for row in connection.execute(select(table))])
            for table in tables.metadata.sorted_tables
        }


def test_every_row_of_every_table_is_there_as_it_was(source: Database, target: Database) -> None:
    before, portions = contents(source), list[int]()

    with source.session() as session:
        total, rows = moving.count(session), moving.move(session, target, portions.append)

    assert {name for name in ROWS if not rows[name]} == set()
    assert rows["person"] > moving.ROWS_AT_ONCE
    assert contents(target) == before == contents(source)
    assert sum(portions) == total == sum(rows.values()) == sum(map(len, before.values()))


def test_a_database_without_tables_gets_those_that_an_own_one_has(
    source: Database, postgresql: PostgreSQL
) -> None:
    with postgresql.empty() as url:
        target = Database(url)

        moved(source, target)

        assert differences(target) == []
        assert contents(target) == contents(source)
        with target.session() as session:
            links = session.execute(text("SELECT count(*) FROM pg_constraint WHERE contype = 'f'"))
            known = [table.foreign_key_constraints for table in tables.metadata.sorted_tables]
            assert links.scalar_one() == sum(map(len, known))
        target.close()


def test_history_is_as_whole_as_before_and_a_change_is_still_seen(source: Database, target: Database) -> None:
    with source.session() as session:
        before = sealing.broken_seals(session)
        assert sealing.sealed_upto(session) > moving.ROWS_AT_ONCE

    moved(source, target)

    with target.session() as session:
        assert sealing.broken_seals(session) == before
        session.execute(
            update(tables.history).where(tables.history.c.id == 2).values(facts={"title": "annat"})
        )
        assert sealing.broken_seals(session) != before


def _next_number(database: Database, table: Table) -> int:
    with database.session() as session:
        counter = func.pg_get_serial_sequence(table.name, "id")
        number: int = session.execute(select(func.nextval(counter))).scalar_one()
        return number


def test_new_rows_get_numbers_of_their_own(source: Database, target: Database) -> None:
    rows = moved(source, target)

    for table in tables.metadata.sorted_tables:
        if table.autoincrement_column is not None:
            with source.session() as session:
                highest = session.execute(select(func.max(table.c.id))).scalar_one() or 0
            assert _next_number(target, table) == highest + 1, (table.name, rows[table.name])


def test_a_database_where_something_is_kept_is_not_touched(source: Database, target: Database) -> None:
    with target.session() as session:
        keepsakes.write(session, "bot_name", "norr_bot")
    before = contents(target)

    with pytest.raises(moving.NotEmpty, match="setting"):
        moved(source, target)

    assert contents(target) == before


def test_a_database_of_another_program_is_not_touched(source: Database, postgresql: PostgreSQL) -> None:
    with postgresql.empty() as url:
        target = Database(url)
        with target.engine.begin() as connection:
            connection.execute(text("CREATE TABLE theirs (id int)"))

        with pytest.raises(DatabaseOfAnother):
            moved(source, target)

        assert list(kept(target)) == ["theirs"]
        target.close()


@pytest.mark.parametrize("table", ["meeting", "dispatch"])
def test_a_row_that_fits_nowhere_stops_all(source: Database, target: Database, table: str) -> None:
    """SQLite keeps what a column is too narrow for, and what points nowhere while links are not looked at."""
    wrong = {
        "meeting": "UPDATE meeting SET key = :long WHERE key = 'senare'",
        "dispatch": "UPDATE dispatch SET person_id = 99999",
    }
    with source.engine.connect() as connection:
        connection.connection.cursor().execute("PRAGMA foreign_keys = OFF")
        with connection.begin():
            connection.execute(text(wrong[table]), {"long": "x" * 500} if table == "meeting" else {})
        connection.invalidate()

    with pytest.raises(moving.DoesNotFit, match=table):
        moved(source, target)

    assert not any(contents(target).values())


def test_what_is_read_back_otherwise_stops_all(source: Database, target: Database) -> None:
    for line in FORGETFUL:
        with target.engine.begin() as connection:
            connection.execute(text(line))

    with pytest.raises(moving.NotTheSame, match="person"):
        moved(source, target)

    with target.engine.begin() as connection:
        connection.execute(text("DROP FUNCTION forget CASCADE"))
    assert not any(contents(target).values())


def test_nobody_else_writes_into_the_new_database_meanwhile(source: Database, target: Database) -> None:
    refused = list[int]()
    with target.engine.connect() as other, source.session() as session:

        def beside(rows: int) -> None:
            other.rollback()
            other.execute(text("SET lock_timeout = '50ms'"))
            with pytest.raises(OperationalError, match="lock timeout") as caught:
                other.execute(insert(tables.setting).values(name="bot_name", value="norr_bot"))
            assert isinstance(caught.value.orig, LockNotAvailable)
            refused.append(rows)

        moving.move(session, target, beside)

    assert len(refused) > 1
