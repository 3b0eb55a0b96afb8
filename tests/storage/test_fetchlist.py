"""Attachments that wait to be fetched: one worker each, and a late one writes nothing."""

from typing import Any

import pytest
from sqlalchemy import select, update

from bot.model.item import FileState
from storage import fetchlist, tables
from storage.engine import Database
from storage.fetchlist import Wanted
from storage.store import unit_of_work
from tests.builders import an_attachment, an_item, the_cast
from tests.databases import on_postgresql

LONG_AGO = 1.0


def attach(database: Database, *names: str) -> None:
    with unit_of_work(database) as store:
        bo = the_cast(store).bo
        item = an_item(bo)
        for name in names:
            item.attach(an_attachment(bo, name, source_file_id=f"id of {name}"))
        store.keep(item)


def claim(database: Database) -> Wanted | None:
    with database.session() as session:
        return fetchlist.claim(session)


def claim_one(database: Database) -> Wanted:
    wanted = claim(database)
    assert wanted is not None
    return wanted


def is_ours(database: Database, wanted: Wanted) -> bool:
    with database.session() as session:
        return fetchlist.is_ours(session, wanted)


def change(database: Database, **changes: Any) -> None:
    with database.session() as session:
        session.execute(update(tables.attachment).values(**changes))


def test_what_has_waited_longest_is_fetched_first_and_by_one_worker(database: Database) -> None:
    attach(database, "a.pdf", "b.pdf")

    wanted = [claim(database) for _ in range(3)]

    assert [file and file.name for file in wanted] == ["a.pdf", "b.pdf", None]


def test_a_claim_says_all_that_fetching_needs(database: Database) -> None:
    attach(database, "a.pdf")

    wanted = Wanted(
        id=1, arena_id="norr", item_id=1, name="a.pdf", source_file_id="id of a.pdf", fence=1, tries=0
    )
    assert claim(database) == wanted


def test_a_lost_claim_is_given_to_another_and_the_late_one_has_no_say(database: Database) -> None:
    attach(database, "a.pdf")
    late = claim_one(database)
    change(database, lease_until=LONG_AGO)

    again = claim_one(database)

    assert (again.fence, is_ours(database, again), is_ours(database, late)) == (2, True, False)


def test_after_a_restart_what_was_being_fetched_is_fetched_again_at_once(database: Database) -> None:
    attach(database, "a.pdf")
    claim_one(database)

    with database.session() as session:
        fetchlist.end_leases(session)

    assert claim_one(database).fence == 2


def test_a_late_worker_does_not_put_off_what_another_fetches(database: Database) -> None:
    attach(database, "a.pdf")
    late = claim_one(database)
    change(database, lease_until=LONG_AGO)
    claim_one(database)
    before = _row(database)

    with database.session() as session:
        fetchlist.try_later(session, late)

    assert _row(database) == before


def test_a_failed_fetch_is_tried_again_after_its_pause(database: Database) -> None:
    attach(database, "a.pdf")
    with database.session() as session:
        fetchlist.try_later(session, claim_one(database))
    meanwhile = claim(database)
    change(database, not_before=LONG_AGO)

    again = claim_one(database)

    assert (meanwhile, again.tries, again.fence) == (None, 1, 2)


@pytest.mark.parametrize("state", [FileState.STORED, FileState.REFUSED])
def test_what_is_fetched_or_refused_is_not_fetched_again(database: Database, state: FileState) -> None:
    attach(database, "a.pdf")
    wanted = claim_one(database)
    change(database, state=state, lease_until=LONG_AGO)

    assert (claim(database), is_ours(database, wanted)) == (None, False)


@on_postgresql
def test_what_one_worker_is_claiming_is_passed_over_by_another(database: Database) -> None:
    attach(database, "a.pdf", "b.pdf")
    with database.session() as session:
        held = fetchlist.claim(session)

        meanwhile = [claim(database), claim(database)]

    assert held is not None
    assert (held.name, [file and file.name for file in meanwhile]) == ("a.pdf", ["b.pdf", None])


def _row(database: Database) -> dict[str, Any]:
    with database.session() as session:
        return dict(session.execute(select(tables.attachment)).mappings().one())
