"""Keeps below Telegram's rates: 30 messages a second in all, 20 a minute in one group."""

from collections import defaultdict, deque
from collections.abc import Callable

from bot.model.dispatch import Claimed, DispatchKind

A_SECOND = 29
IN_A_GROUP = (20, 61.0)
# A place is taken this long ahead; who has to wait longer asks again.
TAKEN_AHEAD = 2.0


class Pace:
    """Sliding windows over when messages left or will leave; each replica takes its share of the rate."""

    def __init__(self, steady: Callable[[], float], a_second: int = A_SECOND) -> None:
        self._steady = steady
        self.replicas = 1
        self._all: deque[float] = deque(maxlen=a_second)
        self._groups: dict[int, deque[float]] = defaultdict(lambda: deque(maxlen=IN_A_GROUP[0]))

    def take(self, dispatch: Claimed) -> float:
        """Seconds until the message may leave; up to two seconds its place is taken at once.

        Answers to presses are not messages and never wait, nor does what is no business of Telegram's.
        """
        if dispatch.kind in (DispatchKind.RECEIPT, DispatchKind.MAIL):
            return 0.0
        windows = [(self._all, 1.0)]
        if dispatch.chat_id < 0:
            windows.append((self._groups[dispatch.chat_id], IN_A_GROUP[1]))
        wait = max(0.0, *(self._wait(window, span) for window, span in windows))
        if wait <= TAKEN_AHEAD:
            for window, _ in windows:
                window.append(self._steady() + wait)
        return wait

    def _wait(self, window: deque[float], span: float) -> float:
        share = max(1, (window.maxlen or 1) // self.replicas)
        return window[-share] + span - self._steady() if len(window) >= share else 0.0
