"""A face for the stand-in: what people see and do in their own Outlook, for a page that shows it."""

from datetime import datetime, timedelta
from typing import Any

from integrations.graphapi.calendar import Event
from integrations.graphapi.graph import Graph
from integrations.graphapi.record import Record

Json = dict[str, Any]
RESPONSES = ("accepted", "tentativelyAccepted", "declined")
MOST_LETTERS = 200


class Outlook:
    """One mailbox as its owner and those whom it invites see it."""

    def __init__(self, graph: Graph, address: str) -> None:
        self._graph, self._mailbox = graph, graph.mailbox(address)
        self.record = graph.ledger = Record(self._mailbox)

    def shown(self) -> Json:
        """Events that are not over, the first one first, and mails, the newest first."""
        with self._graph.lock:
            now = self._graph.now()
            coming = [each for each in self._mailbox.events if each.instant("end") > now]
            events = sorted(coming, key=lambda each: each.instant("start"))
            letters = self.record.letters[: -MOST_LETTERS - 1 : -1]
            return {"events": [_event(each) for each in events], "letters": [vars(each) for each in letters]}

    def tells(self) -> None:
        """Whoever asked to be told of changes has been told of all there were."""
        self._graph.courier.wait()

    def answers(self, event_id: str, address: str, response: str) -> None:
        """Somebody who is invited says so. Raises LookupError where they are not, or it is no answer."""
        with self._graph.lock:
            event = self._mailbox.event(event_id)
            invited = {each.casefold() for each in event.attendees}
            if address.casefold() not in invited or response not in RESPONSES:
                raise LookupError
            event.answers(address, response)
            self.record.look()

    def moves(self, event_id: str, *, by: timedelta = timedelta(), to: str = "") -> None:
        """Whoever may open the mailbox moves it further, or to a day (ISO 8601) at the same time of day.

        Raises GraphError, ValueError.
        """
        with self._graph.lock:
            event = self._mailbox.event(event_id)
            start, end = (
                datetime.fromisoformat(event.facts[each]["dateTime"][:19]) for each in ("start", "end")
            )
            if to:
                by += datetime.fromisoformat(to).date() - start.date()
            event.is_changed_by_hand(
                start=_moved(event, "start", start + by), end=_moved(event, "end", end + by)
            )
            self.record.look()

    def deletes(self, event_id: str) -> None:
        """Whoever may open the mailbox takes it away. Raises GraphError."""
        with self._graph.lock:
            self._mailbox.event(event_id).is_deleted_by_hand()
            self.record.look()


def _joins(event: Event) -> str:
    return str((event.facts.get("onlineMeeting") or {}).get("joinUrl", ""))


def _moved(event: Event, end: str, wall: datetime) -> Json:
    return {**event.facts[end], "dateTime": wall.isoformat()}


def _event(event: Event) -> Json:
    return {
        "id": event.id,
        "subject": event.facts["subject"],
        "starts": event.instant("start").isoformat(),
        "ends": event.instant("end").isoformat(),
        "place": event.facts["location"]["displayName"],
        "join": _joins(event),
        "html": (event.facts.get("body") or {}).get("content", ""),
        "guests": {
            each["emailAddress"]["address"].casefold(): each["status"]["response"]
            for each in event.facts["attendees"]
        },
    }
