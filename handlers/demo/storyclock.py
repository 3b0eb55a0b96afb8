"""The story's clock: the machine's, moved by the file of seconds that the bot reads too."""

import os
from datetime import UTC, datetime
from pathlib import Path

from handlers.clock import Clock


class StoryClock:
    """Goes on by itself, from where a kept file stopped, and can be set; never seen half-written."""

    def __init__(self, file: Path, begins: datetime) -> None:
        self.file = file
        self._clock = Clock(file)
        if file.exists():
            self._goes_on()
        else:
            self.goes_to(begins)

    def now(self) -> datetime:
        """The instant in the story, in UTC."""
        return self._clock.now()

    def goes_to(self, instant: datetime) -> None:
        """It is this instant now."""
        new = self.file.with_suffix(".new")
        new.write_text(str((instant - self._clock.machine()).total_seconds()))
        os.replace(new, self.file)

    def ticks(self) -> None:
        """Note that it runs now: a kept clock stands still from its last tick on."""
        os.utime(self.file)

    def _goes_on(self) -> None:
        stopped = datetime.fromtimestamp(self.file.stat().st_mtime, UTC)
        self.goes_to(self._clock.now() - (self._clock.machine() - stopped))
