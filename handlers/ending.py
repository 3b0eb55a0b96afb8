"""How work ends: by a signal, or because one of those at work cannot go on."""

import asyncio
import signal
from collections.abc import Mapping

from handlers.rounds.delivery import Delivery

# What is being sent has that long to arrive: of the twenty seconds of a stop, most.
PATIENCE = 12.0


def stop_signal() -> asyncio.Event:
    """Set once the process is told to stop."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    return stop


async def until_stopped(
    stop: asyncio.Event, finishing: list[asyncio.Task[None]], tasks: list[asyncio.Task[None]]
) -> None:
    """Wait for the signal and cancel all but what finishes by itself.

    A worker that ends by an error ends the process, which is then started anew.
    """
    waiting = asyncio.create_task(stop.wait())
    try:
        await _first_end(waiting, [*finishing, *tasks])
    finally:
        for task in [waiting, *tasks]:
            task.cancel()
        await asyncio.gather(waiting, *tasks, return_exceptions=True)


async def finish(sending: Mapping[Delivery, asyncio.Task[None]]) -> None:
    """Let all of them end, though one of them stumbles."""
    ends = (each.finish(running, PATIENCE) for each, running in sending.items())
    for error in await asyncio.gather(*ends, return_exceptions=True):
        if error:
            raise error


async def _first_end(waiting: asyncio.Task[bool], tasks: list[asyncio.Task[None]]) -> None:
    pending: set[asyncio.Task[None]] = set(tasks)
    while pending and not waiting.done():
        done, _ = await asyncio.wait({waiting, *pending}, return_when=asyncio.FIRST_COMPLETED)
        for task in pending & done:
            task.result()
        pending -= done
