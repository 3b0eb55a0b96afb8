"""What people are on a day when periods, arenas and roles are several."""

from datetime import date, timedelta

import pytest

from bot.model.seat import RoleKind
from storage.engine import Database
from storage.store import unit_of_work
from tests.builders import a_person, a_role, a_seat, a_tenure, an_arena

NEW_YEAR = date(2027, 1, 1)
EVE = NEW_YEAR - timedelta(days=1)


@pytest.mark.parametrize(
    ("day", "holder"),
    [
        (date(2026, 2, 28), "Bo Berg"),
        (date(2026, 3, 1), "Cilla Falk"),
        (date(2026, 8, 31), "Cilla Falk"),
        (date(2026, 9, 1), "Bo Berg"),
    ],
)
def test_the_same_person_holds_one_seat_in_two_periods(database: Database, day: date, holder: str) -> None:
    bo, cilla, seat = a_person("Bo Berg"), a_person("Cilla Falk"), a_seat()
    spring, autumn = date(2026, 3, 1), date(2026, 9, 1)
    with unit_of_work(database) as store:
        store.keep(an_arena())
        store.flush()
        for each in (bo, cilla, seat):
            store.keep(each)
        store.keep(a_tenure(seat, bo, ends=spring))
        store.keep(a_tenure(seat, cilla, begins=spring, ends=autumn))
        store.keep(a_tenure(seat, bo, begins=autumn))

    with unit_of_work(database) as store:
        place = store.within("norr")
        assert place
        seated = [each.person.name for each in place.standings(day) if each.seats]

    assert seated == [holder]


def test_a_role_moves_from_one_side_to_the_other_at_new_year(database: Database) -> None:
    with unit_of_work(database) as store:
        store.keep(an_arena())
        store.flush()
        bo, cilla = a_person("Bo Berg"), a_person("Cilla Falk")
        for each in (
            bo,
            cilla,
            a_role(person=bo, side="region", ends=NEW_YEAR),
            a_role(person=cilla, side="kommuner", begins=NEW_YEAR),
        ):
            store.keep(each)

    with unit_of_work(database) as store:
        place = store.within("norr")
        assert place
        found = {
            day: [(each.person.name, each.roles) for each in place.standings(day)] for day in (EVE, NEW_YEAR)
        }

    secretary = frozenset({RoleKind.SECRETARY})
    assert found == {EVE: [("Bo Berg", secretary)], NEW_YEAR: [("Cilla Falk", secretary)]}


def test_one_person_is_in_each_arena_what_they_are_there(database: Database) -> None:
    bo = a_person("Bo Berg")
    with unit_of_work(database) as store:
        store.keep(an_arena())
        store.keep(an_arena(id="soder", name="Samverkan Söder", short="Söder"))
        store.flush()
        seat = a_seat()
        for each in (bo, seat, a_tenure(seat, bo), a_role(RoleKind.CHAIR, seat=seat)):
            store.keep(each)
        for kind in (RoleKind.SECRETARY, RoleKind.PREPARER):
            store.keep(a_role(kind, "soder", person=bo))

    with unit_of_work(database) as store:
        places = [store.within(arena_id) for arena_id in ("norr", "soder")]
        found = [
            (len(each.seats), each.roles) for place in places if place for each in place.standings(NEW_YEAR)
        ]

    assert found == [
        (1, frozenset({RoleKind.CHAIR})),
        (0, frozenset({RoleKind.SECRETARY, RoleKind.PREPARER})),
    ]
