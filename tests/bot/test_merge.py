"""What the file changed is applied, what chat changed is kept, and what both changed stops the load."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.model.merge import Change, Changes, Conflict, Facts, LoadConflict, merge, thing_of

NOTHING = Changes({}, {}, {})
SEAT: Facts = {"seat.buv.title": "Områdeschef", "seat.buv.holder.name": "Bo Ek"}
VACANT: Facts = {"seat.buv.title": "Områdeschef"}


def conflicts(*, base: Facts | None, file: Facts, now: Facts) -> tuple[Conflict, ...]:
    with pytest.raises(LoadConflict) as no:
        merge(base=base, file=file, now=now)
    return no.value.conflicts


def test_the_first_load_adds_everything() -> None:
    assert merge(base=None, file=SEAT, now={}) == Changes(dict(SEAT), {}, {})


def test_the_same_file_twice_changes_nothing() -> None:
    changes = merge(base=SEAT, file=SEAT, now=SEAT)

    assert changes == NOTHING
    assert not changes


def test_what_chat_changed_is_kept_when_the_file_says_the_same_as_before() -> None:
    now = {**SEAT, "seat.buv.holder.name": "Karin Ek"}

    assert merge(base=SEAT, file=SEAT, now=now) == NOTHING


def test_what_chat_added_and_took_away_is_kept_too() -> None:
    now: Facts = {"seat.buv.title": "Områdeschef", "meeting.2027-1.starts": "2027-02-12T13:00:00"}

    assert merge(base=SEAT, file=SEAT, now=now) == NOTHING


def test_what_the_file_changed_is_applied() -> None:
    base: Facts = {"rhythm.agenda": 7, "seat.buv.title": "Chef", "deputy.d.seats": ["buv"]}
    file: Facts = {"rhythm.agenda": 8, "seat.ifo.title": "IFO-chef", "deputy.d.seats": ["buv", "ifo"]}

    assert merge(base=base, file=file, now=base) == Changes(
        added={"seat.ifo.title": "IFO-chef"},
        changed={"rhythm.agenda": Change(7, 8), "deputy.d.seats": Change(["buv"], ["buv", "ifo"])},
        removed={"seat.buv.title": "Chef"},
    )


def test_what_file_and_chat_changed_alike_is_done_already() -> None:
    wanted: Facts = {"rhythm.agenda": 8}

    assert merge(base={"rhythm.agenda": 7}, file=wanted, now=wanted) == NOTHING


def test_what_file_and_chat_changed_differently_stops_the_load_with_every_value() -> None:
    base: Facts = {"rhythm.agenda": 7, "arena.short": "SamReKo", "arena.name": "A"}
    file: Facts = {"rhythm.agenda": 8, "arena.name": "B"}
    now: Facts = {"rhythm.agenda": 9, "arena.short": "HSI", "arena.name": "A"}

    assert conflicts(base=base, file=file, now=now) == (
        Conflict("rhythm.agenda", 7, 8, 9),
        Conflict("arena.short", "SamReKo", None, "HSI"),
    )


def test_two_different_additions_stop_the_load() -> None:
    assert conflicts(
        base=VACANT,
        file={**VACANT, "seat.buv.holder.name": "Bo Ek"},
        now={**VACANT, "seat.buv.holder.name": "Karin Ek"},
    ) == (Conflict("seat.buv.holder.name", None, "Bo Ek", "Karin Ek"),)


def test_a_first_load_over_something_else_stops() -> None:
    assert conflicts(base=None, file={"arena.short": "A"}, now={"arena.short": "B"}) == (
        Conflict("arena.short", None, "A", "B"),
    )


def test_a_seat_that_chat_filled_is_not_dropped_by_the_file() -> None:
    assert conflicts(base=VACANT, file={}, now=SEAT) == (
        Conflict("seat.buv.holder.name", None, None, "Bo Ek"),
    )


def test_a_seat_that_is_gone_is_not_filled_by_the_file() -> None:
    assert conflicts(base=VACANT, file=SEAT, now={}) == (
        Conflict("seat.buv.holder.name", None, "Bo Ek", None),
    )


@pytest.mark.parametrize(
    ("key", "thing"),
    [
        ("arena.name", "arena"),
        ("seat.ifo-1.title", "seat.ifo-1"),
        ("seat.ifo-1.holder.email", "seat.ifo-1"),
        ("role.preparer.bo.ek@region.example.from", "role.preparer.bo.ek@region.example"),
        ("role.chair.bo.ek@region.example.holder.name", "role.chair.bo.ek@region.example"),
        ("rotation.chair.first_side", "rotation.chair"),
    ],
)
def test_a_key_tells_which_thing_it_is_about(key: str, thing: str) -> None:
    assert thing_of(key) == thing


FACTS = st.dictionaries(
    st.sampled_from(["a.x", "a.y", "b.i.x", "b.i.y", "b.j.holder.name"]),
    st.integers(0, 2) | st.lists(st.sampled_from(["p", "q"]), max_size=1),
)


@given(FACTS, FACTS)
def test_without_chat_the_file_comes_true(base: Facts, file: Facts) -> None:
    assert merge(base=base, file=file, now=base).applied_to(base) == file


@given(FACTS, FACTS)
def test_without_a_change_in_the_file_everything_stays(base: Facts, now: Facts) -> None:
    assert merge(base=base, file=base, now=now) == NOTHING


@given(FACTS, FACTS, FACTS)
def test_no_change_of_file_or_chat_is_ever_lost(base: Facts, file: Facts, now: Facts) -> None:
    try:
        after = merge(base=base, file=file, now=now).applied_to(now)
    except LoadConflict:
        return

    expected = {
        key: file.get(key) if file.get(key) != base.get(key) else now.get(key) for key in {*file, *now}
    }
    assert after == {key: value for key, value in expected.items() if value is not None}


@given(FACTS, FACTS, FACTS)
def test_loading_again_after_a_load_changes_nothing(base: Facts, file: Facts, now: Facts) -> None:
    try:
        after = merge(base=base, file=file, now=now).applied_to(now)
    except LoadConflict:
        return

    assert merge(base=file, file=file, now=after) == NOTHING
