"""Server-sent events: each open page is told what its person sees, as it happens."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import contextmanager
from typing import Any

from integrations.botapi.bell import Bell

Event = tuple[str, Any]
# Changes come in clusters; what happens within this time is told together.
GATHERING_SECONDS = 0.04
HEARTBEAT_SECONDS = 15.0


async def told(bell: Bell, look: Callable[[], list[Event]]) -> AsyncIterator[bytes]:
    """The stream of one page: what `look` gives, now and at each ringing."""
    with _hearing(bell) as rung:
        while True:
            rung.clear()
            for name, value in look():
                yield f"event: {name}\ndata: {json.dumps(value, ensure_ascii=False)}\n\n".encode()
            try:
                async with asyncio.timeout(HEARTBEAT_SECONDS):
                    await rung.wait()
            except TimeoutError:
                yield b": still here\n\n"
            await asyncio.sleep(GATHERING_SECONDS)


@contextmanager
def _hearing(bell: Bell) -> Iterator[asyncio.Event]:
    rung, loop = asyncio.Event(), asyncio.get_running_loop()

    def ring() -> None:
        if not loop.is_closed():
            loop.call_soon_threadsafe(rung.set)

    bell.listeners.add(ring)
    try:
        yield rung
    finally:
        bell.listeners.discard(ring)
