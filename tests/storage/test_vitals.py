"""What waits in the database, as health and metrics are told by it."""

import pytest

from storage import calendarlist
from storage.engine import Database
from storage.store import unit_of_work
from storage.vitals import vitals
from tests.builders import NOW, an_arena

MAILBOX = "norr@example.se"


@pytest.mark.parametrize(("calendar", "shut"), [("Norr@example.se", 1), ("ratt@example.se", 0), (None, 0)])
def test_a_mailbox_that_nothing_needs_any_more_is_not_shut(
    database: Database, calendar: str | None, shut: int
) -> None:
    with unit_of_work(database) as store:
        store.keep(an_arena(calendar=calendar))
        calendarlist.keep_mailbox(store.session, MAILBOX, NOW)
        calendarlist.has_failed(store.session, MAILBOX, NOW, problem="403", seconds=None)

    with database.reading() as session:
        assert vitals(session, NOW).shut_mailboxes == shut
