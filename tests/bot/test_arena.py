"""An arena's own words, and its end."""

from datetime import date

from bot.texts import say
from tests.builders import an_arena

COUNTS = {"members": 2, "deputies": 1, "others": 0, "co_opted": 0, "not_reached": 0}


def test_officials_and_politicians_are_counted_in_their_own_words() -> None:
    politicians = an_arena(words={"member": "ledamot", "deputy": "ersättare"})

    said = [say("counts", arena=arena, counts=COUNTS) for arena in (an_arena(), politicians)]

    assert said == ["2 deltagare, 1 suppleant", "2 ledamöter, 1 ersättare"]


def test_an_arena_has_ended_on_the_day_that_it_ends() -> None:
    arena = an_arena(ends=date(2027, 1, 1))

    assert [arena.has_ended(day) for day in (date(2026, 12, 31), date(2027, 1, 1))] == [False, True]
    assert an_arena().has_ended(date(2027, 1, 1)) is False
