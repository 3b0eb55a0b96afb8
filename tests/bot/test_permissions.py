"""Who may what, predicate by predicate: everybody it says yes to, and so nobody else."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest

from bot import permissions as may
from bot.model.item import AgendaItem, ItemState
from bot.model.person import Person
from bot.model.seat import RoleKind, Standing
from tests.builders import a_meeting, a_person, a_role, a_seat, a_tenure, an_arena, an_item

SEATED = (a_seat(side="region"),)
BO, PRESENTER, DAVID = a_person("Bo Berg"), a_person("Pia Palm"), a_person("David Dahl")
MEETING = a_meeting(an_arena())
MEETING.id = 7
for number, somebody in enumerate((BO, PRESENTER, DAVID), start=1):
    somebody.id = number
SENT = a_meeting(an_arena(), sent_at=datetime(2026, 12, 1, tzinfo=UTC))


def standings(person: Person) -> dict[str, Standing]:
    """Everything that one can be in an arena."""
    return {
        "nobody": Standing(person=person),
        "member": Standing(person=person, seats=SEATED),
        "deputy": Standing(person=person, deputy_seats=SEATED),
        "called in": Standing(person=person, deputy_seats=SEATED, called_in=frozenset({7})),
        "called in elsewhere": Standing(person=person, deputy_seats=SEATED, called_in=frozenset({8})),
        "co-opted": Standing(person=person, co_opted_to=frozenset({7}), co_opted_items=frozenset({1})),
        **{kind.value: Standing(person=person, roles=frozenset({kind})) for kind in RoleKind},
    }


LEADERS = {"secretary", "chair"}
PREPARERS = LEADERS | {"preparer"}
MEMBERS = PREPARERS | {"member"}
CALLED_IN = {"called in", "called in elsewhere"}
EVERYBODY = MEMBERS | {"deputy"} | CALLED_IN


def those(predicate: Callable[..., bool], *about: Any, person: Person = BO) -> set[str]:
    return {name for name, standing in standings(person).items() if predicate(standing, *about)}


@pytest.mark.parametrize(
    ("predicate", "about", "who"),
    [
        (may.may_read, (), EVERYBODY),
        (may.may_propose, (), MEMBERS | CALLED_IN),
        (may.may_propose_anywhere, (), MEMBERS),
        (may.may_propose_to, (MEETING,), MEMBERS | {"called in"}),
        (may.may_answer, (MEETING,), MEMBERS | {"called in"}),
        (may.may_prepare, (), PREPARERS),
        (may.may_invite, (), LEADERS),
        (may.may_report_for, (), LEADERS),
        (may.may_report, (), LEADERS | {"member", "deputy"} | CALLED_IN),
        (may.may_name, (), MEMBERS),
        (may.may_name_for, ("region",), LEADERS | {"member"}),
        (may.may_name_for, ("kommuner",), LEADERS),
        (may.may_plan, (), LEADERS),
        (may.may_bind, (), PREPARERS),
    ],
    ids=lambda each: getattr(each, "__name__", None),
)
def test_a_right_is_had_by(predicate: Callable[..., bool], about: tuple[Any, ...], who: set[str]) -> None:
    assert those(predicate, *about) == who


def an_item_of_bo(state: ItemState = ItemState.INCOMING, **more: Any) -> AgendaItem:
    return an_item(BO, state=state, presenter=PRESENTER, **more)


INCOMING, ACCEPTED = an_item_of_bo(), an_item_of_bo(ItemState.ACCEPTED, meeting=MEETING)
OUT = an_item_of_bo(ItemState.ACCEPTED, meeting=SENT)
LATE = an_item_of_bo(meeting=SENT)
DECLINED = an_item_of_bo(ItemState.DECLINED)
PROMISED = an_item_of_bo(ItemState.ACCEPTED, meeting=SENT, awaits_file=True)
PROMISED_ONCE = an_item_of_bo(ItemState.DECLINED, awaits_file=True)


@pytest.mark.parametrize(
    ("predicate", "item", "who"),
    [
        (may.may_change_item, INCOMING, EVERYBODY),
        (may.may_change_item, ACCEPTED, EVERYBODY),
        (may.may_change_item, LATE, EVERYBODY),
        (may.may_change_item, OUT, PREPARERS),
        (may.may_change_item, DECLINED, PREPARERS),
        (may.may_attach, INCOMING, EVERYBODY),
        (may.may_attach, OUT, PREPARERS),
        (may.may_attach, PROMISED, EVERYBODY),
        (may.may_attach, PROMISED_ONCE, PREPARERS),
        (may.may_see_item, INCOMING, EVERYBODY),
        (may.may_choose_meeting, INCOMING, PREPARERS | {"member"}),
        (may.may_choose_meeting, ACCEPTED, PREPARERS),
        (may.may_choose_meeting, OUT, set()),
        (may.may_choose_meeting, LATE, PREPARERS | {"member"}),
        (may.may_choose_meeting, DECLINED, set()),
    ],
)
def test_what_somebody_may_do_to_their_own_item(
    predicate: Callable[..., bool], item: AgendaItem, who: set[str]
) -> None:
    assert those(predicate, item) == who


@pytest.mark.parametrize("item", [INCOMING, ACCEPTED, OUT, LATE, PROMISED])
def test_another_s_item_is_the_preparers_alone(item: AgendaItem) -> None:
    for predicate in (may.may_change_item, may.may_attach, may.may_see_item):
        assert those(predicate, item, person=DAVID) == PREPARERS
    assert those(may.may_choose_meeting, item, person=DAVID) <= PREPARERS


def test_whoever_presents_an_item_sees_it_and_no_more() -> None:
    assert those(may.may_see_item, INCOMING, person=PRESENTER) == EVERYBODY
    assert those(may.may_change_item, INCOMING, person=PRESENTER) == PREPARERS
    assert those(may.may_attach, PROMISED, person=PRESENTER) == PREPARERS


@pytest.mark.parametrize("make", [a_role, lambda ends: a_tenure(a_seat(), BO, ends=ends)])
def test_what_somebody_is_ends_on_the_first_day_that_is_no_longer_theirs(make: Callable[..., Any]) -> None:
    held, last, after = make(ends=date(2027, 1, 1)), date(2026, 12, 31), date(2027, 1, 1)

    assert [held.is_over(last), held.is_over(after)] == [False, True]
    assert [held.covers(last), held.covers(after)] == [True, False]
