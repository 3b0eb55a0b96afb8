"""Which side has a role next, when it is asked for a name, and by which role that is answered."""

from datetime import date
from zoneinfo import ZoneInfo

import pytest

from bot.model.seat import RoleKind
from bot.model.turn import next_side
from tests.builders import a_joined_person, a_role, a_seat, a_turn

ZONE = ZoneInfo("Europe/Stockholm")
NEW_YEAR = date(2027, 1, 1)
CHAIR = RoleKind.CHAIR


@pytest.mark.parametrize(
    ("rotation", "side"),
    [
        ({"first_side": "region", "first_year": 2026}, "kommuner"),
        ({"first_side": "region", "first_year": 2025}, "region"),
        # The first turn of all.
        ({"first_side": "kommuner", "first_year": 2027}, "kommuner"),
        ({"first_side": "region", "first_year": 2028}, None),
        # The same side goes on.
        ({"first_side": "region", "first_year": 2026, "every_years": 2}, None),
        ({"first_side": "region", "first_year": 2025, "every_years": 2}, "kommuner"),
        # Nobody has decided who begins, or the role does not turn.
        ({"every_years": 1}, None),
        (None, None),
    ],
)
def test_the_next_side_is_known_where_the_file_says_who_began(
    rotation: dict[str, object] | None, side: str | None
) -> None:
    assert next_side(rotation, date(2026, 11, 23)) == side


@pytest.mark.parametrize(
    ("year", "asked", "told"),
    [
        # The first of November 2026 is a Sunday, New Year's Day a Friday.
        (2027, "2026-11-02 08:00", "2027-01-04 08:00"),
        (2028, "2027-11-01 08:00", "2028-01-03 08:00"),
        # Friday the second is squeezed in, and a working day.
        (2032, "2031-11-03 08:00", "2032-01-02 08:00"),
    ],
)
def test_it_is_asked_on_november_s_first_working_day_and_told_on_the_year_s(
    year: int, asked: str, told: str
) -> None:
    turn = a_turn(begins=date(year, 1, 1))

    assert f"{turn.asked_from(ZONE):%Y-%m-%d %H:%M}" == asked
    assert f"{turn.told_from(ZONE):%Y-%m-%d %H:%M}" == told


def test_who_comes_is_of_the_side_or_begins_with_the_turn_and_all_others_leave() -> None:
    person = a_joined_person()
    of_side, of_seat = a_role(CHAIR, person=person, side="region"), a_role(CHAIR, seat=a_seat(side="region"))
    by_file = a_role(CHAIR, person=person, begins=NEW_YEAR)
    endless, other = a_role(CHAIR, person=person), a_role(CHAIR, seat=a_seat(side="kommuner"))
    over = a_role(CHAIR, person=person, ends=NEW_YEAR)
    roles = [of_side, of_seat, by_file, endless, other, over, a_role(RoleKind.PREPARER, person=person)]

    turn = a_turn()

    assert turn.named_roles(roles, NEW_YEAR) == [of_side, of_seat, by_file]
    assert turn.leaving_roles(roles) == [endless, other]


def test_whoever_had_the_role_is_told_for_two_weeks_and_of_nothing_else() -> None:
    ulla, bo = a_joined_person("Ulla Ulv"), a_joined_person("Bo Berg")
    ulla.id, bo.id = 1, 2
    roles = [a_role(CHAIR, person=ulla, ends=NEW_YEAR), a_role(CHAIR, person=bo, ends=date(2026, 6, 1))]

    turn = a_turn()

    days = (date(2027, 1, 15), date(2027, 1, 16))
    assert [turn.concerns(ulla, roles, day) for day in days] == [True, False]
    assert [turn.concerns(bo, roles, day) for day in days] == [False, False]
