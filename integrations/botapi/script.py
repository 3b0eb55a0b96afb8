"""A script of faults, whatever they are about: which of the calls they strike, and how often."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar


@dataclass(kw_only=True)
class Line:
    """The `nth` of the calls that it is about and those after it, `times` in all (None: for ever)."""

    nth: int = 1
    times: int | None = 1
    seen: int = 0
    struck: int = 0

    @property
    def spent(self) -> bool:
        """It has struck as often as it should."""
        return self.times is not None and self.struck >= self.times

    def strikes(self) -> bool:
        """Whether a call that it is about goes wrong; counted."""
        self.seen += 1
        self.struck += self.seen >= self.nth
        return self.seen >= self.nth


L = TypeVar("L", bound=Line)


class Script(Generic[L]):
    """Lines are asked in the order in which they were added; the first that strikes wins."""

    def __init__(self) -> None:
        self._lines: list[L] = []

    def add(self, line: L) -> L:
        """Add a line; the same object is returned, so that a test can read `struck`."""
        self._lines.append(line)
        return line

    def clear(self) -> None:
        """From now on everything works."""
        self._lines.clear()

    def first(self, is_about: Callable[[L], bool]) -> L | None:
        """The line that strikes a call, if any, counted as struck."""
        asked = (line for line in list(self._lines) if not line.spent and is_about(line))
        return next((line for line in asked if line.strikes()), None)
