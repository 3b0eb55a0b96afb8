"""The tick notices that the wall clock was moved and tells those who rest by it; history is sealed beside."""

import asyncio
import logging
import threading
import time
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from handlers.clock import Clock
from handlers.rounds import clockwork as ticking
from handlers.rounds.clockwork import Clockwork
from storage import sealing
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


@on_sqlite
def test_an_end_in_the_midst_of_sealing_is_no_fault(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    is_sealing = threading.Event()

    def seal(*_: object) -> None:
        is_sealing.set()
        time.sleep(0.5)

    monkeypatch.setattr(ticking, "SEAL_SECONDS", 0.1)
    monkeypatch.setattr(sealing, "seal", seal)
    clockwork = Clockwork(database, Clock(tmp_path / "clock"), NOBODY, told=lambda: None)

    async def ended_while_it_seals() -> None:
        running = asyncio.create_task(clockwork.run())
        await asyncio.to_thread(is_sealing.wait, 10)
        running.cancel()
        await asyncio.wait([running])
        await asyncio.sleep(0.1)

    with caplog.at_level(logging.ERROR):
        asyncio.run(asyncio.wait_for(ended_while_it_seals(), timeout=20))

    assert (is_sealing.is_set(), caplog.messages) == (True, [])
