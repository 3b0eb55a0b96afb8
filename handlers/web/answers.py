"""What the pages answer alike: to nobody else, and without a word on why something is not there."""

from math import ceil

from starlette.requests import Request
from starlette.responses import Response

PLAIN = "text/plain; charset=utf-8"
PRIVATE = {
    "Cache-Control": "private, max-age=900",
    "X-Robots-Tag": "noindex, nofollow",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}
NOT_THERE = "Adressen finns inte."


def sender_of(request: Request) -> str:
    """The address in the network of whoever asks; empty where the server knows of none."""
    return request.client.host if request.client else ""


def plain(text: str, status: int = 200, headers: dict[str, str] | None = None) -> Response:
    """A text for whoever asked."""
    return Response(text, status, media_type=PLAIN, headers=PRIVATE | (headers or {}))


def not_there() -> Response:
    """The one answer for all that is not there."""
    return plain(NOT_THERE, 404, {"Cache-Control": "no-store"})


def come_back(seconds: float) -> Response:
    """For whoever has asked too often for what is not there."""
    return plain(NOT_THERE, 429, {"Cache-Control": "no-store", "Retry-After": str(ceil(seconds))})
