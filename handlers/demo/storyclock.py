"""The story's clock: the machine's, moved by the file of seconds that the bot reads too."""

import os
from datetime import datetime
from pathlib import Path

from handlers.clock import Clock


class StoryClock:
    """Goes on by itself, and can be set; never seen half-written by the bot."""

    def __init__(self, file: Path, begins: datetime) -> None:
        self.file = file
        self._clock = Clock(file)
        self.goes_to(begins)

    def now(self) -> datetime:
        """The instant in the story, in UTC."""
        return self._clock.now()

    def goes_to(self, instant: datetime) -> None:
        """It is this instant now."""
        new = self.file.with_suffix(".new")
        new.write_text(str((instant - self._clock.machine()).total_seconds()))
        os.replace(new, self.file)
