"""What every story may ask for: a town with its bot, on SQLite and on PostgreSQL."""

from collections.abc import Callable, Iterable, Iterator
from itertools import count
from pathlib import Path

import pytest

from tests.databases import PostgreSQL, SQLite
from tests.stories.reckoning import Figures, reckon
from tests.stories.town import Town, a_town

Reckoned = Callable[[Town, str], tuple[int, int, int]]


@pytest.fixture
def town(database_url: str, tmp_path: Path) -> Iterator[Town]:
    """Norr with its people, the bot not yet started; a story that asks for it runs on both databases."""
    with a_town(database_url, tmp_path / "bot") as town:
        yield town


@pytest.fixture(params=["sqlite", "postgresql"])
def databases(request: pytest.FixtureRequest) -> SQLite | PostgreSQL:
    """Where a story that needs many databases takes them from."""
    found: SQLite | PostgreSQL = request.getfixturevalue(request.param)
    return found


@pytest.fixture
def edges(request: pytest.FixtureRequest, databases: SQLite | PostgreSQL) -> Iterable[int]:
    """The edges at which to die: each eighth, others on either database. With `--every` all of them on SQLite
    and each twelfth on PostgreSQL, with `--on-both` too all on both."""
    is_sqlite, option = isinstance(databases, SQLite), request.config.getoption
    if option("--every"):
        return count(1, 1 if is_sqlite or option("--on-both") else 12)
    return count(1 if is_sqlite else 5, 8)


@pytest.fixture
def reckoned(figure: Callable[..., None]) -> Reckoned:
    """Lost, double and copies, which are told too; everything is said in order in each chat."""

    def reckoned_in(town: Town, where: str) -> tuple[int, int, int]:
        found = Figures()
        reckon(town, found)
        numbers = {"promised": found.promised, "lost": found.lost, "double": found.double}
        figure("P2", where, **numbers, copies=found.copies)
        return found.lost, found.double, found.copies

    return reckoned_in
