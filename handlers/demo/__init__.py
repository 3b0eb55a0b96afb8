"""`samverkansbot demo`: a whole story with the real bot, and what it promised judged afterwards."""

import os
import signal
import sys
from types import FrameType


def main(*, once: bool) -> int:
    """Play the story in the terminal; 0 only if every promise held. `once` is all there is for now."""
    from handlers.demo.show import show

    before = signal.signal(signal.SIGTERM, _as_interrupted)
    try:
        return show(sys.stdout, once=once)
    except BrokenPipeError:
        # Nobody reads any more, so that nobody can say that it all happened.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    finally:
        signal.signal(signal.SIGTERM, before)


def _as_interrupted(number: int, _frame: FrameType | None) -> None:
    # So that the way out is the same as from Ctrl-C, and no process is left behind.
    raise KeyboardInterrupt
