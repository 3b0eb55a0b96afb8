"""The demo's part of the page: story, clock and drawer, and the orders that the visitor gives them."""

from pathlib import Path
from queue import SimpleQueue
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from handlers.clock import Clock
from handlers.demo.storyclock import StoryClock
from handlers.demo.web.board import EMPTY, Board
from handlers.demo.web.jumps import targets
from handlers.demo.web.outlook import NotAllowed, do_in_outlook
from handlers.demo.web.telling import Mode, Telling
from integrations.graphapi.errors import GraphError
from integrations.graphapi.face import Outlook

PAGE = Path(__file__).with_name("page")


class DemoPanel:
    """A Panel of the stand-in's face. `jumps` is read by the thread that moves the clock."""

    scripts: tuple[str, ...] = (
        "/demo/story.js",
        "/demo/clock.js",
        "/demo/whoswho.js",
        "/demo/drawer.js",
        "/demo/outlook.js",
        "/demo/mails.js",
    )
    styles: tuple[str, ...] = ("/demo/demo.css",)

    def __init__(self, telling: Telling) -> None:
        self.telling = telling
        self.clock: StoryClock | None = None
        self.board: Board | None = None
        self.outlook: Outlook | None = None
        self.jumps: SimpleQueue[str] = SimpleQueue()
        self.going = ""
        self.trouble = ""

    def state(self) -> dict[str, Any]:
        """For the scripts; of the clock only how far it is moved, so that it is not told every second."""
        shown = self.board.shown if self.board else EMPTY
        return {
            "story": self.telling.state(),
            "clock": {
                "shift": self._shift(),
                "going": self.going,
                "trouble": self.trouble,
                "to": self._targets(),
            },
            **shown,
        }

    def routes(self) -> list[BaseRoute]:
        """Scripts, and orders to the story and the clock."""
        return [
            Route("/demo/do/story/{wish}", self._steer, methods=["POST"]),
            Route("/demo/do/clock/{jump}", self._jump, methods=["POST"]),
            Route("/demo/do/outlook/{deed}", self._in_outlook, methods=["POST"]),
            Mount("/demo", StaticFiles(directory=PAGE)),
        ]

    def looked_at(self) -> None:
        """The story waits for a reader."""
        self.telling.looked_at()

    async def _steer(self, request: Request) -> Response:
        wish = request.path_params["wish"]
        if wish not in ("play", "pause", "step", "skip"):
            return JSONResponse({"error": "no such wish"}, 400)
        self.telling.steer(wish)
        return JSONResponse({})

    async def _jump(self, request: Request) -> Response:
        self._asks(request.path_params["jump"])
        return JSONResponse({})

    async def _in_outlook(self, request: Request) -> Response:
        if self.outlook is None or self.board is None or self.telling.mode is not Mode.OVER:
            return JSONResponse({"error": "the story is not over"}, 409)
        try:
            asked = await request.json()
            jump = do_in_outlook(self.outlook, self.board.shown, request.path_params["deed"], asked)
        except NotAllowed:
            return JSONResponse({"error": "that is not theirs to do"}, 403)
        except (GraphError, KeyError, LookupError, TypeError, ValueError):
            return JSONResponse({"error": "not understood"}, 400)
        self._asks(jump)
        return JSONResponse({})

    def _asks(self, jump: str) -> None:
        """From now on nobody else moves the clock."""
        self.going = jump
        self.jumps.put(jump)

    def _shift(self) -> int:
        if self.clock is None:
            return 0
        return round((self.clock.now() - Clock().machine()).total_seconds())

    def _targets(self) -> dict[str, str]:
        if self.clock is None or self.board is None:
            return {}
        now = self.clock.now()
        ahead = targets(self.board.shown, now)
        # A day further is always possible, and where it leads would change with every second.
        return {name: instant.isoformat() for name, instant in ahead.items() if name != "day"}
