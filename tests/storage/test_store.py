"""The unit of work: all or nothing, and the same answers from both databases."""

from storage.engine import Database
from storage.store import unit_of_work
from tests.builders import the_cast


def test_the_cast_can_be_kept_and_read_back(database: Database) -> None:
    with unit_of_work(database) as store:
        the_cast(store)

    with unit_of_work(database) as store:
        names = [arena.short for arena in store.arenas()]

    assert names == ["Norr", "Syd"]
