"""How often each sender asked for what is not there: whoever only guesses waits."""

from collections import OrderedDict
from collections.abc import Callable

MOST = 60
SECONDS = 60.0
# Of so many senders, at most; the one that missed longest ago is forgotten first.
SENDERS = 1000
# A web server before the bot that does not say for whom it asks: everybody.
BEFORE_US = ("127.0.0.1", "::1", "")


class Misses:
    """A count for each sender, begun anew after a minute; `steady` gives seconds that never step."""

    def __init__(self, steady: Callable[[], float]) -> None:
        self._steady = steady
        self._counts: OrderedDict[str, tuple[float, int]] = OrderedDict()

    def wait(self, sender: str) -> float:
        """For how many seconds nothing is looked for on behalf of this sender; 0 for all who may ask."""
        began, count = self._counts.get(sender, (0.0, 0))
        return max(0.0, began + SECONDS - self._steady()) if count >= MOST else 0.0

    def note(self, sender: str) -> None:
        """It asked for what is not there."""
        if sender in BEFORE_US:
            return
        now = self._steady()
        began, count = self._counts.pop(sender, (now, 0))
        self._counts[sender] = (began, count + 1) if now < began + SECONDS else (now, 1)
        if len(self._counts) > SENDERS:
            self._counts.popitem(last=False)
