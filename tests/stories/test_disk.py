"""The disk fills or can only be read, the file is held by somebody else: the bot waits, and goes on."""

import resource
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from dataclasses import asdict
from pathlib import Path
from time import monotonic, sleep

import pytest
from sqlalchemy import make_url

from storage import tables
from tests.databases import on_sqlite
from tests.stories.reckoning import Figures, reckon
from tests.stories.test_health import Watch
from tests.stories.town import Town, keep_item

# A write-ahead log of an ordinary day is longer, and the bot's own log is not.
FULL_AT = 64_000
HELD_SECONDS = 30
A_MINUTE = 60.0


def file_of(town: Town) -> Path:
    return Path(make_url(town.bot.settings["SAMVERKANSBOT_DATABASE_URL"]).database or "")


@contextmanager
def _no_longer_than(town: Town, size: int) -> Iterator[None]:
    resource.prlimit(town.bot.pid, resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))
    yield
    resource.prlimit(town.bot.pid, resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY,) * 2)


def _a_full_disk(town: Town) -> AbstractContextManager[None]:
    """No file of the bot's may grow; a disk without room is that for all files."""
    return _no_longer_than(town, FULL_AT)


def _a_disk_that_can_only_be_read(town: Town) -> AbstractContextManager[None]:
    """No write to any file is let through, to one that is open neither; so it is when Linux, after an error,
    makes a disk read-only. A real one cannot be made so while files on it are open, and not by everybody."""
    return _no_longer_than(town, 0)


@contextmanager
def _held_by_another(town: Town) -> Iterator[None]:
    """Longer than SQLite itself is patient."""
    with closing(sqlite3.connect(file_of(town), isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield
        other.execute("ROLLBACK")


@contextmanager
def _held_for_a_minute(town: Town) -> Iterator[None]:
    with _held_by_another(town):
        ends = monotonic() + A_MINUTE
        yield
        sleep(max(0.0, ends - monotonic()))


@on_sqlite
@pytest.mark.parametrize(
    ("trouble", "begins", "logs"),
    # Where nothing can be written, its log comes later; health needs no disk.
    [
        ("a full disk", _a_full_disk, True),
        ("a disk that can only be read", _a_disk_that_can_only_be_read, False),
        ("a file that another holds", _held_by_another, True),
    ],
    ids=["full", "read-only", "held"],
)
def test_what_cannot_be_written_now_is_written_once_it_can(
    town: Town,
    trouble: str,
    begins: Callable[[Town], AbstractContextManager[None]],
    logs: bool,
    at_length: bool,
    figure: Callable[..., None],
) -> None:
    if at_length and begins is _held_by_another:
        begins = _held_for_a_minute
    keep_item(town, "Budget")
    watch = Watch(town)
    town.bot.started()
    for title in "AB":
        town.bo.writes(f"/foresla {title}")
    town.settles()

    with begins(town):
        for title in "CDE":
            town.bo.writes(f"/foresla {title}")
        town.clock.goes_to(town.sending_time)
        if logs:
            town.bot.wait_until(
                lambda: town.bot.lines("the database is away"), "a word about it", HELD_SECONDS
            )
        away = (503, ["database away"])
        town.bot.wait_until(lambda: watch.at("healthz") == away, "health to tell it", HELD_SECONDS)
    town.settles()

    figures = Figures()
    reckon(town, figures)
    figure("P1", trouble, **asdict(figures))
    assert (figures.lost, figures.double, figures.copies) == (0, 0, 0)
    assert town.look.count(tables.item) == 6
    assert town.look.count(tables.inbox, tables.inbox.c.state == "set_aside") == 0
    assert len(town.bot.lines("the database is away")) == len(town.bot.lines("the database is back")) == 1
    assert watch.at("healthz") == (200, [])
    assert town.bot.stop() == 0
