"""Telegram's rates: about one message a second per chat, 20 a minute per group, 30 a second in all."""

import math
from collections import defaultdict, deque
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from integrations.botapi.errors import too_many

Window = deque[datetime]


@dataclass
class Limits:
    """Off until `on` is set. Each rate is (how many, in how many seconds)."""

    on: bool = False
    per_chat: tuple[int, float] = (1, 1.0)
    per_group: tuple[int, float] = (20, 60.0)
    overall: tuple[int, float] = (30, 1.0)
    _windows: defaultdict[str, Window] = field(default_factory=lambda: defaultdict(deque))

    def spend(self, bot_id: int, chat_id: int, count: int, now: datetime) -> None:
        """Count messages, or raise ApiRefusal 429 with the seconds to wait; a refused call costs nothing."""
        if not self.on:
            return
        rates = [(f"{bot_id}", self.overall), (f"{bot_id}/{chat_id}", self.per_chat)]
        if chat_id < 0:
            rates.append((f"{bot_id}/{chat_id}/group", self.per_group))
        wait = max(_wait(self._windows[key], rate, now) for key, rate in rates)
        if wait > 0:
            raise too_many(max(1, math.ceil(wait)))
        for key, _ in rates:
            self._windows[key].extend([now] * count)


def _wait(window: Window, rate: tuple[int, float], now: datetime) -> float:
    allowed, seconds = rate
    horizon = now - timedelta(seconds=seconds)
    while window and window[0] <= horizon:
        window.popleft()
    if len(window) < allowed:
        return 0.0
    return (window[len(window) - allowed] - horizon).total_seconds()
