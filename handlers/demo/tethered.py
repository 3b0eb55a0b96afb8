"""The demo's bot: `samverkansbot run`, which ends when the demo does, even a demo that was killed."""

import os
import signal
import sys
import threading

from handlers.line.cli import main


def _end_with_the_demo() -> None:
    # The demo holds the other end of this pipe and never writes to it.
    os.read(sys.stdin.fileno(), 1)
    os.kill(os.getpid(), signal.SIGKILL)


if __name__ == "__main__":
    threading.Thread(target=_end_with_the_demo, daemon=True).start()
    sys.argv[1:] = ["run"]
    main()
