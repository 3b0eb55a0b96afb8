"""Ctrl-C and SIGTERM in the demo: one way out, which is never missed."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

_SIGNALS = (signal.SIGINT, signal.SIGTERM)
_heard: list[int] = []


@contextmanager
def interruptible() -> Iterator[None]:
    """Both signals raise KeyboardInterrupt in here, so that no process is left behind."""
    _heard.clear()
    before = {number: signal.signal(number, _interrupt) for number in _SIGNALS}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def look_for_interruption() -> None:
    """Raise KeyboardInterrupt again if one was asked for: what is raised in a finalizer is lost."""
    if _heard:
        raise KeyboardInterrupt


def _interrupt(number: int, _frame: FrameType | None) -> None:
    _heard.append(number)
    raise KeyboardInterrupt
