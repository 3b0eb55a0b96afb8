"""`/kalender/SECRET.ics`: somebody's meetings for their calendar program, which asks again and again."""

import asyncio
from collections import OrderedDict

from starlette.requests import Request
from starlette.responses import Response

from bot.acts.meetings.feeds import feed_behind
from bot.model.feed import CalendarFeed
from handlers.clock import Clock
from handlers.web.answers import PRIVATE, come_back, not_there, sender_of
from handlers.web.misses import Misses
from integrations.icalendar import feed_file
from storage.engine import Database
from storage.store import SqlStore

MEDIA_TYPE = "text/calendar; charset=utf-8"
SUFFIX = ".ics"
# No more bodies than this are kept; each is some kilobytes.
BODIES = 200


class FeedPages:
    """Answers calendar programs. One answer for every address that gives nothing, whatever the reason."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock
        self._misses = Misses(clock.steady)
        self._bodies: OrderedDict[str, bytes] = OrderedDict()

    async def answer(self, request: Request) -> Response:
        """200 with the calendar, 304 where the program has it, 404, or 429 for whoever guesses."""
        sender = sender_of(request)
        if wait := self._misses.wait(sender):
            return come_back(wait)
        feed = await self._database.once(self._feed, request.path_params["name"])
        if feed is None:
            self._misses.note(sender)
            return not_there()
        # Weak: the moment at which it was written stands in it, and that means nothing.
        tag = f'W/"{feed.mark}"'
        if _is_known(request, tag):
            return Response(status_code=304, headers=PRIVATE | {"ETag": tag})
        # A thousand meetings are a second's work: not for those who wait for the database.
        body = await asyncio.to_thread(self._body, feed)
        return Response(body, media_type=MEDIA_TYPE, headers=PRIVATE | {"ETag": tag})

    def _feed(self, name: str) -> CalendarFeed | None:
        secret = name.removesuffix(SUFFIX)
        if secret == name:
            return None
        with self._database.reading() as session:
            return feed_behind(SqlStore(session), secret, now=self._clock.now())

    def _body(self, feed: CalendarFeed) -> bytes:
        body = self._bodies.pop(feed.mark, None) or feed_file(feed, self._clock.now())
        self._bodies[feed.mark] = body
        if len(self._bodies) > BODIES:
            self._bodies.popitem(last=False)
        return body


def _is_known(request: Request, tag: str) -> bool:
    """By weak comparison (RFC 9110, section 13.1.2)."""
    known = [each.strip() for each in request.headers.get("if-none-match", "").split(",")]
    return "*" in known or tag in {each if each.startswith("W/") else f"W/{each}" for each in known}
