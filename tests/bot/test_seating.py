"""Who is registered in a seat: where one time ends the next begins, and what has been stays."""

from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from bot.acts.desk import Desk
from bot.acts.replacements.seating import (
    end_seat,
    known_or_new,
    last_tenure,
    move_period,
    register_person,
    seat_person,
    vacate,
)
from bot.model.replacement import Successor
from bot.model.seat import Seat, Tenure
from storage import tables
from storage.arena_store import SqlArenaStore
from storage.store import SqlStore
from tests.builders import NOW, TODAY, Cast, a_person, a_seat, a_tenure

BEFORE, TOMORROW = TODAY - timedelta(days=30), TODAY + timedelta(days=1)
SPRING, SUMMER = date(2027, 3, 1), date(2027, 6, 1)


@pytest.fixture
def desk(store: SqlStore, norr: SqlArenaStore, cast: Cast) -> Desk:
    return Desk(store=store, place=norr, now=NOW, through="chat", by=cast.asa)


def an_empty_seat(desk: Desk, **more: Any) -> Seat:
    seat = a_seat(key="ny", title="Ny plats", **more)
    desk.store.keep(seat)
    desk.store.flush()
    return seat


def held(desk: Desk, seat: Seat, name: str = "Karin Kvist", **more: Any) -> Tenure:
    """Somebody's time in the seat, as it stands in the database."""
    person = a_person(name)
    tenure = a_tenure(seat, person, **more)
    desk.store.keep(person)
    desk.store.keep(tenure)
    desk.store.flush()
    return tenure


def written(store: SqlStore) -> list[str]:
    store.flush()
    return list(store.session.scalars(select(tables.history.c.verb).order_by(tables.history.c.id)))


def test_whoever_gives_way_keeps_the_seat_until_the_next_one_has_it(
    desk: Desk, store: SqlStore, cast: Cast
) -> None:
    seat = an_empty_seat(desk, ends=SUMMER)
    before = held(desk, seat)

    after = seat_person(desk, seat, cast.bo, SPRING)

    assert after
    assert (before.ends, after.begins, after.ends) == (SPRING, SPRING, SUMMER)
    store.flush()
    query = select(tables.history.c.verb, tables.history.c.facts).order_by(tables.history.c.id)
    assert [tuple(row) for row in store.session.execute(query)] == [
        ("tenure ended", {"holder": before.person.id, "ends": "2027-03-01"}),
        ("tenure began", {"holder": cast.bo.id, "begins": "2027-03-01"}),
    ]


def test_a_seat_that_is_ended_is_nobodys_from_that_day(desk: Desk, store: SqlStore) -> None:
    seat = an_empty_seat(desk)
    tenure = held(desk, seat)

    end_seat(desk, seat)

    assert (seat.ends, tenure.ends) == (TODAY, TODAY)
    assert written(store) == ["tenure ended", "seat ended"]


def test_a_new_name_of_the_same_address_is_history(desk: Desk, store: SqlStore, cast: Cast) -> None:
    assert register_person(desk, "BO.BERG@example.se", "Bo Berg-Ek") is cast.bo

    assert (cast.bo.name, written(store)) == ("Bo Berg-Ek", ["person renamed"])


def test_whoever_is_named_to_come_is_known_by_the_address_and_keeps_their_name(
    desk: Desk, store: SqlStore, cast: Cast
) -> None:
    known = known_or_new(desk, Successor(name="B. Berg", email="bo.berg@example.se"))
    new = known_or_new(desk, Successor(name="Lena Lund", email="lena@example.se"))

    assert (known, known.name) == (cast.bo, "Bo Berg")
    assert (new.name, new.email, written(store)) == ("Lena Lund", "lena@example.se", ["person added"])


def test_whoever_was_to_have_the_seat_to_its_end_has_it_to_its_new_end(desk: Desk) -> None:
    seat = an_empty_seat(desk, ends=SPRING)
    left, stays = held(desk, seat, ends=BEFORE), held(desk, seat, "Lena Lund", begins=BEFORE, ends=SPRING)

    move_period(desk, seat, None, SUMMER)

    assert (left.ends, stays.ends, seat.ends) == (BEFORE, SUMMER, SUMMER)


def test_whoever_has_left_for_good_does_not_come_back_with_a_longer_seat(desk: Desk) -> None:
    seat = an_empty_seat(desk, ends=SPRING)
    tenure = held(desk, seat, ends=SPRING)
    tenure.person.email = None

    move_period(desk, seat, None, SUMMER)

    assert tenure.ends == SPRING


@pytest.mark.parametrize(
    ("begins", "was", "moved", "becomes"),
    [
        (SPRING, SPRING, SUMMER, SUMMER),
        (SPRING, SUMMER, TOMORROW, SUMMER),
        (TODAY, TODAY, SPRING, TODAY),
    ],
    ids=["to come", "later than the seat", "has begun"],
)
def test_a_seat_with_another_first_day_moves_only_those_who_were_to_begin_with_it(
    desk: Desk, begins: date, was: date, moved: date, becomes: date
) -> None:
    seat = an_empty_seat(desk, begins=begins)
    tenure = held(desk, seat, begins=was)

    move_period(desk, seat, moved, None)

    assert (tenure.begins, seat.begins) == (becomes, moved)


def test_a_seat_that_ends_before_somebody_was_to_begin_is_never_theirs(desk: Desk) -> None:
    seat = an_empty_seat(desk)
    tenure = held(desk, seat, begins=SUMMER)

    move_period(desk, seat, None, SPRING)
    move_period(desk, seat, None, None)

    assert not tenure.has_a_day


@pytest.mark.parametrize(
    ("seat_ends", "ends", "is_last"),
    [
        (None, None, True),
        (None, SPRING, True),
        (None, TOMORROW, True),
        (None, TODAY, False),
        (SUMMER, BEFORE, False),
        (SUMMER, SUMMER, True),
        (TODAY, TODAY, True),
    ],
)
def test_the_last_in_line_is_who_has_the_seat_or_had_it_as_long_as_it_was(
    desk: Desk, seat_ends: date | None, ends: date | None, is_last: bool
) -> None:
    seat = an_empty_seat(desk, ends=seat_ends)
    tenure = held(desk, seat, ends=ends)

    assert last_tenure(desk.place.tenures(), seat, TODAY) is (tenure if is_last else None)


def test_whoever_is_to_come_is_after_whoever_has_the_seat(desk: Desk) -> None:
    seat = an_empty_seat(desk)
    to_come = held(desk, seat, begins=SPRING)
    held(desk, seat, "Lena Lund", ends=SPRING)

    assert last_tenure(desk.place.tenures(), seat, TODAY) is to_come


def test_a_time_that_was_taken_back_before_it_began_is_passed_over(desk: Desk) -> None:
    seat = an_empty_seat(desk)
    first = held(desk, seat, ends=SPRING)
    held(desk, seat, "Lena Lund", begins=SPRING, ends=SPRING)

    assert last_tenure(desk.place.tenures(), seat, TODAY) is first


def test_whoever_leaves_on_that_day_anyway_is_not_cut_short(desk: Desk) -> None:
    seat = an_empty_seat(desk)
    held(desk, seat, ends=SPRING)

    assert vacate(desk, seat, SPRING) == []


def test_a_seat_is_vacated_today_if_no_day_is_said(desk: Desk) -> None:
    seat = an_empty_seat(desk)
    tenure, to_come = held(desk, seat, ends=SPRING), held(desk, seat, "Lena Lund", begins=SPRING)

    cuts = vacate(desk, seat)

    assert [(cut.tenure, cut.before) for cut in cuts] == [(tenure, SPRING), (to_come, None)]
    assert (tenure.ends, to_come.has_a_day) == (TODAY, False)
