"""The story on the page: captions at reading pace, which the visitor may pause, step through or skip."""

import time
from collections.abc import Callable, Sequence
from datetime import datetime
from enum import StrEnum

from handlers.demo.captions import Caption
from handlers.demo.interruption import look_for_interruption
from handlers.demo.web.where import Where
from integrations.botapi import ChatView

Json = dict[str, object]
SIGNS_PER_SECOND = 17.0
LEAST_SECONDS = 2.0
LOOK_AGAIN_SECONDS = 0.03


def reading_seconds(caption: Caption) -> float:
    """How long a caption stands there: a look at the chat, and the pace at which subtitles are read."""
    return LEAST_SECONDS + len(caption.sv) / SIGNS_PER_SECOND


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
        self._is_read = True
        self._reading_seconds = self._read_at = 0.0
        self._captions: list[Json] = []
        self._view: Json = {}

    def state(self) -> Json:
        """For the page: the captions so far, how it goes on, and where to look."""
        return {"mode": self.mode, "captions": list(self._captions), "view": self._view}

    def looked_at(self) -> None:
        """Somebody has opened the page: the story may begin, and what stands there is read from now on."""
        if not self._is_looked_at:
            self._is_looked_at, self._read_at = True, time.monotonic() + self._reading_seconds

    def steer(self, wish: str) -> None:
        """`play`, `pause`, `step` (one further, then pause) or `skip`; nothing once it is over.

        A step leaves what stands there, and never what comes next: whoever presses twice while the bot works
        has not read that.
        """
        if self.mode is Mode.OVER:
            return
        if wish == "step":
            self._steps, self.mode = 1, Mode.PAUSE
        else:
            self.mode = Mode(wish)
        self._ring()

    def ends(self, view: Json) -> None:
        """The story is over: the visitor plays, and begins there."""
        self.mode, self._view = Mode.OVER, view
        self._ring()

    def tells(self, now: datetime, caption: Caption, said: Sequence[str], chat: ChatView | None) -> None:
        """Show a caption for as long as it takes to read; what the bot said stands in the chat beside it."""
        if not caption.en:
            return
        self._lets_read()
        self._steps = 0
        self._captions.append({"at": now.isoformat(), "text": {"sv": caption.sv, "en": caption.en}})
        if self.where is not None:
            seen = self.where.looks()
            self._view = dict(self.where.looks_at(chat.chat) if chat else seen)
        self._reading_seconds = reading_seconds(caption)
        self._is_read, self._read_at = False, time.monotonic() + self._reading_seconds
        self._ring()
        if not caption.meanwhile:
            self._lets_read()

    def _lets_read(self) -> None:
        """Wait until the last caption has been read, if nobody has waited for it yet."""
        before = time.monotonic()
        while not self._is_read and self.mode is not Mode.SKIP and (self._stands or before < self._read_at):
            look_for_interruption()
            if self.mode is Mode.PAUSE and self._steps:
                self._steps -= 1
                break
            time.sleep(LOOK_AGAIN_SECONDS)
            now = time.monotonic()
            if self._stands:
                self._read_at += now - before
            before = now
        self._is_read = True

    @property
    def _stands(self) -> bool:
        """Paused, or nobody has opened the page yet."""
        return self.mode is Mode.PAUSE or not self._is_looked_at
