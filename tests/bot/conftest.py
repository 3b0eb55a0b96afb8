"""The mind's tests with a database below them: Norr, its people, and Åsa as what she is there."""

from collections.abc import Iterator

import pytest

from bot.model.seat import Standing
from storage.arena_store import SqlArenaStore
from storage.engine import Database
from storage.store import SqlStore, unit_of_work
from tests.builders import TODAY, Cast, the_cast


@pytest.fixture
def store(database: Database) -> Iterator[SqlStore]:
    with unit_of_work(database) as store:
        yield store


@pytest.fixture
def cast(store: SqlStore) -> Cast:
    return the_cast(store)


@pytest.fixture
def norr(store: SqlStore, cast: Cast) -> SqlArenaStore:
    place = store.within("norr")
    assert place is not None
    return place


@pytest.fixture
def asa(cast: Cast, norr: SqlArenaStore) -> Standing:
    return norr.standing(cast.asa, TODAY)
