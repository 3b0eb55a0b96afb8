"""What one replica does at a time: by the database's clock, fenced at each commit, free when released."""

import pytest
from sqlalchemy import update

from storage import leases, tables
from storage.engine import Database
from storage.leases import LEASE_SECONDS, Lease, LeaseLost
from storage.types import Epoch
from tests.databases import on_postgresql
from tests.storage.helpers import aside, at_once, wait_until_blocked


def take(database: Database) -> Lease | float:
    with database.session() as session:
        return leases.take(session, "lead")


def taken(database: Database) -> Lease:
    lease = take(database)
    assert isinstance(lease, Lease)
    return lease


def release(database: Database, lease: Lease) -> None:
    with database.session() as session:
        leases.release(session, lease)


def renew(database: Database, lease: Lease) -> None:
    with database.session() as session:
        leases.renew(session, lease)


def hold(database: Database, lease: Lease) -> None:
    with database.session() as session:
        leases.hold(session, lease)


def runs_out(database: Database, *, left: float = 0.0) -> None:
    with database.session() as session:
        session.execute(update(tables.lease).values(lease_until=Epoch() + left))


def test_the_second_hears_for_how_long_the_first_has_it(database: Database) -> None:
    assert taken(database).fence == 1

    left = take(database)

    assert isinstance(left, float)
    assert 0 < left <= LEASE_SECONDS


def test_of_many_that_ask_at_once_one_has_it(database: Database) -> None:
    got = at_once([lambda: take(database)] * 8)

    assert [each.fence for each in got if isinstance(each, Lease)] == [1]


def test_what_is_released_can_be_taken_at_once_with_a_higher_fence(database: Database) -> None:
    release(database, taken(database))

    assert taken(database).fence == 2


def test_who_holds_it_keeps_it_as_long_as_it_is_renewed(database: Database) -> None:
    lease = taken(database)
    runs_out(database)

    renew(database, lease)

    assert isinstance(take(database), float)


def test_whoever_stood_still_past_the_lease_is_fenced(database: Database) -> None:
    stale = taken(database)
    runs_out(database)
    new = taken(database)

    with pytest.raises(LeaseLost):
        renew(database, stale)
    with pytest.raises(LeaseLost):
        hold(database, stale)
    release(database, stale)

    renew(database, new)
    assert isinstance(take(database), float)


def test_it_is_held_to_its_last_second(database: Database) -> None:
    lease = taken(database)
    runs_out(database, left=0.9)

    left = take(database)

    assert isinstance(left, float)
    assert left < 1
    hold(database, lease)


@on_postgresql
def test_two_workers_of_the_one_that_leads_hold_it_at_the_same_time(database: Database) -> None:
    lease = taken(database)

    with database.session() as session:
        leases.hold(session, lease)
        with aside(lambda: hold(database, lease)) as second:
            second.result(timeout=10)


@on_postgresql
def test_nobody_takes_it_over_while_something_is_committed_under_it(database: Database) -> None:
    lease = taken(database)
    runs_out(database)

    with database.session() as session:
        leases.hold(session, lease)
        with aside(lambda: taken(database)) as second:
            wait_until_blocked(database)
            is_taken_meanwhile = second.done()
            session.commit()
            fence = second.result().fence

    assert (is_taken_meanwhile, fence) == (False, 2)
