"""`samverkansbot demo`: a whole story with the real bot, and what it promised judged afterwards."""

import os
import sys


def main(*, once: bool, opens: bool, keeps: bool) -> int:
    """Play the story: in the terminal, 0 only if every promise held; or on a page, until Ctrl-C ends it."""
    from handlers.demo.interruption import interruptible
    from handlers.demo.show import show
    from handlers.demo.web.open import open_page

    try:
        with interruptible():
            return show(sys.stdout) if once else open_page(sys.stdout, opens=opens, keeps=keeps)
    except KeyboardInterrupt:
        if once:
            raise
        return 0
    except BrokenPipeError:
        # Nobody reads any more, so that nobody can say that it all happened.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
