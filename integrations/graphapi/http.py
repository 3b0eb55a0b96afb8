"""The calendars over HTTP below /v1.0, with the faults of the script."""

import json
from typing import Any
from urllib.parse import urlencode

from starlette.requests import Request as HttpRequest
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from integrations.botapi.wire import Wire
from integrations.graphapi.answers import Answer, Request, carry_out
from integrations.graphapi.deltas import forgotten, has_token
from integrations.graphapi.errors import GraphError, bad_request
from integrations.graphapi.faults import Fault, Kind
from integrations.graphapi.graph import Call, Graph
from integrations.graphapi.mailing import UPLOADS, carry_out_mail
from integrations.graphapi.subscriptions import carry_out_subscription, is_about, must_answer

ROOT = "/v1.0"
ACCEPTING = (Kind.ACCEPT_THEN_STATUS, Kind.ACCEPT_THEN_RESET, Kind.ACCEPT_THEN_HANG)
PAGES = (
    Kind.FOREIGN_PAGE, Kind.ENDLESS_PAGES, Kind.EMPTY_PAGE, Kind.REPLAYED_PAGE, Kind.EXPIRED_TOKEN,
)  # fmt: skip
HTML = "<html><body><h1>Our services aren't available right now</h1></body></html>"


class GraphApi:
    """The ASGI application."""

    def __init__(self, graph: Graph) -> None:
        self._graph = graph

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one call, or cut the connection."""
        http = HttpRequest(scope, receive)
        wire: Wire = scope["wire"]
        raw = await http.body()
        request = Request(
            method=http.method,
            path=http.url.path.removeprefix(ROOT),
            query=dict(http.query_params),
            body=None if http.method == "PUT" else _read(raw),
            prefer=",".join(http.headers.getlist("prefer")),
            if_match=http.headers.get("if-match"),
            base_url=f"{http.base_url}".rstrip("/") + ROOT,
            raw=raw,
            span=http.headers.get("content-range"),
            is_authorised="authorization" in http.headers,
        )
        with self._graph.crowds.among(request.path) as crowded:
            response = await self._waited_for(http, wire, request, crowded)
        return await (response(scope, receive, send) if response else wire.reset())

    async def _waited_for(
        self, http: HttpRequest, wire: Wire, request: Request, refused: GraphError | None
    ) -> Response | None:
        """The answer in its time; None where there is none."""
        with self._graph.lock:
            fault = None if refused else self._graph.faults.strike(request.method, request.path)
        if fault:
            fault.before()
        if fault and fault.kind in (Kind.HANG, Kind.SLOW):
            await wire.wait(fault.seconds)
        if fault and fault.kind is Kind.HANG:
            return None
        fault = None if fault and fault.kind in (Kind.PASS, Kind.SLOW) else fault
        refused = refused or (await self._asked_back(request) if is_about(request) else None)
        with self._graph.lock:
            response, accepted = self._answer(http, request, fault, refused)
            self._note(request, accepted, response)
        if fault and fault.kind is Kind.ACCEPT_THEN_HANG:
            await wire.wait(fault.seconds)
        return response

    def _answer(
        self, http: HttpRequest, request: Request, fault: Fault | None, refused: GraphError | None
    ) -> tuple[Response | None, bool]:
        acts = fault is None or fault.kind in ACCEPTING or fault.kind in PAGES
        try:
            self._must_be_known(http, request)
            if refused:
                raise refused
            answer = self._carried_out(request) if acts else Answer(status=0)
        except GraphError as error:
            return _refusal(error), False
        return _broken(fault, answer, request) if fault else _response(answer), answer.accepted

    async def _asked_back(self, request: Request) -> GraphError | None:
        """Without the lock: whoever is asked may ask something meanwhile."""
        try:
            await must_answer(request)
        except GraphError as error:
            return error
        return None

    def _carried_out(self, request: Request) -> Answer:
        if is_about(request):
            return carry_out_subscription(self._graph, request)
        return carry_out_mail(self._graph, request) or carry_out(self._graph, request)

    def _must_be_known(self, http: HttpRequest, request: Request) -> None:
        if request.path.startswith(UPLOADS):
            return
        if http.headers.get("authorization") != f"Bearer {self._graph.token}":
            raise GraphError(401, "InvalidAuthenticationToken", "Access token is empty, expired or invalid.")

    def _note(self, request: Request, accepted: bool, response: Response | None) -> None:
        status = response.status_code if response else None
        shown = (request.method, request.path, request.query, request.body, request.prefer)
        self._graph.ledger.append(Call(*shown, accepted, status))


def _read(body: bytes) -> Any:
    try:
        return json.loads(body) if body else None
    except ValueError:
        raise bad_request("Unable to read JSON request payload.") from None


def _refusal(error: GraphError) -> Response:
    return Response(json.dumps(error.to_json()), error.status, error.headers, "application/json")


def _response(answer: Answer) -> Response:
    if answer.body is None:
        return Response(status_code=answer.status)
    if isinstance(answer.body, bytes):
        return Response(answer.body, answer.status, media_type="text/plain")
    return Response(json.dumps(answer.body), answer.status, media_type="application/json")


def _broken(fault: Fault, answer: Answer, request: Request) -> Response | None:
    headers = {"retry-after": fault.retry_after} if fault.retry_after else {}
    match fault.kind:
        case Kind.STATUS | Kind.ACCEPT_THEN_STATUS:
            error = {"error": {"code": fault.code, "message": "As the script says."}}
            return Response(json.dumps(error), fault.status, headers, "application/json")
        case Kind.HTML:
            return Response(HTML, fault.status, headers, "text/html")
        case Kind.GARBAGE:
            return Response('{"value": [{"id"', 200, media_type="application/json")
        case Kind.FOREIGN_PAGE:
            return _response(Answer(status=200, body=answer.body | {"@odata.nextLink": fault.link}))
        case Kind.ENDLESS_PAGES:
            query = "startDateTime=2020-01-01T00:00:00Z&endDateTime=2040-01-01T00:00:00Z"
            link = f"{request.base_url}{request.path}?{query}"
            return _response(Answer(status=200, body=answer.body | {"@odata.nextLink": link}))
        case Kind.EMPTY_PAGE if has_token(request.query):
            link = f"{request.base_url}{request.path}?{urlencode(request.query, safe='$')}"
            return _response(Answer(status=200, body={"value": [], "@odata.nextLink": link}))
        case Kind.EMPTY_PAGE:
            return _response(Answer(status=200, body=answer.body | {"value": []}))
        case Kind.EXPIRED_TOKEN if has_token(request.query):
            return _refusal(forgotten(f"{request.base_url}{request.path}"))
        case Kind.EXPIRED_TOKEN:
            return _response(answer)
        case Kind.REPLAYED_PAGE:
            return _response(Answer(status=200, body=answer.body | {"value": answer.body["value"] * 2}))
        case Kind.FOREIGN_UPLOAD:
            return _response(Answer(status=201, body={"uploadUrl": "https://graph.example.invalid/upload"}))
    return None
