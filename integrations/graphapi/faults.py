"""Faults by script: which call goes wrong, when, and how."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from integrations.botapi.script import Line, Script


class Kind(StrEnum):
    """How a call goes wrong; those that accept first leave the caller with an unknown outcome.

    Nothing goes wrong with one that passes, but for what happens `before`, nor with a slow one, nor with an
    expired token where none is needed. An empty page of changes is followed by what it should have held.
    """

    PASS = "pass"  # noqa: S105 (no word to get in by)
    SLOW = "slow"
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
    FOREIGN_UPLOAD = "foreign_upload"
    REPLAYED_PAGE = "replayed_page"
    EXPIRED_TOKEN = "expired_token"  # noqa: S105 (one of change tracking)


@dataclass
class Fault(Line):
    """One line of the script: it strikes calls of `method` (empty: any) whose path holds `path`.

    `retry_after` is the header as it stands, `link` where a foreign page lies; `before` runs when it strikes,
    for what others do at that moment.
    """

    kind: Kind
    method: str = ""
    path: str = ""
    status: int = 503
    code: str = "ServiceUnavailable"
    retry_after: str | None = None
    seconds: float = 60.0
    link: str = "https://graph.example.invalid/v1.0/users/x/calendarView"
    before: Callable[[], None] = lambda: None

    def matches(self, method: str, path: str) -> bool:
        """Whether it is about this call."""
        return self.method in ("", method) and self.path in path


class Faults(Script[Fault]):
    """The script of Graph."""

    def strike(self, method: str, path: str) -> Fault | None:
        """The fault for this call, if any, counted as struck."""
        return self.first(lambda fault: fault.matches(method, path))
