"""How long an event loop stood still: by the clock, and by what its process itself computed meanwhile."""

import asyncio
import time
from dataclasses import dataclass

PAUSE = 0.002


@dataclass(frozen=True, kw_only=True)
class Stall:
    """Seconds, each of the longest one: on the `clock`, and of this process's `own` CPU in all its threads.

    What the clock has beside that, a busy machine took: it had given the core to others.
    """

    clock: float
    own: float

    def __str__(self) -> str:
        return f"{self.clock * 1000:.0f} ms on the clock, {self.own * 1000:.0f} ms of own CPU"


async def longest_stall() -> Stall:
    """Until it is cancelled."""
    clock = own = 0.0
    try:
        while True:
            began, computed = time.perf_counter(), time.process_time()
            await asyncio.sleep(PAUSE)
            stood = time.perf_counter() - began - PAUSE
            clock, own = max(clock, stood), max(own, min(stood, time.process_time() - computed))
    except asyncio.CancelledError:
        return Stall(clock=clock, own=own)
