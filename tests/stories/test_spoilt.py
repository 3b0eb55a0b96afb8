"""A bad block in the middle of the database file: it is told, and takes nothing else with it."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from tests import forks
from tests.databases import on_sqlite
from tests.stories.test_disk import file_of
from tests.stories.test_health import Watch
from tests.stories.town import Town, keep_item

PAGE = 4096


def _spoil(file: Path, table: str) -> None:
    """Write over the page where the rows of this table begin, as a failing disk does."""
    with closing(sqlite3.connect(file)) as other:
        other.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        ((page,),) = other.execute("SELECT rootpage FROM sqlite_master WHERE name = ?", (table,))
        ((pages,),) = other.execute("PRAGMA page_count")
        assert 1 < page < pages
        with file.open("r+b") as opened:
            opened.seek((page - 1) * PAGE)
            opened.write(b"\xa5" * PAGE)
        # What somebody else commits makes every process read anew what it had read before.
        with other:
            other.execute("INSERT INTO setting (name, value) VALUES ('somebody', 'else')")


@on_sqlite
@pytest.mark.parametrize("when", ["before it starts", "while it is at work"])
def test_a_spoilt_page_is_told_and_takes_nothing_else_with_it(
    town: Town, when: str, figure: Callable[..., None]
) -> None:
    keep_item(town, "Budget")
    watch = Watch(town)
    if when == "before it starts":
        _spoil(file_of(town), "item")
    town.bot.started()
    if when == "while it is at work":
        town.bo.writes("/foresla Skolskjuts")
        town.settles()
        assert watch.at("healthz") == (200, [])
        _spoil(file_of(town), "item")

    town.bo.writes("/foresla Taxi")
    town.dora.writes("/hjalp")
    helped = town.bot.wait_until(lambda: town.world.ledger.accepted(chat_id=town.dora.id), "help")

    status, problems = watch.at("healthz")
    told = [watch.alarms(), len(town.bot.lines("the database file is damaged"))]
    checked = forks.run(("check",), town.bot.home, town.bot.settings).out
    figure(
        "P10",
        "a spoilt page in the middle of the file",
        told=len(problems),
        helped=len(helped),
        ended=int(not town.bot.is_alive),
    )
    assert (status, problems, *told) == (503, ["database damaged"], {"DatabaseDamaged"}, 1)
    assert "Databasfilen är skadad" in checked
    assert town.bot.is_alive
