"""How a worker goes round: it does what waits, one thing after the other, and rests until it is woken."""

import asyncio
from abc import ABC, abstractmethod
from contextlib import suppress

from storage.written import Written


async def rest(event: asyncio.Event, seconds: float) -> None:
    """Until it happens, and no longer than that.

    Python 3.11's `wait_for` would pass over a cancellation in the moment in which it happens
    (https://github.com/python/cpython/issues/86296), and a stop would wait for ever.
    """
    with suppress(TimeoutError):
        async with asyncio.timeout(seconds):
            await event.wait()


class Rounds(ABC):
    """A worker; `longest_rest`, in seconds, is for what another process left, which cannot wake this one."""

    longest_rest = 5.0
    # The writes that may have given it something to do; None where any may.
    concerns: Written | None = None

    def __init__(self) -> None:
        self._awake = asyncio.Event()

    def wake(self) -> None:
        """Look at once whether there is something to do."""
        self._awake.set()

    async def run(self) -> None:
        """Work until cancelled; a cancelled rest never cuts a transaction in two."""
        while True:
            self._awake.clear()
            if not await self.do_next():
                await rest(self._awake, self.longest_rest)

    @abstractmethod
    async def do_next(self) -> bool:
        """Do what has waited longest; False if nothing waits."""
