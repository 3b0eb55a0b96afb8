"""Asks Graph to tell what changes in the arenas' mailboxes, and again before it stops telling."""

import logging
from datetime import datetime

from bot.model.nudge import LIFE, NudgeAddress, Subscribed
from bot.ports.calendar import CalendarAway, CalendarFailure, Subscriptions
from handlers.clock import Clock
from handlers.logs import place_of
from handlers.rounds.going import Rounds
from storage import holding, nudgelist
from storage.engine import Database
from storage.nudgelist import Due

log = logging.getLogger(__name__)


class Subscribing(Rounds):
    """The worker for subscriptions; where it comes to nothing, mailboxes are compared as without it."""

    def __init__(
        self, database: Database, subscriptions: Subscriptions, clock: Clock, address: NudgeAddress
    ) -> None:
        super().__init__()
        self._database = database
        self._subscriptions = subscriptions
        self._clock = clock
        self._address = address

    async def do_next(self) -> bool:
        """See to one mailbox; False if none is due."""
        due = await self._database.run(self._claim)
        if due is None:
            return False
        try:
            subscribed = await self._see_to(due)
        except CalendarFailure as failure:
            log.warning("changes of a mailbox are not told: %s", failure)
            await self._database.run(self._fail, due, failure)
        except Exception as error:  # noqa: BLE001
            # What nobody foresaw stops this, not the bot.
            log.error("a subscription stumbled: %s\n%s", type(error).__name__, place_of(error))
            await self._database.run(self._fail, due, CalendarFailure(type(error).__name__))
        else:
            await self._database.run(self._keep, due, subscribed)
        return True

    async def _see_to(self, due: Due) -> Subscribed:
        until = self._until()
        if due.subscription and due.is_ours:
            renewed = await self._subscriptions.renew(due.subscription, until)
            if renewed:
                return renewed
        elif due.subscription:
            await self._subscriptions.end(due.subscription)
        # One of which we never heard that it was made tells as well as another.
        found = await self._subscriptions.find(due.address, self._address)
        renewed = await self._subscriptions.renew(found.id, until) if found else None
        return renewed or await self._subscriptions.subscribe(due.address, self._address, until)

    def _until(self) -> datetime:
        return self._clock.now() + LIFE

    def _claim(self) -> Due | None:
        with self._database.session() as session:
            if holding.is_held(session):
                return None
            return nudgelist.claim(session, self._clock.now(), self._address.mark)

    def _keep(self, due: Due, subscribed: Subscribed) -> None:
        with self._database.session() as session:
            nudgelist.is_subscribed(session, due.address, subscribed, self._clock.now())

    def _fail(self, due: Due, failure: CalendarFailure) -> None:
        seconds = failure.seconds if isinstance(failure, CalendarAway) else None
        with self._database.session() as session:
            nudgelist.is_deaf(session, due.address, f"{failure}", seconds, self._clock.now())
