"""The Bot API over HTTP: /bot<token>/METHOD and /file/bot<token>/PATH, with the faults of the script."""

import json
import re
from email.utils import format_datetime

from starlette.applications import Starlette
from starlette.requests import Request as HttpRequest
from starlette.responses import Response
from starlette.routing import Mount, Route
from starlette.types import ASGIApp, Receive, Scope, Send

from integrations.botapi.answers import Answer, Request, broken, carry_out, record, refused, succeeded
from integrations.botapi.bots import BotAccount
from integrations.botapi.errors import ApiRefusal
from integrations.botapi.faults import Fault, Kind
from integrations.botapi.migration import announce
from integrations.botapi.polling import Polling
from integrations.botapi.reading import read_params
from integrations.botapi.stage import Stage
from integrations.botapi.wire import Wire

_TOKEN = re.compile(r"[0-9]{1,19}:[A-Za-z0-9_-]+")
_NOT_FOUND = ApiRefusal(404, "Not Found")
_UNAUTHORIZED = ApiRefusal(401, "Unauthorized")


class BotApi:
    """The ASGI endpoint for all methods."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self._polling = Polling(stage)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one call, or cut the connection."""
        http_request = HttpRequest(scope, receive)
        wire: Wire = scope["wire"]
        try:
            bot = find_bot(self._stage, scope["path_params"]["token"])
            params = await read_params(http_request)
        except ApiRefusal as refusal:
            return await self._send(send, refused(refusal))
        request = Request(bot, scope["path_params"]["method"], params)
        answer = await self._answer(request, wire)
        if answer is None:
            return await wire.reset()
        return await self._send(send, answer)

    async def _send(self, send: Send, answer: Answer) -> None:
        # Starlette's Response costs a quarter of a call; the two ASGI messages are all that is needed.
        headers = [
            (b"content-type", answer.media_type),
            (b"content-length", str(len(answer.body)).encode()),
            (b"date", format_datetime(self._stage.now(), usegmt=True).encode()),
        ]
        if answer.retry_after:
            headers.append((b"retry-after", str(answer.retry_after).encode()))
        await send({"type": "http.response.start", "status": answer.status, "headers": headers})
        await send({"type": "http.response.body", "body": answer.body})

    async def _answer(self, request: Request, wire: Wire) -> Answer | None:
        with self._stage.lock:
            fault = self._stage.faults.strike(request.method, request.params)
        if fault is not None:
            return await self._go_wrong(request, fault, wire)
        if request.method.lower() == "getupdates":
            answer = await self._poll(request, wire)
            with self._stage.lock:
                record(self._stage, request, answer, answer, None)
            return answer
        with self._stage.lock:
            answer = carry_out(self._stage, request)
            record(self._stage, request, answer, answer, None)
        return answer

    async def _go_wrong(self, request: Request, fault: Fault, wire: Wire) -> Answer | None:
        if fault.waits_first:
            await wire.wait(fault.seconds)
        acts = fault.takes_effect or fault.goes_on
        # A poll that never arrived must not confirm what came before it.
        is_poll = request.method.lower() == "getupdates"
        polled = await self._poll(request, wire) if is_poll and acts else None
        with self._stage.lock:
            if fault.kind is Kind.MIGRATE:
                _migrate(self._stage, request)
            effect = (polled or carry_out(self._stage, request)) if acts else None
            told = broken(fault, effect)
            record(self._stage, request, effect, told, fault)
        if fault.hangs_after:
            await wire.wait(fault.seconds)
        return told

    async def _poll(self, request: Request, wire: Wire) -> Answer:
        try:
            return succeeded(await self._polling.get_updates(request.bot, request.params, wire))
        except ApiRefusal as refusal:
            return refused(refusal)


def create_app(stage: Stage, *, control: bool = False, face: ASGIApp | None = None) -> Starlette:
    """The web application; with `control`, the ledger can be read at /control/ledger?after=SEQ.

    `face` answers what is neither of the Bot API nor of its files.
    """

    async def download(request: HttpRequest) -> Response:
        return _file(stage, request.path_params["token"], request.path_params["path"])

    async def ledger(request: HttpRequest) -> Response:
        return _ledger(stage, int(request.query_params.get("after", "0")))

    methods = ["GET", "POST"]
    routes = [
        Route("/bot{token}/{method}", BotApi(stage), methods=methods),
        Route("/file/bot{token}/{path:path}", download),
        *([Route("/control/ledger", ledger)] if control else []),
        *([Mount("/", face)] if face else []),
    ]
    return Starlette(routes=routes, exception_handlers={404: _not_found})


def find_bot(stage: Stage, token: str) -> BotAccount:
    """The bot of a token; raises ApiRefusal 404 for what is no token at all, 401 for an unknown one."""
    if not _TOKEN.fullmatch(token):
        raise _NOT_FOUND
    bot = stage.bots.get(token)
    if bot is None or bot.revoked:
        raise _UNAUTHORIZED
    return bot


def _migrate(stage: Stage, request: Request) -> None:
    chat = stage.chats.get(request.params.integer("chat_id"))
    if chat is not None and chat.type == "group" and chat.migrated_to is None:
        announce(stage, chat)


async def _not_found(request: HttpRequest, exc: Exception) -> Response:
    return _response(refused(_NOT_FOUND))


def _file(stage: Stage, token: str, path: str) -> Response:
    try:
        find_bot(stage, token)
    except ApiRefusal as refusal:
        return _response(refused(refusal))
    stored = stage.files.at(path)
    if stored is None:
        return _response(refused(_NOT_FOUND))
    return Response(stored.content, media_type="application/octet-stream")


def _ledger(stage: Stage, after: int) -> Response:
    with stage.lock:
        calls = [call.to_json() for call in stage.ledger.calls(after=after)]
    return Response(json.dumps(calls), media_type="application/json")


def _response(answer: Answer) -> Response:
    return Response(answer.body, answer.status, media_type=answer.media_type.decode())
