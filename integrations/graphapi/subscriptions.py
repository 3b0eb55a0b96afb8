"""Subscriptions: who is told of changes in which mailbox, asked back first, and told over real HTTP.

Rules of https://learn.microsoft.com/graph/api/subscription-post-subscriptions and of what is delivered
https://learn.microsoft.com/graph/change-notifications-delivery-webhooks.
"""

import re
import secrets
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

import httpx

from integrations.graphapi.answers import Answer, Request
from integrations.graphapi.courier import Subscription
from integrations.graphapi.errors import GraphError, bad_request
from integrations.graphapi.graph import Graph

Json = dict[str, Any]
PATH = re.compile(r"^/subscriptions(/(?P<id>[^/]+))?$")
RESOURCE = re.compile(r"^/?users/(?P<mailbox>[^/]+)/events$", re.IGNORECASE)
CHANGE_TYPES = {"created", "updated", "deleted"}
NEEDED = {"changeType", "notificationUrl", "resource", "expirationDateTime"}
KNOWN = NEEDED | {"clientState", "lifecycleNotificationUrl", "latestSupportedTlsVersion", "@odata.type"}
LONGEST_LIFE = timedelta(minutes=4230)
LONGEST_STATE = 128
PATIENCE = 10.0
LOOPBACK = ("127.0.0.1", "localhost", "::1")


def is_about(request: Request) -> bool:
    """Whether it is asked about subscriptions."""
    return PATH.match(request.path) is not None


async def must_answer(request: Request) -> None:
    """Before a subscription is made its address is called, and must say the word. Raises GraphError 400."""
    if request.method != "POST" or not isinstance(request.body, dict):
        return
    names = ("notificationUrl", "lifecycleNotificationUrl")
    for url in {request.body[name]: None for name in names if name in request.body}:
        _must_be_safe(url)
        await _must_say_the_word(url)


async def _must_say_the_word(url: str) -> None:
    word = f"Validation: Testing client application reachability for subscription <{secrets.token_hex(4)}> å"
    try:
        async with httpx.AsyncClient(timeout=PATIENCE) as client:
            answer = await client.post(url, params={"validationToken": word})
    except httpx.HTTPError:
        raise _not_valid("The request timed out or was refused.") from None
    kind = answer.headers.get("content-type", "")
    if answer.status_code != httpx.codes.OK or answer.text != word or not kind.startswith("text/plain"):
        raise _not_valid(
            f"Notification endpoint must respond with 200 OK. HTTP status code is '{answer.status_code}'."
        )


def carry_out_subscription(graph: Graph, request: Request) -> Answer:
    """Raises GraphError."""
    found = PATH.match(request.path)
    number = found["id"] if found else None
    _end_those_over(graph)
    if number is None:
        return _make(graph, request) if request.method == "POST" else _list(graph, request)
    known = graph.subscriptions.get(number)
    if known is None:
        raise GraphError(404, "ResourceNotFound", "The object was not found.")
    if request.method == "GET":
        return Answer(status=200, body=_secretly(known))
    if request.method == "DELETE":
        del graph.subscriptions[number]
        return Answer(status=204, accepted=True)
    if request.method != "PATCH" or set(request.body or ()) - {"expirationDateTime", "@odata.type"}:
        raise bad_request("Only expirationDateTime can be updated here.")
    graph.reach(known.mailbox)
    known.until = _until(graph, request.body)
    return Answer(status=200, body=known.shown(), accepted=True)


def _list(graph: Graph, request: Request) -> Answer:
    if request.method != "GET":
        raise GraphError(405, "ErrorInvalidRequest", "The HTTP method is not allowed here.")
    return Answer(status=200, body={"value": [_secretly(each) for each in graph.subscriptions.values()]})


def _make(graph: Graph, request: Request) -> Answer:
    body = request.body
    if not isinstance(body, dict) or NEEDED - set(body):
        raise bad_request("A required property is missing.")
    if unknown := set(body) - KNOWN:
        raise bad_request(
            f"The property '{min(unknown)}' does not exist on type 'microsoft.graph.subscription'."
        )
    if set(body["changeType"].split(",")) - CHANGE_TYPES:
        raise bad_request("The changeType is not supported.")
    if len(body.get("clientState", "")) > LONGEST_STATE:
        raise bad_request("The clientState is too long.")
    found = RESOURCE.match(body["resource"])
    if found is None:
        raise bad_request("The resource is not supported.")
    graph.reach(found["mailbox"])
    made = Subscription(
        id=secrets.token_hex(16),
        mailbox=found["mailbox"].casefold(),
        facts=dict(body),
        until=_until(graph, body),
    )
    graph.subscriptions[made.id] = made
    return Answer(status=201, body=_secretly(made), accepted=True)


def _secretly(subscription: Subscription) -> Json:
    return subscription.shown() | {"clientState": None}


def _until(graph: Graph, body: Json) -> datetime:
    try:
        until = datetime.fromisoformat(body["expirationDateTime"])
    except (KeyError, TypeError, ValueError):
        raise bad_request("The expirationDateTime is no time.") from None
    now = graph.now()
    if until.tzinfo is None or not now < until <= now + LONGEST_LIFE + timedelta(minutes=1):
        raise GraphError(
            400, "InvalidRequest", "Subscription expiration can only be 4230 minutes in the future."
        )
    return until


def _end_those_over(graph: Graph) -> None:
    for over in [each.id for each in graph.subscriptions.values() if each.until <= graph.now()]:
        del graph.subscriptions[over]


def _must_be_safe(url: Any) -> None:
    parts = urlsplit(url) if isinstance(url, str) else urlsplit("")
    if parts.scheme != "https" and parts.hostname not in LOOPBACK:
        raise _not_valid("Notification endpoint must use https.")


def _not_valid(why: str) -> GraphError:
    return GraphError(400, "ValidationError", f"Subscription validation request failed. {why}")
