"""The model tells a story that the arenas would tell."""

import pytest

from tests.years.model import Model
from tests.years.plan import plan_years


@pytest.mark.parametrize("seed", range(1, 9))
def test_nobody_stays_in_the_group_when_their_place_has_ended(seed: int) -> None:
    plan = plan_years(seed, years=0.5, arenas=2, people=24)
    model = Model(plan.casts)

    for act in plan.acts:
        model.goes_to(act.at)
        model.does(act)
    model.goes_to(plan.ends)

    for room in model.rooms.values():
        assert room.inside <= set(room.members())
