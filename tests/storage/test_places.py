"""The places at a mailbox: four for all processes together, and none is lost for long."""

from sqlalchemy import func, select, update

from storage import leases, places, tables
from storage.engine import Database
from storage.leases import Lease
from storage.places import AT_ONCE
from storage.types import Epoch
from tests.databases import on_postgresql
from tests.storage.helpers import aside, at_once

MAILBOX = "norr@example.se"


def take(database: Database, mailbox: str = MAILBOX) -> Lease | None:
    with database.session() as session:
        return places.take(session, mailbox)


def give_back(database: Database, place: Lease | None) -> None:
    assert place
    with database.session() as session:
        places.give_back(session, place)


def run_out(database: Database) -> None:
    with database.session() as session:
        session.execute(update(tables.lease).values(lease_until=1.0))


def test_of_many_that_ask_at_once_four_have_a_place_each(database: Database) -> None:
    taken = at_once([lambda: take(database)] * 12)

    assert len({place.name for place in taken if place}) == 4 == 12 - taken.count(None)


def test_another_mailbox_has_places_of_its_own(database: Database) -> None:
    for _ in range(AT_ONCE):
        take(database)

    assert (take(database), take(database, "syd@example.se") is None) == (None, False)


def test_what_else_is_leased_is_no_place(database: Database) -> None:
    with database.session() as session:
        lead = leases.take(session, "lead")
        assert isinstance(lead, Lease)
        leases.release(session, lead)

    assert {(take(database) or lead).name == "lead" for _ in range(AT_ONCE)} == {False}
    assert take(database) is None


def test_a_place_is_lent_for_longer_than_any_call(database: Database) -> None:
    take(database)

    with database.session() as session:
        left = session.scalar(select(func.max(tables.lease.c.lease_until) - Epoch()))

    assert 60 < (left or 0) <= places.LEASE_SECONDS


@on_postgresql
def test_nobody_waits_for_another_who_is_taking_a_place(database: Database) -> None:
    give_back(database, take(database))

    with database.session() as session:
        first = places.take(session, MAILBOX)
        with aside(lambda: take(database)) as second:
            other = second.result(timeout=10)

    assert first
    assert other
    assert first.name != other.name


def test_a_place_that_is_given_back_is_free(database: Database) -> None:
    taken = [take(database) for _ in range(AT_ONCE)]

    give_back(database, taken[1])

    assert [place and place.name for place in (take(database), take(database))] == [
        taken[1] and taken[1].name,
        None,
    ]


def test_who_comes_back_after_the_lease_does_not_free_the_place_of_another(database: Database) -> None:
    late, *_others = [take(database) for _ in range(AT_ONCE)]
    run_out(database)
    for _ in range(AT_ONCE):
        assert take(database)

    give_back(database, late)

    assert take(database) is None
