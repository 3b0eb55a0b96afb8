"""Faults by script: which call goes wrong, when, and how."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """How a call goes wrong; those that accept first leave the caller with an unknown outcome."""

    STATUS = "status"
    ACCEPT_THEN_STATUS = "accept_then_status"
    ACCEPT_THEN_RESET = "accept_then_reset"
    ACCEPT_THEN_HANG = "accept_then_hang"
    RESET_BEFORE = "reset_before"
    HANG = "hang"
    GARBAGE = "garbage"
    HTML = "html"
    FOREIGN_PAGE = "foreign_page"
    ENDLESS_PAGES = "endless_pages"
    EMPTY_PAGE = "empty_page"


@dataclass
class Fault:
    """One line of the script: it strikes calls of `method` (empty: any) whose path holds `path`.

    The `nth` of them and those after it, `times` in all (None: for ever). `retry_after` is the header as it
    stands; `before` runs when it strikes, for what others do at that moment.
    """

    kind: Kind
    method: str = ""
    path: str = ""
    nth: int = 1
    times: int | None = 1
    status: int = 503
    code: str = "ServiceUnavailable"
    retry_after: str | None = None
    seconds: float = 60.0
    before: Callable[[], None] = lambda: None
    seen: int = 0
    struck: int = 0

    def strikes(self, method: str, path: str) -> bool:
        """Whether this call goes wrong; counted if so."""
        is_spent = self.times is not None and self.struck >= self.times
        if is_spent or self.method not in ("", method) or self.path not in path:
            return False
        self.seen += 1
        if self.seen < self.nth:
            return False
        self.struck += 1
        return True


class Faults:
    """The script; the first line that strikes wins."""

    def __init__(self) -> None:
        self._script: list[Fault] = []

    def add(self, fault: Fault) -> Fault:
        """Add a line; the same object is returned, so that a test can read `struck`."""
        self._script.append(fault)
        return fault

    def clear(self) -> None:
        """From now on everything works."""
        self._script.clear()

    def strike(self, method: str, path: str) -> Fault | None:
        """The fault for this call, if any."""
        return next((each for each in list(self._script) if each.strikes(method, path)), None)
