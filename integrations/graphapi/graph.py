"""All mailboxes behind one lock, whoever may reach them, the script of faults, and the ledger of calls."""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from integrations.graphapi.calendar import Mailbox
from integrations.graphapi.courier import Courier, Subscription
from integrations.graphapi.crowds import Crowds
from integrations.graphapi.errors import GraphError
from integrations.graphapi.faults import Faults


def wall_clock() -> datetime:
    """The one place that reads the clock, for those who were given none."""
    return datetime.now(UTC)


@dataclass(frozen=True)
class Call:
    """One call; `status` is None where the caller got no answer, `accepted` whether it took effect."""

    method: str
    path: str
    query: dict[str, str]
    body: Any
    prefer: str
    accepted: bool
    status: int | None


@dataclass(eq=False)
class Graph:
    """What the loopback Graph consists of; `foreign` are mailboxes that exist and are out of reach."""

    token: str
    now: Callable[[], datetime] = wall_clock
    mailboxes: dict[str, Mailbox] = field(default_factory=dict)
    foreign: set[str] = field(default_factory=set)
    faults: Faults = field(default_factory=Faults)
    ledger: list[Call] = field(default_factory=list)
    lock: threading.RLock = field(default_factory=threading.RLock)
    # Graph gives no more at once, whatever was asked for.
    largest_page: int = 1000
    subscriptions: dict[str, Subscription] = field(default_factory=dict)
    courier: Courier = field(default_factory=Courier)
    crowds: Crowds = field(default_factory=Crowds)

    def mailbox(self, address: str) -> Mailbox:
        """A mailbox that the application may reach."""
        name = address.casefold()
        if name not in self.mailboxes:
            self.mailboxes[name] = Mailbox(
                address,
                lambda: self.now(),
                self.lock,
                changed=lambda kind, event_id: self._tell(name, kind, event_id),
            )
        return self.mailboxes[name]

    def _tell(self, mailbox: str, kind: str, event_id: str) -> None:
        self.mailboxes[mailbox].deltas.journal.append(event_id)
        now = self.now()
        for each in list(self.subscriptions.values()):
            if each.mailbox == mailbox and each.until > now and kind in each.facts["changeType"]:
                data = {"@odata.type": "#Microsoft.Graph.Event", "id": event_id}
                path = f"Users/{mailbox}/Events/{event_id}"
                told = each.told(changeType=kind, resource=path, resourceData=data, tenantId="a-tenant")
                self.courier.send(each.facts["notificationUrl"], [told])

    def tells_of_life(self, subscription: Subscription, event: str) -> None:
        """`subscriptionRemoved`, which it then is, `missed`, or `reauthorizationRequired`."""
        with self.lock:
            if event == "subscriptionRemoved":
                self.subscriptions.pop(subscription.id, None)
            url = subscription.facts.get("lifecycleNotificationUrl")
            if url:
                self.courier.send(url, [subscription.told(lifecycleEvent=event, tenantId="a-tenant")])

    def reach(self, address: str) -> Mailbox:
        """Raises GraphError 403 for one that is out of reach, 404 for one that does not exist."""
        if address.casefold() in self.foreign:
            raise GraphError(403, "ErrorAccessDenied", "Access is denied. Check credentials and try again.")
        if address.casefold() not in self.mailboxes:
            raise GraphError(404, "ErrorInvalidUser", f"The requested user '{address}' is invalid.")
        return self.mailboxes[address.casefold()]

    def calls(self, method: str = "", path: str = "") -> list[Call]:
        """Those of a method, whose path holds these words."""
        return [each for each in self.ledger if each.method == (method or each.method) and path in each.path]
