"""Who is told of changes, and who carries it to them, one after another, in a thread of its own."""

import queue
import threading
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import httpx

PATIENCE = 10.0


@dataclass(kw_only=True)
class Subscription:
    """One of them; `facts` are its properties as Graph names them."""

    id: str
    mailbox: str
    facts: dict[str, Any]
    until: datetime

    def shown(self) -> dict[str, Any]:
        """As it is answered: the secret is told to nobody."""
        return {**self.facts, "id": self.id, "expirationDateTime": f"{self.until:%Y-%m-%dT%H:%M:%S}.0000000Z"}

    def told(self, **more: Any) -> dict[str, Any]:
        """One notification."""
        state = self.facts.get("clientState")
        until = self.shown()["expirationDateTime"]
        return {
            "subscriptionId": self.id,
            "clientState": state,
            "subscriptionExpirationDateTime": until,
        } | more


@dataclass(frozen=True)
class Delivery:
    """One call to a subscriber; `status` is None where nobody answered."""

    url: str
    body: dict[str, Any]
    status: int | None


class Courier:
    """Begins with the first notification; whoever is not there is not told again."""

    def __init__(self) -> None:
        self._queue: queue.Queue[tuple[str, dict[str, Any]]] = queue.Queue()
        self._thread: threading.Thread | None = None
        self.delivered: list[Delivery] = []

    def send(self, url: str, told: list[dict[str, Any]]) -> None:
        """As soon as what was sent before is through."""
        self._queue.put((url, {"value": told}))
        if self._thread is None:
            self._thread = threading.Thread(target=self._carry, daemon=True)
            self._thread.start()

    def wait(self) -> None:
        """Until everything is through."""
        self._queue.join()

    def _carry(self) -> None:
        with httpx.Client(timeout=PATIENCE) as client:
            while True:
                url, body = self._queue.get()
                try:
                    status: int | None = client.post(url, json=body).status_code
                except httpx.HTTPError:
                    status = None
                self.delivered.append(Delivery(url, body, status))
                self._queue.task_done()
