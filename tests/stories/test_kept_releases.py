"""A database that the bot of an earlier release left behind: brought up to date, and lived in again."""

from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from bot.model.item import ItemState
from storage import tables
from storage.engine import Database
from storage.migrate import migrate
from storage.sealing import broken_seals
from tests.databases import PostgreSQL
from tests.storage.schema import tables_of
from tests.storage.test_migrations import differences
from tests.stories.releases import RELEASES, answered, kept_in, restore, this_release
from tests.stories.town import Town, a_town, meet

Row = tuple[str, tuple[Any, ...]]


def rows_of(database: Database) -> set[Row]:
    """Each row by its table and its key, whatever tables there are."""
    with database.engine.begin() as connection:
        return {
            (table.name, tuple(key))
            for table in tables_of(connection)
            for key in connection.execute(select(*table.primary_key))
        }


def items(town: Town) -> list[tuple[str, ItemState]]:
    return [(row.title, row.state) for row in town.look.rows(tables.item)]


def test_this_release_is_kept() -> None:
    assert this_release() in RELEASES


@pytest.mark.parametrize("release", RELEASES)
def test_the_bot_of_today_goes_on_where_that_of_an_earlier_release_stopped(
    empty_url: str, release: str, postgresql: PostgreSQL, tmp_path: Path, figure: Callable[..., None]
) -> None:
    restore(empty_url, postgresql, kept_in(release, empty_url))
    with closing(Database(empty_url)) as database:
        before = rows_of(database)
        migrate(database)
        lost = before - rows_of(database)
        figure("P1", "databases of earlier releases, brought up to date", rows=len(before), lost=len(lost))
        assert (lost, differences(database)) == (set(), [])
        with a_town(empty_url, tmp_path / "bot", is_bare=True) as town:
            meet(town)
            town.clock.goes_to(town.sending_time)
            town.world.next_update_id = 1 + max(row.update_id for row in town.look.rows(tables.inbox))
            town.bot.started()
            had = items(town)
            answered(town, town.bo.writes("/foresla Badhuset").message_id)
            assert town.bot.stop() == 0
            now = items(town)
        with database.session() as session:
            assert broken_seals(session) == []
    assert had == [
        ("Budget", ItemState.ACCEPTED),
        ("Skolskjuts", ItemState.INCOMING),
        ("Taxi", ItemState.WITHDRAWN),
    ]
    assert now == [*had, ("Badhuset", ItemState.INCOMING)]
