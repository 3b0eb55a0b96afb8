"""The model tells a story that the arenas would tell."""

from datetime import datetime

import pytest

from tests.years import writer
from tests.years.cast import cast_of
from tests.years.meeting import Item, Lift
from tests.years.model import Model
from tests.years.plan import TitlesAlike, plan_years


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


def test_no_story_is_told_in_which_two_items_have_the_same_title(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writer, "title_from", lambda _: "Badhuset")

    with pytest.raises(TitlesAlike):
        plan_years(1, years=0.5, arenas=2, people=24)


def test_what_became_of_a_lifted_item_is_told_in_the_hour_in_which_it_became_so() -> None:
    model = Model(cast_of(1, arenas=2, people=16, mailboxes=0))
    above, below = model.rooms.values()
    above.now, below.now = datetime(2027, 6, 17, 8), datetime(2027, 6, 8, 10)
    proposer = below.members()[4]
    below.people[proposer].joined = True
    item = Item(5, "Budget", proposer, below.seat_of(proposer), None)

    above.tell_back(Item(1, "Budget", "", "", None, lift=Lift(below, item, "")), "behandlat")

    assert [*model.facts] == [(proposer, "lift outcome", "5 Budget", "behandlat", "2027-06-17 08")]
