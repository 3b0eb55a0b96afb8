"""Files that are to be bound: one worker for each, whoever else waits, and a late one writes nothing."""

from sqlalchemy import update

from bot.model.dispatch import DispatchKind
from storage import bindlist, outbox, tables
from storage.bindlist import Unbound
from storage.engine import Database
from storage.store import unit_of_work
from tests.builders import a_dispatch, the_cast
from tests.databases import on_postgresql

LONG_AGO = 1.0


def ask(database: Database, *subjects: str) -> None:
    with unit_of_work(database) as store:
        the_cast(store)
        store.flush()
        for subject in subjects:
            store.promise(a_dispatch(kind=DispatchKind.DOCUMENT, arena_id="norr", subject=subject))


def claim(database: Database) -> Unbound | None:
    with database.session() as session:
        return bindlist.claim(session)


def let_go(database: Database, unbound: Unbound | None, *, wait: float = 0.0, tries: int = 0) -> bool:
    assert unbound
    with database.session() as session:
        return bindlist.let_go(session, unbound, wait=wait, tries=tries)


def test_each_file_is_bound_by_one_worker_however_many_wait_for_it(database: Database) -> None:
    ask(database, "papers:1:1:1", "papers:1:1:1", "papers:1:1:2", "papers:1:1:1")

    claimed = [claim(database) for _ in range(3)]

    assert [each and each.subject for each in claimed] == ["papers:1:1:1", "papers:1:1:2", None]


def test_what_waits_for_its_file_is_not_sent(database: Database) -> None:
    ask(database, "papers:1:1:1")

    with database.session() as session:
        assert (outbox.claim(session, 16), outbox.seconds_to_next(session)) == ([], None)


def test_a_lost_claim_is_given_to_another_and_the_late_one_has_no_say(database: Database) -> None:
    ask(database, "papers:1:1:1")
    late = claim(database)
    with database.session() as session:
        session.execute(update(tables.dispatch).values(lease_until=LONG_AGO))

    again = claim(database)

    assert (let_go(database, late), let_go(database, again)) == (False, True)


def test_what_could_not_be_bound_is_tried_again_after_a_pause(database: Database) -> None:
    ask(database, "papers:1:1:1")
    let_go(database, claim(database), wait=60, tries=1)
    too_soon = claim(database)
    with database.session() as session:
        session.execute(update(tables.dispatch).values(not_before=LONG_AGO))

    again = claim(database)

    assert (too_soon, again and again.tries) == (None, 1)


@on_postgresql
def test_two_workers_at_the_same_moment_never_take_the_same_file(database: Database) -> None:
    ask(database, "papers:1:1:1", "papers:1:1:1", "papers:1:1:2")

    with database.session() as one, database.session() as other:
        claimed = [bindlist.claim(one), bindlist.claim(other)]

    assert [each and each.subject for each in claimed] == ["papers:1:1:1", "papers:1:1:2"]
