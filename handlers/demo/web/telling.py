"""The story on the page: captions at reading pace, which the visitor may pause, step through or skip."""

import time
from collections.abc import Callable, Sequence
from dataclasses import asdict
from datetime import datetime
from enum import StrEnum

from handlers.demo.captions import Caption
from handlers.demo.interruption import look_for_interruption
from handlers.demo.web.where import Where
from integrations.botapi import ChatView

Json = dict[str, object]
SIGNS_PER_SECOND = 17.0
LEAST_SECONDS = 2.2
LOOK_AGAIN_SECONDS = 0.03


class Mode(StrEnum):
    """How the story goes on."""

    PLAY = "play"
    PAUSE = "pause"
    SKIP = "skip"
    OVER = "over"


class Telling:
    """A Teller. The story's thread waits in it; the page's thread steers it."""

    def __init__(self, ring: Callable[[], None]) -> None:
        self._ring = ring
        self.where: Where | None = None
        self.mode = Mode.PLAY
        self._is_looked_at = False
        self._steps = 0
        self._captions: list[Json] = []
        self._view: Json = {}

    def state(self) -> Json:
        """For the page: the captions so far, how it goes on, and where to look."""
        return {"mode": self.mode, "captions": list(self._captions), "view": self._view}

    def looked_at(self) -> None:
        """Somebody has opened the page: the story may begin."""
        self._is_looked_at = True

    def steer(self, wish: str) -> None:
        """`play`, `pause`, `step` (one further, then pause) or `skip`; nothing once it is over."""
        if self.mode is Mode.OVER:
            return
        if wish == "step":
            self._steps, self.mode = self._steps + 1, Mode.PAUSE
        else:
            self.mode = Mode(wish)
        self._ring()

    def ends(self) -> None:
        """The story is over: the visitor plays."""
        self.mode = Mode.OVER
        self._ring()

    def tells(self, now: datetime, caption: Caption, said: Sequence[str], chat: ChatView | None) -> None:
        """Show a caption for as long as it takes to read; what the bot said stands in the chat beside it."""
        if not caption.en:
            return
        self._captions.append({"at": now.isoformat(), "text": asdict(caption)})
        if self.where is not None:
            seen = self.where.looks()
            self._view = dict(self.where.looks_at(chat.chat) if chat else seen)
        self._ring()
        self._lets_read(caption.sv)

    def _lets_read(self, text: str) -> None:
        left = LEAST_SECONDS + len(text) / SIGNS_PER_SECOND
        before = time.monotonic()
        while left > 0 and self.mode is not Mode.SKIP:
            look_for_interruption()
            if self.mode is Mode.PAUSE and self._steps:
                self._steps -= 1
                return
            time.sleep(LOOK_AGAIN_SECONDS)
            now = time.monotonic()
            if self.mode is Mode.PLAY and self._is_looked_at:
                left -= now - before
            before = now
