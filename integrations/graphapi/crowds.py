"""Calls that are under way at once: one too many at the same mailbox is refused, as Exchange does it."""

import re
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

from integrations.graphapi.errors import GraphError

# https://learn.microsoft.com/graph/throttling-limits#outlook-service-limits, for each app and mailbox.
MOST = 4
MAILBOX = re.compile(r"^/users/([^/]+)")


class Crowds:
    """How many are under way at each mailbox; `largest` is the most there ever were at one."""

    def __init__(self) -> None:
        self._now: Counter[str] = Counter()
        self.largest = 0

    @contextmanager
    def among(self, path: str) -> Iterator[GraphError | None]:
        """For as long as the call lasts; with what it is refused by, where there are too many."""
        found = MAILBOX.match(path)
        mailbox = found[1].casefold() if found else ""
        self._now[mailbox] += 1
        self.largest = max(self.largest, self._now[mailbox] if mailbox else 0)
        try:
            yield _too_many() if mailbox and self._now[mailbox] > MOST else None
        finally:
            self._now[mailbox] -= 1


def _too_many() -> GraphError:
    why = "Application is over its MailboxConcurrency limit."
    return GraphError(429, "ApplicationThrottled", why, {"retry-after": "5"})
