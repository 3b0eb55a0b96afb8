"""The pages that the world may ask for, each a row; what is no row is not there."""

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.model.nudge import NudgeAddress
from handlers.clock import Clock
from handlers.web.answers import not_there, plain
from handlers.web.feeds import FeedPages
from handlers.web.nudges import NudgePages
from handlers.web.webhook import WebhookPage
from storage.engine import Database

# By this `check` tells the bot from whatever else may answer at the address.
GREETING = "Här finns kalendrar från samverkansbot."


def site(
    database: Database,
    clock: Clock,
    nudged: NudgeAddress | None = None,
    hooked: WebhookPage | None = None,
    *,
    has_feeds: bool = True,
) -> Starlette:
    """Everything that the world may ask for: calendars, what Graph tells (`nudged`), and what Telegram sends
    (`hooked`)."""
    routes: list[Route] = []
    if hooked:
        routes.append(Route(hooked.path, hooked.answer, methods=["POST"]))
    if has_feeds:
        feeds = FeedPages(database, clock)
        routes.append(Route("/kalender", _greet, methods=["GET"]))
        routes.append(Route("/kalender/{name}", feeds.answer, methods=["GET"]))
    if nudged:
        nudges = NudgePages(database, clock, nudged)
        routes.append(Route("/graph/{word}", nudges.answer, methods=["POST"]))
    handlers = {404: _not_there, 405: _no_such_method}
    return Starlette(routes=routes, exception_handlers=handlers)


async def _greet(_request: Request) -> Response:
    return plain(GREETING)


async def _not_there(_request: Request, _error: Exception) -> Response:
    return not_there()


async def _no_such_method(_request: Request, error: Exception) -> Response:
    headers = error.headers if isinstance(error, HTTPException) else None
    return Response(status_code=405, headers=headers)
