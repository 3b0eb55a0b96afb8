"""Keeps below Telegram's rates: 30 messages a second in all; in one group one a second, and 20 a minute."""

import asyncio
from collections import defaultdict, deque
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

from bot.model.dispatch import Claimed, DispatchKind

A_SECOND = 30
IN_A_GROUP = (20, 61.0)


class Pace:
    """A place is taken from when a message leaves until a second after its answer; so it is in a group.

    It arrives in between. However long that takes, no more than there are places arrive within one second.
    They leave evenly, as bunches hold up each other. Each replica has its share of the places.
    """

    def __init__(self, steady: Callable[[], float], a_second: int = A_SECOND) -> None:
        self._steady = steady
        self._places = a_second
        # Tests and the bench lift the second of a group together with that of all.
        self._between_two = A_SECOND / a_second
        self.replicas = 1
        self._queue = asyncio.Lock()
        self._freed = asyncio.Event()
        self._taken = 0
        self._next = 0.0
        self._groups: dict[int, deque[float]] = defaultdict(lambda: deque(maxlen=IN_A_GROUP[0]))

    def wait_in_chat(self, dispatch: Claimed) -> float:
        """Seconds until its group takes another message; 0 in private, where a few may come at once."""
        answered = self._groups.get(dispatch.chat_id)
        if not answered or not _counts(dispatch):
            return 0.0
        free = answered[-1] + self._between_two
        share = self._share(IN_A_GROUP[0])
        if len(answered) >= share:
            free = max(free, answered[-share] + IN_A_GROUP[1])
        return max(0.0, free - self._steady())

    @asynccontextmanager
    async def place(self, dispatch: Claimed) -> AsyncIterator[None]:
        """Wait for a place among all messages, in turn, and have it until the message is answered.

        Answers to presses are not messages and never wait, nor does what is no business of Telegram's.
        """
        if not _counts(dispatch):
            yield
            return
        await self._take()
        try:
            yield
        finally:
            if dispatch.chat_id < 0:
                self._groups[dispatch.chat_id].append(self._steady())
            asyncio.get_running_loop().call_later(1.0, self._free)

    async def _take(self) -> None:
        async with self._queue:
            await asyncio.sleep(self._next - self._steady())
            while self._taken >= self._share(self._places):
                self._freed.clear()
                await self._freed.wait()
            self._taken += 1
            self._next = self._steady() + self.replicas / self._places

    def _free(self) -> None:
        self._taken -= 1
        self._freed.set()

    def _share(self, places: int) -> int:
        return max(1, places // self.replicas)


def _counts(dispatch: Claimed) -> bool:
    return dispatch.kind not in (DispatchKind.RECEIPT, DispatchKind.MAIL)
