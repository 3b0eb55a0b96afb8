"""`/graph/WORD`: Graph tells that something changed in a mailbox; then it is compared now, and nothing else.

What is told is a hint and never the truth: nothing of it is kept or logged, and polling goes on as ever.
https://learn.microsoft.com/graph/change-notifications-delivery-webhooks
"""

import asyncio
import json
import logging
from collections.abc import Iterator
from typing import Any

from sqlalchemy.exc import SQLAlchemyError
from starlette.requests import Request
from starlette.responses import Response

from bot.model.nudge import Nudge, NudgeAddress, Tidings
from handlers.clock import Clock
from handlers.web.answers import PRIVATE, come_back, not_there, plain, sender_of
from handlers.web.bodies import body_of
from handlers.web.misses import Misses
from storage import nudgelist
from storage.engine import Database

log = logging.getLogger(__name__)
# Graph tells of many changes at once, each in less than a kilobyte.
LARGEST = 1_000_000
LONGEST_TOKEN = 4000
LONGEST_ID = 100


class NudgePages:
    """Answers Graph. For whoever does not know its secrets there is nothing here."""

    def __init__(self, database: Database, clock: Clock, address: NudgeAddress) -> None:
        self._database = database
        self._clock = clock
        self._address = address
        self._misses = Misses(clock.steady)
        self._waiting: set[Nudge] = set()
        self._heeding: asyncio.Task[None] | None = None

    async def answer(self, request: Request) -> Response:
        """202 at once, or what Graph asks to hear back; for anybody else 404, 413 and 429."""
        sender = sender_of(request)
        if wait := self._misses.wait(sender):
            return come_back(wait)
        if not self._address.is_word(request.path_params["word"]):
            return self._missed(sender)
        token = request.query_params.get("validationToken")
        if token is not None:
            is_fit = len(token) <= LONGEST_TOKEN
            return plain(token) if is_fit else self._missed(sender)
        nudges = set(_nudges(await body_of(request, largest=LARGEST), self._address))
        if not nudges:
            return self._missed(sender)
        self._waiting |= nudges
        if self._heeding is None or self._heeding.done():
            self._heeding = asyncio.create_task(self._heed())
        return Response(status_code=202, headers=PRIVATE)

    async def _heed(self) -> None:
        """One at a time for all who call: whatever came while the last was being kept is kept in one go."""
        while self._waiting:
            nudges, self._waiting = self._waiting, set()
            try:
                await self._database.once(self._keep, nudges)
            except SQLAlchemyError as error:
                # The mailbox is compared all the same, in its time.
                log.warning("a hint was not kept: %s", type(error).__name__)

    def _keep(self, nudges: set[Nudge]) -> None:
        with self._database.session() as session:
            nudgelist.heed(session, nudges, self._clock.now())

    def _missed(self, sender: str) -> Response:
        self._misses.note(sender)
        return not_there()


def _nudges(raw: bytes, address: NudgeAddress) -> Iterator[Nudge]:
    """Of what is told, that which only Graph can have said."""
    try:
        body: Any = json.loads(raw)
    except (ValueError, RecursionError):
        return
    told = body.get("value") if isinstance(body, dict) else None
    for each in told if isinstance(told, list) else ():
        if isinstance(each, dict) and address.is_state(each.get("clientState")):
            number = each.get("subscriptionId")
            if isinstance(number, str) and len(number) <= LONGEST_ID:
                yield Nudge(subscription=number, tidings=_tidings(each.get("lifecycleEvent")))


def _tidings(said: object) -> Tidings:
    return next((each for each in Tidings if each.value == said), Tidings.CHANGED)
