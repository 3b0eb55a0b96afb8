"""The one place that reads a clock. The demo and tests move it by a file that holds seconds to add."""

import time
from datetime import UTC, datetime, timedelta
from pathlib import Path


class Clock:
    """The wall clock, or the wall clock moved by the number of seconds that `shift_file` holds."""

    def __init__(self, shift_file: Path | None = None) -> None:
        self._shift_file = shift_file
        self._last_shift = self._gained = 0.0

    def now(self) -> datetime:
        """The instant, aware, in UTC."""
        return datetime.now(UTC) + self._shift()

    def machine(self) -> datetime:
        """The machine's own wall clock, which APScheduler plans by."""
        return datetime.now(UTC)

    def steady(self) -> float:
        """Seconds that never step, for telling how long something took."""
        return time.monotonic()

    @property
    def watch_seconds(self) -> float:
        """How often to look whether it was stepped; where a file moves it, a story waits for each look."""
        return 0.5 if self._shift_file is None else 0.01

    def passing(self) -> float:
        """Steady seconds, and those by which the file has moved the clock on: a rate per minute is that of
        the story, which may go on by a month at once. A clock that is moved back takes nothing away."""
        shift = self._shift().total_seconds()
        self._gained += max(0.0, shift - self._last_shift)
        self._last_shift = shift
        return self.steady() + self._gained

    def _shift(self) -> timedelta:
        if self._shift_file is None:
            return timedelta(0)
        try:
            # Read a hundred times a second and more, without a decoder and a buffer.
            with self._shift_file.open("rb", buffering=0) as file:
                return timedelta(seconds=float(file.read() or 0))
        except FileNotFoundError:
            return timedelta(0)
