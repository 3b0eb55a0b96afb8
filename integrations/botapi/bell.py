"""A condition that rings for others than those who wait in threads: pages that look on."""

import threading
from collections.abc import Callable


class Bell(threading.Condition):
    """`listeners` are called at each notify_all, from any thread, with the lock held: they must be short."""

    def __init__(self, lock: threading.RLock) -> None:
        super().__init__(lock)
        self.listeners: set[Callable[[], None]] = set()

    def notify_all(self) -> None:
        """Wake the waiting threads, and ring."""
        super().notify_all()
        for listener in list(self.listeners):
            listener()
