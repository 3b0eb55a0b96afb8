"""The tick notices that the wall clock was moved, and tells those who rest by it."""

import asyncio
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from handlers.clock import Clock
from handlers.rounds.clockwork import Clockwork
from storage.engine import Database
from tests.databases import on_sqlite
from tests.stories.town import ShiftedClock

NOBODY: Any = None


@on_sqlite
@pytest.mark.parametrize("hours", [1, -1])
def test_whoever_rests_by_the_wall_clock_is_told_that_it_was_moved(
    database: Database, tmp_path: Path, hours: int
) -> None:
    clock, told = ShiftedClock(tmp_path / "clock"), asyncio.Event()
    clockwork = Clockwork(database, Clock(clock.file), NOBODY, told=lambda: None, stepped=told.set)

    async def told_once_it_is_moved() -> list[bool]:
        running = asyncio.create_task(clockwork.run())
        await asyncio.sleep(0.2)
        before = told.is_set()
        clock.steps(timedelta(hours=hours))
        await asyncio.wait_for(told.wait(), timeout=10)
        running.cancel()
        return [before, told.is_set()]

    assert asyncio.run(told_once_it_is_moved()) == [False, True]
