"""A rest ends by what it waits for, by its time, and by a cancellation that comes in the same moment."""

import asyncio
import time

import pytest

from handlers.rounds.going import rest


def test_a_rest_ends_in_its_time() -> None:
    began = time.monotonic()

    asyncio.run(rest(asyncio.Event(), 0.05))

    assert 0.05 <= time.monotonic() - began < 5


@pytest.mark.parametrize("steps", range(6))
def test_whoever_is_woken_and_told_to_end_at_once_ends(steps: int) -> None:
    async def work(awake: asyncio.Event) -> None:
        await rest(awake, 60)
        await asyncio.sleep(60)

    async def story() -> bool:
        awake = asyncio.Event()
        working = asyncio.create_task(work(awake))
        await asyncio.sleep(0.01)
        awake.set()
        for _ in range(steps):
            await asyncio.sleep(0)
        working.cancel()
        done, _ = await asyncio.wait([working], timeout=1)
        return bool(done)

    assert asyncio.run(story())
