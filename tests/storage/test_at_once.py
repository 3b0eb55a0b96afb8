"""Several replicas, threads and processes at once: no change is lost, nothing is done twice (P2, P5, P6)."""

from collections.abc import Callable

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm.exc import StaleDataError

from bot.model.item import AgendaItem
from storage import keepsakes, tables
from storage.engine import Database
from storage.store import SqlStore, unit_of_work
from tests.builders import NOW, a_deadline, a_dispatch, a_meeting, an_item, the_cast
from tests.databases import on_postgresql, on_sqlite
from tests.storage.helpers import aside, at_once, processes_at_once, wait_until_blocked


def test_the_buttons_key_is_made_once_for_all_replicas(database: Database) -> None:
    def read() -> bytes:
        with database.session() as session:
            return keepsakes.button_key(session)

    keys = at_once([read] * 4)

    assert (len(set(keys)), len(keys[0])) == (1, 32)


def test_the_second_of_two_writers_of_one_item_is_refused(database: Database) -> None:
    with unit_of_work(database) as store:
        item = an_item(the_cast(store).bo)
        store.keep(item)
    _retitle(database, item.id, "Budget 2027")

    with pytest.raises(StaleDataError):
        _retitle_as_seen_before(database, item)

    with unit_of_work(database) as store:
        (kept,) = store.session.scalars(select(AgendaItem))
        assert (kept.title, kept.revision) == ("Budget 2027", 2)


@on_postgresql
def test_the_second_of_two_writers_at_the_same_time_is_refused(
    database: Database, figure: Callable[..., None]
) -> None:
    with unit_of_work(database) as store:
        item = an_item(the_cast(store).bo)
        store.keep(item)

    with unit_of_work(database) as store:
        store.session.get_one(AgendaItem, item.id).title = "Budget 2027"
        store.flush()
        with aside(lambda: _retitle(database, item.id, "Budget och personal")) as second:
            wait_until_blocked(database)
            store.session.commit()
            refused = second.exception()

    with unit_of_work(database) as store:
        kept = list(store.session.scalars(select(tables.item.c.title)))
    overwritten = sum(title != "Budget 2027" for title in kept)
    figure("P5", "two who write one item at once", written=len(kept), overwritten=overwritten)
    assert (type(refused), kept) == (StaleDataError, ["Budget 2027"])


def _retitle(database: Database, item_id: int, title: str) -> None:
    with unit_of_work(database) as store:
        store.session.get_one(AgendaItem, item_id).title = title


def _retitle_as_seen_before(database: Database, item: AgendaItem) -> None:
    with unit_of_work(database) as store:
        store.session.add(item)
        item.title = "Budget och personal"


def test_eight_at_once_number_items_without_gaps_or_doubles(
    database: Database, figure: Callable[..., None]
) -> None:
    with unit_of_work(database) as store:
        the_cast(store)

    def number_ten() -> list[int]:
        return [_next_number(database) for _ in range(10)]

    numbers = [number for ten in at_once([number_ten] * 8) for number in ten]

    doubles, gaps = len(numbers) - len(set(numbers)), max(numbers) - len(set(numbers))
    figure("P5", "items numbered by eight at once", numbers=len(numbers), doubles=doubles, gaps=gaps)
    assert sorted(numbers) == list(range(1, 81))


def test_a_number_that_was_rolled_back_is_given_again(database: Database) -> None:
    with unit_of_work(database) as store:
        the_cast(store)
    with database.session() as session:
        norr = SqlStore(session).within("norr")
        given = norr and norr.next_item_number()
        session.rollback()

    assert (given, _next_number(database)) == (1, 1)


def _next_number(database: Database) -> int:
    with unit_of_work(database) as store:
        norr = store.within("norr")
        assert norr is not None
        return norr.next_item_number()


COUNT_UP = """
from storage import keepsakes
from storage.engine import Database
database = Database(sys.argv[1])
ready()
for _ in range(100):
    with database.session() as session:
        keepsakes.write(session, "count", str(int(keepsakes.read(session, "count")) + 1))
database.close()
"""


@on_sqlite
def test_two_processes_that_read_and_write_one_file_lose_nothing(
    database: Database, database_url: str, figure: Callable[..., None]
) -> None:
    with database.session() as session:
        keepsakes.write(session, "count", "0")

    codes = processes_at_once(COUNT_UP, database_url, count=2)

    with database.session() as session:
        count = keepsakes.read(session, "count")
    figure("P5", "two processes that read and write one file", changes=200, kept=int(count or 0))
    assert (codes, count) == ([0, 0], "200")


@on_postgresql
def test_the_same_promise_of_two_replicas_is_one_dispatch_and_both_go_on(database: Database) -> None:
    def promise_too() -> str | None:
        with unit_of_work(database) as store:
            store.record("swept", "second", now=NOW, arena_id=None, person=None, through="clock")
            return store.promise(a_dispatch("agenda:1", text="second")).text

    with unit_of_work(database) as store:
        store.promise(a_dispatch("agenda:1", text="first"))
        store.flush()
        with aside(promise_too) as second:
            wait_until_blocked(database)
            store.session.commit()
            got_back = second.result()

    with unit_of_work(database) as store:
        promised = store.session.scalars(select(tables.dispatch.c.text)).all()
        assert (got_back, promised, _entries(store)) == ("first", ["first"], 1)


@on_postgresql
def test_a_promise_goes_to_the_other_replica_when_the_first_takes_it_back(database: Database) -> None:
    def promise_too() -> str | None:
        with unit_of_work(database) as store:
            return store.promise(a_dispatch("agenda:1", text="second")).text

    with unit_of_work(database) as store:
        store.promise(a_dispatch("agenda:1", text="first"))
        store.flush()
        with aside(promise_too) as second:
            wait_until_blocked(database)
            store.session.rollback()
            got_back = second.result()

    with unit_of_work(database) as store:
        assert (got_back, list(store.session.scalars(select(tables.dispatch.c.text)))) == (
            "second",
            ["second"],
        )


@on_postgresql
def test_a_due_thing_in_other_hands_is_waited_for_and_done_once(database: Database) -> None:
    deadline_id = _keep_deadlines(database, 1)[0]

    def is_taken_too() -> bool:
        with unit_of_work(database) as store:
            return store.take_deadline(deadline_id) is not None

    with unit_of_work(database) as store:
        held = store.take_deadline(deadline_id)
        with aside(is_taken_too) as second:
            wait_until_blocked(database)
            assert held
            held.close(NOW, "done")
            store.session.commit()
            assert not second.result()


def test_two_workers_do_each_due_thing_once(database: Database, figure: Callable[..., None]) -> None:
    ids = _keep_deadlines(database, 30)

    at_once([lambda: _do_all_due(database)] * 2)

    with unit_of_work(database) as store:
        done = list(store.session.scalars(select(tables.history.c.thing)))
        figure(
            "P6",
            "due things before two workers",
            due=len(ids),
            done=len(done),
            twice=len(done) - len(set(done)),
        )
        assert sorted(done) == sorted(str(deadline_id) for deadline_id in ids)


def _keep_deadlines(database: Database, count: int) -> list[int]:
    with unit_of_work(database) as store:
        norr = the_cast(store).norr
        meetings = [a_meeting(norr, key=f"meeting-{number}") for number in range(count)]
        deadlines = [a_deadline(meeting) for meeting in meetings]
        for deadline in deadlines:
            store.keep(deadline)
    return [deadline.id for deadline in deadlines]


def _do_all_due(database: Database) -> None:
    with unit_of_work(database) as store:
        due = store.due(NOW, limit=100)
    for deadline_id in due:
        with unit_of_work(database) as store:
            if deadline := store.take_deadline(deadline_id):
                deadline.close(NOW, "done")
                store.record("did", str(deadline_id), now=NOW, arena_id="norr", person=None, through="clock")


def _entries(store: SqlStore) -> int:
    return store.session.execute(select(func.count()).select_from(tables.history)).scalar_one()
