"""The places at a mailbox: four for all processes together, and none is lost for long."""

from sqlalchemy import update

from storage import places, tables
from storage.engine import Database
from storage.leases import Lease
from storage.places import AT_ONCE
from tests.storage.helpers import at_once

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

    assert len({place.name for place in taken if place}) == AT_ONCE == 12 - taken.count(None)


def test_another_mailbox_has_places_of_its_own(database: Database) -> None:
    for _ in range(AT_ONCE):
        take(database)

    assert (take(database), take(database, "syd@example.se") is None) == (None, False)


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
