"""How fast the bot writes to a group, with a clock that stands by itself or is moved."""

from pathlib import Path
from types import SimpleNamespace
from typing import Any

from bot.model.dispatch import DispatchKind
from handlers.clock import Clock
from handlers.rounds.pace import IN_A_GROUP, Pace

GROUP = -4_000_000_011


def a_message(kind: DispatchKind = DispatchKind.TEXT) -> Any:
    return SimpleNamespace(kind=kind, chat_id=GROUP)


def a_full_minute(clock: Clock) -> Pace:
    pace = Pace(clock.passing)
    for _ in range(IN_A_GROUP[0]):
        pace.take(a_message())
    return pace


def test_the_twenty_first_message_of_a_minute_waits_and_an_answer_to_a_press_does_not() -> None:
    pace = a_full_minute(Clock())

    waits = [pace.take(a_message(kind)) for kind in (DispatchKind.TEXT, DispatchKind.RECEIPT)]

    assert (waits[0] > 55, waits[1]) == (True, 0.0)


def test_nothing_waits_for_a_minute_that_a_story_has_left_behind(tmp_path: Path) -> None:
    shift = tmp_path / "clock"
    pace = a_full_minute(Clock(shift))

    shift.write_text("86400")

    assert pace.take(a_message()) == 0.0


def test_nothing_waits_longer_for_a_clock_that_is_moved_back(tmp_path: Path) -> None:
    shift = tmp_path / "clock"
    shift.write_text("86400")
    pace = a_full_minute(Clock(shift))

    shift.write_text("0")

    assert 55 < pace.take(a_message()) <= IN_A_GROUP[1]
