"""How long, and for how many, the bot waits until a connection has asked for something.

Uvicorn has no such limit (https://github.com/Kludex/uvicorn/issues/157): it waits for ever for whoever says
nothing, counts them among those that it serves at once, and each byte that comes ends its keep-alive limit.
"""

import asyncio
from typing import Any

import uvicorn
from starlette.types import ASGIApp
from uvicorn.protocols.http.h11_impl import H11Protocol


class Unheard:
    """The connections that have not asked for anything yet, or for nothing more since their last answer.

    Each may stay `seconds`. If there are more than `places`, the one that has waited longest gives way.
    """

    def __init__(self, *, seconds: float, places: int) -> None:
        self._seconds = seconds
        self._places = places
        self._ends: dict[H11Protocol, asyncio.TimerHandle] = {}

    def add(self, one: H11Protocol) -> None:
        """From now on it is waited for."""
        if len(self._ends) >= self._places:
            oldest = next(iter(self._ends))
            self.remove(oldest)
            oldest.transport.abort()
        self._ends[one] = one.loop.call_later(self._seconds, one.transport.close)

    def remove(self, one: H11Protocol) -> None:
        """It has asked, or is gone."""
        if end := self._ends.pop(one, None):
            end.cancel()


class HeadsInTime(uvicorn.Config):
    """Uvicorn's settings, with a limit for connections that ask for nothing."""

    def __init__(self, app: ASGIApp, *, unheard: Unheard, **settings: Any) -> None:
        super().__init__(app, http=_Connection, **settings)
        self.unheard = unheard


class _Connection(H11Protocol):
    """Is waited for whenever none of its requests is being answered; other bytes count for nothing."""

    def __init__(self, config: HeadsInTime, *args: Any, **more: Any) -> None:
        super().__init__(config, *args, **more)
        self._unheard = config.unheard

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._unheard.add(self)

    def handle_events(self) -> None:
        super().handle_events()
        if self._is_answered_now():
            self._unheard.remove(self)

    def on_response_complete(self) -> None:
        super().on_response_complete()
        if not self._is_answered_now():
            self._unheard.add(self)

    def connection_lost(self, exc: Exception | None) -> None:
        self._unheard.remove(self)
        super().connection_lost(exc)

    def _is_answered_now(self) -> bool:
        return self.cycle is not None and not self.cycle.response_complete
