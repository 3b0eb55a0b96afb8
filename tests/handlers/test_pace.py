"""How fast the bot writes, with clocks that stand by themselves or are moved."""

import asyncio
import random
import selectors
from collections import Counter
from collections.abc import Coroutine, Iterable
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from bot.model.dispatch import DispatchKind
from handlers.clock import Clock
from handlers.rounds.pace import A_SECOND, IN_A_GROUP, Pace
from integrations.botapi.errors import ApiRefusal
from integrations.botapi.limits import Limits
from tests.builders import NOW

GROUP = -4_000_000_011


class Skipping(selectors.DefaultSelector):
    """Where a loop would wait, its time has passed instead."""

    passed = 0.0

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        """Whatever is ready, at once."""
        self.passed += timeout or 0.0
        return super().select(0)


class SkippingLoop(asyncio.SelectorEventLoop):
    """Whose seconds take no time."""

    def __init__(self) -> None:
        self._skipping = Skipping()
        super().__init__(self._skipping)

    def time(self) -> float:
        """Seconds that were skipped."""
        return self._skipping.passed


def played(loop: SkippingLoop, story: Coroutine[Any, Any, None]) -> float:
    """How many seconds it took by the loop's time."""
    with asyncio.Runner(loop_factory=lambda: loop) as runner:
        runner.run(story)
        return loop.time()


class Strict:
    """A Telegram that refuses whoever is too fast, at the end of a way that takes now this long, now that."""

    def __init__(self, loop: SkippingLoop, longest_way: float) -> None:
        self._loop = loop
        self._way = longest_way / 2
        self._chance = random.Random(7)  # noqa: S311 (the same ways each time)
        self._limits = Limits(on=True)
        self.arrived: list[float] = []
        self.refused = 0

    async def takes(self, chat_id: int) -> None:
        """There and back."""
        await asyncio.sleep(self._chance.uniform(0, self._way))
        try:
            self._limits.spend(1, chat_id, 1, NOW + timedelta(seconds=self._loop.time()))
            self.arrived.append(self._loop.time())
        except ApiRefusal:
            self.refused += 1
        await asyncio.sleep(self._chance.uniform(0, self._way))


def a_message(kind: DispatchKind = DispatchKind.TEXT, chat_id: int = GROUP) -> Any:
    return SimpleNamespace(kind=kind, chat_id=chat_id)


async def send(pace: Pace, messages: Iterable[Any], strict: Strict | None = None) -> None:
    for each in messages:
        await asyncio.sleep(pace.wait_in_chat(each))
        async with pace.place(each):
            if strict:
                await strict.takes(each.chat_id)


def a_full_minute(clock: Clock) -> Pace:
    pace = Pace(clock.passing, 1_000_000)

    async def fill() -> None:
        for _ in range(IN_A_GROUP[0]):
            async with pace.place(a_message()):
                pass

    asyncio.run(fill())
    return pace


@pytest.mark.parametrize("longest_way", [0.01, 0.1, 0.5])
def test_thirty_a_second_are_never_refused_however_unevenly_they_arrive(longest_way: float) -> None:
    loop = SkippingLoop()
    pace, strict = Pace(loop.time), Strict(loop, longest_way)

    async def everybody() -> None:
        sending = (send(pace, [a_message(chat_id=chat)], strict) for chat in range(1, 301))
        await asyncio.gather(*sending)

    took = played(loop, everybody())

    assert (strict.refused, len(strict.arrived)) == (0, 300)
    # A place is taken for a second, and for there and back.
    assert took < 300 / A_SECOND * (1 + longest_way)


def test_messages_leave_evenly() -> None:
    loop = SkippingLoop()
    pace, strict = Pace(loop.time), Strict(loop, 0.0)

    async def everybody() -> None:
        await asyncio.gather(*(send(pace, [a_message(chat_id=chat)], strict) for chat in range(1, 61)))

    played(loop, everybody())

    seconds = Counter(int(10 * at) for at in strict.arrived)
    assert max(seconds.values()) <= A_SECOND / 10 + 1


def test_groups_are_never_refused_and_none_is_held_up_by_another() -> None:
    loop = SkippingLoop()
    pace, strict = Pace(loop.time), Strict(loop, 0.1)

    async def all_groups() -> None:
        await asyncio.gather(
            *(send(pace, [a_message(chat_id=-chat)] * 2 * IN_A_GROUP[0], strict) for chat in range(1, 31))
        )

    took = played(loop, all_groups())

    # The second half waits until the first minute is over.
    assert (strict.refused, len(strict.arrived), took < 90) == (0, 1200, True)


@pytest.mark.parametrize("replicas", [1, 2, 4])
def test_all_replicas_together_keep_to_the_rate_and_use_it(replicas: int) -> None:
    loop = SkippingLoop()
    paces, strict = [Pace(loop.time) for _ in range(replicas)], Strict(loop, 0.1)
    for each in paces:
        each.replicas = replicas

    async def all_of_them() -> None:
        await asyncio.gather(
            *(send(paces[chat % replicas], [a_message(chat_id=chat)], strict) for chat in range(1, 301))
        )

    took = played(loop, all_of_them())

    assert (strict.refused, len(strict.arrived), took < 12) == (0, 300, True)


def test_the_twenty_first_message_of_a_minute_waits_and_an_answer_to_a_press_does_not() -> None:
    pace = a_full_minute(Clock())

    waits = [pace.wait_in_chat(a_message(kind)) for kind in (DispatchKind.TEXT, DispatchKind.RECEIPT)]

    assert (waits[0] > 55, waits[1]) == (True, 0.0)


def test_a_group_is_shared_by_the_replicas() -> None:
    loop = SkippingLoop()
    pace = Pace(loop.time)
    pace.replicas = 4

    played(loop, send(pace, [a_message()] * (IN_A_GROUP[0] // 4)))

    assert pace.wait_in_chat(a_message()) > 55


def test_nothing_waits_for_a_minute_that_a_story_has_left_behind(tmp_path: Path) -> None:
    shift = tmp_path / "clock"
    pace = a_full_minute(Clock(shift))

    shift.write_text("86400")

    assert pace.wait_in_chat(a_message()) == 0.0


def test_nothing_waits_longer_for_a_clock_that_is_moved_back(tmp_path: Path) -> None:
    shift = tmp_path / "clock"
    shift.write_text("86400")
    pace = a_full_minute(Clock(shift))

    shift.write_text("0")

    assert 55 < pace.wait_in_chat(a_message()) <= IN_A_GROUP[1]
