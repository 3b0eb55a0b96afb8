"""One call to the calendars: read, checked, carried out, and answered as Graph words it."""

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from integrations.graphapi.calendar import Event, Mailbox
from integrations.graphapi.deltas import has_token, removed
from integrations.graphapi.errors import GraphError, bad_request, not_found
from integrations.graphapi.graph import Graph
from integrations.graphapi.shapes import must_be_writable, property_names

DELTA = re.compile(r"^/users/(?P<mailbox>[^/]+)/calendarView/(microsoft\.graph\.)?delta(\(\))?$")
EVENTS = re.compile(
    r"^/users/(?P<mailbox>[^/]+)/(?P<rest>events|calendar|calendarView)(/(?P<event>[^/]+))?(/(?P<act>cancel))?$"
)
OUR_PROPERTY = re.compile(
    r"^singleValueExtendedProperties/any\(ep:\s*"
    r"ep/id eq '(?P<id>[^']+)' and ep/value eq '(?P<value>[^']*)'\)$",
    re.IGNORECASE,
)
ETAG = re.compile(r'(W/)?"[^"]*"')
DEFAULT_PAGE = 10
IMMUTABLE = 'idtype="immutableid"'


@dataclass(frozen=True, kw_only=True)
class Request:
    """What was asked."""

    method: str
    path: str
    query: dict[str, str]
    body: Any
    prefer: str
    if_match: str | None
    base_url: str
    raw: bytes = b""
    span: str | None = None
    is_authorised: bool = True


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What is answered; `accepted` says whether anything changed."""

    status: int
    body: Any = None
    accepted: bool = False


def carry_out(graph: Graph, request: Request) -> Answer:
    """Raises GraphError."""
    if (found := DELTA.match(request.path)) and request.method == "GET":
        return _changes(graph.reach(found["mailbox"]), request)
    found = EVENTS.match(request.path)
    if found is None:
        raise GraphError(404, "ResourceNotFound", f"Resource not found for the segment '{request.path}'.")
    mailbox = graph.reach(found["mailbox"])
    match request.method, found["rest"], found["event"], found["act"]:
        case "GET", "calendar", None, None:
            found_there = {
                "id": "calendar",
                "name": "Calendar",
                "allowedOnlineMeetingProviders": mailbox.providers,
            }
            return Answer(status=200, body=found_there)
        case "GET", "calendarView", None, None:
            return _page(graph, request, _in_view(mailbox, request.query))
        case "GET", "events", None, None:
            return _page(graph, request, _filtered(mailbox, request.query))
        case "POST", "events", None, None:
            return _create(mailbox, request)
        case method, "events", str(event_id), act:
            return _of_one(mailbox.event(event_id), method, act, request)
    raise GraphError(405, "ErrorInvalidRequest", "The HTTP method is not allowed here.")


def _of_one(event: Event, method: str, act: str | None, request: Request) -> Answer:
    if request.if_match and request.if_match != "*" and not ETAG.fullmatch(request.if_match):
        raise bad_request("The If-Match header is no entity tag.")
    if request.if_match not in (None, "*", f'W/"{event.change_key}"'):
        raise GraphError(412, "ErrorIrresolvableConflict", "The change key is out of date.")
    match method, act:
        case "GET", None:
            return Answer(status=200, body=_shown(event, request))
        case "PATCH", None:
            must_be_writable(request.body)
            if "transactionId" in request.body:
                raise bad_request("The transactionId cannot be changed.")
            event.mailbox.change(event, request.body)
            return Answer(status=200, body=_shown(event, request), accepted=True)
        case "POST", "cancel":
            if set(request.body or {}) - {"Comment", "comment"}:
                raise bad_request("The action takes a comment alone.")
            event.mailbox.cancel(event)
            return Answer(status=202, accepted=True)
        case "DELETE", None:
            event.mailbox.cancel(event)
            return Answer(status=204, accepted=True)
    raise not_found()


def _create(mailbox: Mailbox, request: Request) -> Answer:
    must_be_writable(request.body)
    event, is_new = mailbox.create(request.body)
    return Answer(status=201, body=_shown(event, request), accepted=is_new)


def _changes(mailbox: Mailbox, request: Request) -> Answer:
    """A page of what changed, or of all there is where a round begins."""
    url, deltas = f"{request.base_url}{request.path}", mailbox.deltas
    if has_token(request.query):
        state = deltas.go_on(request.query, url)
    else:
        state = deltas.begin(request.query, [each.id for each in _in_view(mailbox, request.query)])
    there = {each.id: each for each in _between(mailbox, state.first, state.last)}

    def shown(event_id: str) -> dict[str, Any]:
        return _shown(there[event_id], request) if event_id in there else removed(event_id)

    return Answer(status=200, body=deltas.page(state, request.prefer, url, shown))


def _in_view(mailbox: Mailbox, query: dict[str, str]) -> list[Event]:
    try:
        first, last = (datetime.fromisoformat(query[name]) for name in ("startDateTime", "endDateTime"))
    except (KeyError, ValueError):
        raise bad_request("startDateTime and endDateTime are required.") from None
    if first.tzinfo is None or last.tzinfo is None:
        raise bad_request("startDateTime and endDateTime need an offset here.")
    return _between(mailbox, first, last)


def _between(mailbox: Mailbox, first: datetime, last: datetime) -> list[Event]:
    seen = [each for each in mailbox.events if each.instant("end") > first and each.instant("start") < last]
    return sorted(seen, key=lambda each: each.instant("start"))


def _filtered(mailbox: Mailbox, query: dict[str, str]) -> list[Event]:
    if "$filter" not in query:
        return list(mailbox.events)
    found = OUR_PROPERTY.match(query["$filter"])
    if found is None:
        raise GraphError(400, "ErrorInvalidUrlQueryFilter", "The query filter contains one or more errors.")
    wanted = {"id": found["id"], "value": found["value"]}
    return [each for each in mailbox.events if wanted in each.facts.get("singleValueExtendedProperties", ())]


def _page(graph: Graph, request: Request, events: list[Event]) -> Answer:
    size = min(int(request.query.get("$top", DEFAULT_PAGE)), graph.largest_page)
    if not 1 <= size <= 1000:
        raise bad_request("Invalid value for $top.")
    first = int(request.query.get("$skip", 0))
    body = {"value": [_shown(each, request) for each in events[first : first + size]]}
    if first + size < len(events):
        query = "&".join(
            f"{k}={_quoted(v)}" for k, v in (request.query | {"$skip": str(first + size)}).items()
        )
        body["@odata.nextLink"] = f"{request.base_url}{request.path}?{query}"  # type: ignore[assignment]
    return Answer(status=200, body=body)


def _quoted(text: str) -> str:
    return text.replace("+", "%2B").replace(" ", "%20").replace("'", "%27")


def _shown(event: Event, request: Request) -> dict[str, Any]:
    prefer = request.prefer.casefold()
    # An id that is not asked for as immutable is another one as soon as the event is moved.
    event_id = event.id if IMMUTABLE in prefer else f"{event.id}={event.version}"
    shown = {**event.facts, "id": event_id, "changeKey": event.change_key, "type": "singleInstance"}
    shown.pop("singleValueExtendedProperties", None)
    zone = re.search(r'outlook\.timezone="([^"]+)"', request.prefer)
    for end in ("start", "end"):
        shown[end] = _moment(event.instant(end), zone[1] if zone else "UTC")
    wanted = [each for each in request.query.get("$select", "").split(",") if each]
    if unknown := set(wanted) - property_names():
        raise bad_request(
            f"Could not find a property named '{min(unknown)}' on type 'microsoft.graph.event'."
        )
    shown = {name: shown[name] for name in {*wanted, "id"} if name in shown} if wanted else shown
    return {"@odata.etag": f'W/"{event.change_key}"', **shown}


def _moment(instant: datetime, zone: str) -> dict[str, str]:
    wall = instant.astimezone(ZoneInfo(zone)).replace(tzinfo=None)
    return {"dateTime": f"{wall.isoformat()}.0000000", "timeZone": zone}
