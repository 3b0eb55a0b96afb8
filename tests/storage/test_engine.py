"""The database as it is opened: beside the loop, one thread for a SQLite file, safe against a power cut."""

import asyncio
from collections.abc import Coroutine
from contextlib import suppress
from threading import Thread, current_thread, main_thread
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from storage import keepsakes
from storage.engine import Database
from tests.databases import on_sqlite


def test_a_unit_of_work_runs_beside_the_loop(database: Database) -> None:
    thread = asyncio.run(database.run(current_thread))

    assert (thread is main_thread(), thread.name) == (False, "storage_0")


def test_what_goes_wrong_beside_the_loop_is_told_to_who_waits(database: Database) -> None:
    with pytest.raises(ZeroDivisionError):
        asyncio.run(database.run(lambda: 1 / 0))


@on_sqlite
def test_one_thread_is_the_queue_to_a_sqlite_file(database: Database) -> None:
    async def several_at_once() -> set[str]:
        return {thread.name for thread in await asyncio.gather(*_threads(database))}

    assert asyncio.run(several_at_once()) == {"storage_0"}


def _threads(database: Database) -> list[Coroutine[Any, Any, Thread]]:
    return [database.run(current_thread) for _ in range(20)]


@on_sqlite
def test_a_sqlite_file_survives_a_power_cut_and_holds_its_links(database: Database) -> None:
    pragmas = ("journal_mode", "synchronous", "foreign_keys")

    with database.session() as session:
        found = [session.execute(text(f"PRAGMA {pragma}")).scalar_one() for pragma in pragmas]

    assert found == ["wal", 2, 1]


def test_a_look_at_one_moment_holds_up_no_writer_and_sees_nothing_newer(database: Database) -> None:
    with database.session() as session:
        keepsakes.write(session, "bot_name", "old")

    with database.reading() as look:
        before = keepsakes.read(look, "bot_name")
        with database.session() as session:
            keepsakes.write(session, "bot_name", "new")
        after = keepsakes.read(look, "bot_name")

    assert (before, after) == ("old", "old")
    with database.reading() as look:
        assert keepsakes.read(look, "bot_name") == "new"


def test_a_look_changes_nothing(database: Database) -> None:
    # PostgreSQL refuses at once.
    with database.reading() as look, suppress(DBAPIError):
        keepsakes.write(look, "bot_name", "new")

    with database.session() as session:
        assert keepsakes.read(session, "bot_name") is None
