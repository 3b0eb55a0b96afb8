"""Who may speak to the page's server: this machine's browser, from the page itself, and nobody else."""

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

HOSTS = ("127.0.0.1", "localhost")
HEADERS = {
    "content-security-policy": (
        "default-src 'self'; object-src 'self'; frame-src 'self'; frame-ancestors 'self'; base-uri 'none'; "
        "form-action 'none'"
    ),
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "cache-control": "no-store",
}


class Guard:
    """Refuses foreign hosts (DNS rebinding) and writing from foreign pages; says what the page may load."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let through, or 403."""
        if scope["type"] == "http" and not _may(scope):
            return await PlainTextResponse("Forbidden", 403)(scope, receive, send)

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(HEADERS)
            await send(message)

        return await self._app(scope, receive, guarded)


def _may(scope: Scope) -> bool:
    headers = Headers(scope=scope)
    host = headers.get("host", "")
    if host.rpartition(":")[0] not in HOSTS:
        return False
    # Browsers send Origin with every POST, and a foreign page cannot forge it.
    return scope["method"] != "POST" or headers.get("origin") == f"http://{host}"
