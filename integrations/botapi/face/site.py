"""The page's addresses: the page itself, the stream of what happens, files, and what one does."""

import asyncio
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, Response, StreamingResponse
from starlette.routing import BaseRoute, Route
from starlette.staticfiles import StaticFiles
from starlette.types import Receive, Scope, Send

from integrations.botapi.face.deeds import Deeds, Impossible
from integrations.botapi.face.gaze import Gaze, chats_of
from integrations.botapi.face.guard import Guard
from integrations.botapi.face.marks import Marks
from integrations.botapi.face.panels import Panel
from integrations.botapi.face.stream import Event, told
from integrations.botapi.files import LARGEST_DOWNLOAD
from integrations.botapi.people import Person
from integrations.botapi.shapes import Json
from integrations.botapi.stage import Stage

PAGE = Path(__file__).with_name("page")
# What a browser may show by itself; everything else is saved.
SHOWN_INLINE = ("application/pdf", "image/png", "image/jpeg", "text/plain")


@dataclass(frozen=True)
class Player:
    """Somebody who can be played, with a word on who they are in each language of the page."""

    person: Person
    about: dict[str, str]


class Face:
    """The page of a world. `players` may grow while it is open."""

    def __init__(self, stage: Stage, players: Sequence[Player], panels: Sequence[Panel] = ()) -> None:
        self.stage, self.players, self.panels = stage, players, panels
        self.marks = Marks(stage)
        self.deeds = Deeds(stage, self.marks)

    def app(self) -> Starlette:
        """The page as a web application, for loopback alone."""
        routes: list[BaseRoute] = [
            Route("/", lambda request: FileResponse(PAGE / "index.html")),
            Route("/face/players", self._players),
            Route("/face/events", self._events),
            Route("/face/file/{number:int}", self._file),
            Route("/face/do/{deed}", self._do, methods=["POST"]),
            Route("/face/upload", self._upload, methods=["POST"]),
            *(route for panel in self.panels for route in panel.routes()),
        ]
        app = Starlette(routes=routes, middleware=[Middleware(Guard)])
        app.mount("/page", StaticFiles(directory=PAGE))
        return app

    def is_read(self) -> None:
        """Everybody has seen everything: what happens from now on is marked as unread."""
        with self.stage.lock:
            for each in self.players:
                self.marks.read_everything(each.person, chats_of(self.stage, each.person))

    async def _players(self, request: Request) -> Response:
        players = [
            {"id": each.person.id, "name": each.person.name, "about": each.about} for each in self.players
        ]
        scripts = [script for panel in self.panels for script in panel.scripts]
        styles = [style for panel in self.panels for style in panel.styles]
        return JSONResponse({"players": players, "scripts": scripts, "styles": styles})

    async def _events(self, request: Request) -> Response:
        person = self._person(request.query_params.get("person", ""))
        if person is None:
            return _refused("there is no such person")
        for panel in self.panels:
            panel.looked_at()
        gaze = Gaze(self.stage, person, [each.person for each in self.players], self.marks)
        states: list[Json] = [{} for _ in self.panels]

        def look() -> list[Event]:
            with self.stage.lock:
                return [*gaze.look(), *self._panels(states)]

        return EventStream(told(self.stage.changed, look), media_type="text/event-stream")

    def _panels(self, told_before: list[Json]) -> list[Event]:
        changed: list[Event] = []
        for index, panel in enumerate(self.panels):
            if (state := panel.state()) != told_before[index]:
                told_before[index] = state
                changed.append(("panel", state))
        return changed

    async def _file(self, request: Request) -> Response:
        stored = self.stage.files.numbered(request.path_params["number"])
        if stored is None:
            return _refused("there is no such file", 404)
        kind = stored.mime_type if stored.mime_type in SHOWN_INLINE else "application/octet-stream"
        return Response(stored.content, media_type=kind, headers=_disposition(stored.name, kind))

    async def _do(self, request: Request) -> Response:
        asked = await _json_of(request)
        person = self._person(str(asked.get("person", "")))
        name = request.path_params["deed"]
        if person is None or name not in self.deeds.known:
            return _refused("there is no such person or deed", 400)
        return self._done(lambda: self.deeds.do(name, person, asked))

    async def _upload(self, request: Request) -> Response:
        asked = dict(request.query_params)
        person = self._person(asked.get("person", ""))
        content = await request.body()
        if person is None or len(content) > LARGEST_DOWNLOAD:
            return _refused("there is no such person, or the file is too large", 400)
        name = Path(asked.get("name", "")).name or "fil"
        return self._done(lambda: self.deeds.upload(person, asked, name, content))

    def _done(self, act: Any) -> Response:
        try:
            act()
        except Impossible as impossible:
            return _refused(str(impossible))
        except (KeyError, TypeError, ValueError):
            return _refused("not understood", 400)
        return JSONResponse({})

    def _person(self, number: str) -> Person | None:
        return next((each.person for each in self.players if str(each.person.id) == number), None)


class EventStream(StreamingResponse):
    """A stream that only the end of the page or of the server ends, which is no error."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Tell on and on."""
        with suppress(asyncio.CancelledError):
            await super().__call__(scope, receive, send)


async def _json_of(request: Request) -> Json:
    """What was sent, empty where it is nonsense."""
    try:
        sent = await request.json()
    except ValueError:
        return {}
    return sent if isinstance(sent, dict) else {}


def _refused(why: str, status: int = 409) -> Response:
    return JSONResponse({"error": why}, status)


def _disposition(name: str, kind: str) -> dict[str, str]:
    way = "attachment" if kind == "application/octet-stream" else "inline"
    return {"content-disposition": f"{way}; filename*=utf-8''{quote(name)}"}
