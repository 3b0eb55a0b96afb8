"""Small facts about the installation: of several processes that keep one at a time, the last one holds."""

from concurrent.futures import ThreadPoolExecutor, wait

from storage import keepsakes
from storage.engine import Database


def test_two_processes_that_start_at_once_both_keep_what_they_know(database: Database) -> None:
    with ThreadPoolExecutor(1) as other:
        with database.session() as session:
            keepsakes.write(session, "bot_name", "first")
            second = other.submit(keep, database, "second")
            assert not wait([second], timeout=0.5).done
        second.result(timeout=20)

    with database.session() as session:
        assert keepsakes.read(session, "bot_name") == "second"


def keep(database: Database, value: str) -> None:
    """As another process does."""
    with database.session() as session:
        keepsakes.write(session, "bot_name", value)
