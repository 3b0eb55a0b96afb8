"""Faults by lot: which calls go wrong follows from the seed and what is said, not from what came first."""

import re
from collections import Counter
from collections.abc import Callable
from hashlib import sha256
from typing import Any

from integrations.botapi.faults import Fault, Faults, Kind
from integrations.botapi.params import Params
from integrations.graphapi import faults as graph
from tests.years.reading import unmarked

# One call in so many goes wrong.
ONE_IN = 100
WAYS: tuple[Callable[[], Fault], ...] = (
    lambda: Fault(Kind.STATUS, status=429, retry_after=1),
    lambda: Fault(Kind.STATUS, status=502),
    lambda: Fault(Kind.STATUS, status=500, accept=True),
    lambda: Fault(Kind.STATUS, status=504),
    lambda: Fault(Kind.RESET_BEFORE),
    lambda: Fault(Kind.ACCEPT_THEN_RESET),
    lambda: Fault(Kind.ACCEPT_THEN_HANG, seconds=0.2),
    lambda: Fault(Kind.HANG_BEFORE, seconds=0.2),
    lambda: Fault(Kind.SLOW, seconds=0.1),
)
GRAPHS_WAYS: tuple[Callable[[], graph.Fault], ...] = (
    lambda: graph.Fault(graph.Kind.STATUS, status=429, retry_after="1"),
    lambda: graph.Fault(graph.Kind.STATUS, status=503),
    lambda: graph.Fault(graph.Kind.ACCEPT_THEN_STATUS, status=504),
    lambda: graph.Fault(graph.Kind.ACCEPT_THEN_RESET),
    lambda: graph.Fault(graph.Kind.ACCEPT_THEN_HANG, seconds=0.2),
    lambda: graph.Fault(graph.Kind.HANG, seconds=0.2),
    lambda: graph.Fault(graph.Kind.RESET_BEFORE),
    lambda: graph.Fault(graph.Kind.GARBAGE),
    lambda: graph.Fault(graph.Kind.HTML, status=502),
    lambda: graph.Fault(graph.Kind.SLOW, seconds=0.1),
)
# A list may lie in its own ways, and is never taken for the whole truth.
LISTS_WAYS: tuple[Callable[[], graph.Fault], ...] = (
    *GRAPHS_WAYS,
    lambda: graph.Fault(graph.Kind.EMPTY_PAGE),
    lambda: graph.Fault(graph.Kind.REPLAYED_PAGE),
    lambda: graph.Fault(graph.Kind.FOREIGN_PAGE),
    lambda: graph.Fault(graph.Kind.ENDLESS_PAGES),
    lambda: graph.Fault(graph.Kind.EXPIRED_TOKEN),
)
# An event is called otherwise in each run.
NUMBER = re.compile(r"(?<=events/)[^/?]+")
SECRET = re.compile(r"(start|startgroup)=\S+")


class Lots:
    """Draws for each call by its own words and how often it has been made."""

    def __init__(self, seed: int) -> None:
        self._seed = seed
        self.rest = False
        self._times: Counter[str] = Counter()
        self.struck: Counter[str] = Counter()

    @property
    def lies(self) -> int:
        """How many lists looked right and were not."""
        return self.struck[graph.Kind.EMPTY_PAGE] + self.struck[graph.Kind.REPLAYED_PAGE]

    def draw(self, ways: tuple[Callable[[], Any], ...], *words: object) -> Any:
        """A way to go wrong, or None."""
        call = "|".join(map(str, words))
        self._times[call] += 1
        lot = int.from_bytes(sha256(f"{self._seed}|{call}|{self._times[call]}".encode()).digest()[:8])
        if self.rest or lot % ONE_IN:
            return None
        fault = ways[lot // ONE_IN % len(ways)]()
        self.struck[fault.kind] += 1
        return fault


class Strokes(Faults):
    """Telegram's: the script first, then the lots."""

    def __init__(self, lots: Lots) -> None:
        super().__init__()
        self._lots = lots

    def strike(self, method: str, params: Params) -> Fault | None:
        """The fault for this call, if any."""
        if fault := super().strike(method, params):
            return fault
        if method.lower() == "getupdates":
            return None
        said = str(params.text("text") or params.text("caption") or "")
        words = SECRET.sub("", unmarked(said))
        found: Fault | None = self._lots.draw(WAYS, method, params.integer("chat_id"), words)
        return found


class GraphsStrokes(graph.Faults):
    """Graph's: the script first, then the lots."""

    def __init__(self, lots: Lots) -> None:
        super().__init__()
        self._lots = lots

    def strike(self, method: str, path: str) -> graph.Fault | None:
        """The fault for this call, if any."""
        if fault := super().strike(method, path):
            return fault
        ways = LISTS_WAYS if "/calendarView" in path else GRAPHS_WAYS
        found: graph.Fault | None = self._lots.draw(ways, method, NUMBER.sub("", path))
        return found
