"""Everybody at work in one process: who goes only while it leads, and who wakes whom."""

import asyncio
import gc
import logging
import sys
from collections.abc import Callable, Coroutine, Iterator
from dataclasses import dataclass
from typing import Any

import telegram

from bot.model.nudge import NudgeAddress
from bot.ports.messenger import Postman, ReturnBox
from handlers.chat.membership import Membership
from handlers.chat.router import Identity
from handlers.clock import Clock
from handlers.ending import finish, until_stopped
from handlers.rounds.bindery import Bindery
from handlers.rounds.calendars import Calendars
from handlers.rounds.clockwork import Clockwork
from handlers.rounds.delivery import Delivery
from handlers.rounds.fetching import Fetching
from handlers.rounds.going import Rounds
from handlers.rounds.hook import Hook
from handlers.rounds.intake import Intake
from handlers.rounds.leading import Lead, Leading
from handlers.rounds.menus import Menus
from handlers.rounds.polling import Polling
from handlers.rounds.returns import Returns
from handlers.rounds.routes import MailRoute, TelegramRoute
from handlers.rounds.subscribing import Subscribing
from handlers.rounds.worker import Worker
from handlers.settings import Webhook
from integrations.bindery import bound_apart
from integrations.documents import agenda_pdf
from integrations.graph.door import Door
from integrations.graph.events import GraphCalendar
from integrations.graph.subscriptions import GraphSubscriptions
from integrations.telegram import TelegramMessenger
from storage import wakeups
from storage.engine import Database
from storage.wakeups import Call
from storage.written import Written

log = logging.getLogger(__name__)
Work = Coroutine[Any, Any, None]
# How long the event loop waits for Python's lock before it asks for it. A thread that reads rows lets go of
# the lock at each of them and has it again before the loop is awake, which then begins to wait anew. The
# shorter it is against what lies between two rows, the sooner the loop gets its turn.
SECONDS_OF_A_THREAD = 0.0001


@dataclass(frozen=True, kw_only=True)
class Hands:
    """What reaches the world outside; None where it is not set."""

    bot: telegram.Bot
    postman: Postman | None
    door: Door | None
    nudged: NudgeAddress | None
    returns: ReturnBox | None
    webhook: Webhook | None
    a_second: int


class Crew:
    """The workers, once Telegram has said who the bot is; health is told of `intake` and `delivery`."""

    def __init__(self, hands: Hands, database: Database, clock: Clock, me: Identity) -> None:
        self._hands = hands
        self._database = database
        self._name = me.bot_name
        messenger = TelegramMessenger(
            hands.bot, bot_name=me.bot_name, key=me.button_key, today=lambda: clock.now().date()
        )
        route = TelegramRoute(messenger, bot_id=me.bot_id, a_second=hands.a_second)
        self.delivery = Delivery(database, route, clock)
        self._mailing = Delivery(database, MailRoute(database, hands.postman, clock), clock)
        self._lead = Lead(database, clock)
        self._clockwork = Clockwork(
            database, clock, agenda_pdf, told=self._promised, lead=self._lead, stepped=self._stepped
        )
        self._menus = Menus(hands.bot, database, clock, bot_id=me.bot_id)
        self._membership = Membership(hands.bot, database, clock)
        self._worker = Worker(database, clock, me, told=self._handled)
        self.intake = Intake(database, clock, me, told=self._worker.wake, known=self.delivery.token_is_known)
        self._sharing: list[Rounds] = [
            Fetching(hands.bot, database, clock, told=self._promised),
            Bindery(database, bound_apart, told=self._promised),
        ]
        self._by_the_clock = list(_beside_telegram(hands, database, clock, self._promised))
        self._leading = [self._menus, *self._by_the_clock]

    async def work(self, stop: asyncio.Event) -> None:
        """Until told to stop; what is being sent by then has its time to arrive."""
        self._database.outlast()
        sending = {each: asyncio.create_task(each.run()) for each in (self.delivery, self._mailing)}
        tasks = [asyncio.create_task(run) for run in self._runs()]
        keep_the_loop_moving()
        log.info("@%s is at work", self._name)
        try:
            await until_stopped(stop, [*sending.values()], tasks)
        finally:
            await finish(sending)

    def _runs(self) -> Iterator[Work]:
        works = [self._clockwork.run, self._membership.run, *(each.run for each in self._leading)]
        yield self._worker.run()
        yield from (each.run() for each in self._sharing)
        if webhook := self._hands.webhook:
            yield Leading(self._lead, works, waits=_nothing).run()
            yield Hook(self._hands.bot, webhook, self.intake).run()
        else:
            works.append(Polling(self._hands.bot, self.intake, self._lead).run)
            yield Leading(self._lead, works, waits=self.intake.is_seen_to).run()
        if not self._database.is_sqlite:
            yield wakeups.listen(self._database, self._called, self._counted)

    def _promised(self) -> None:
        self.delivery.wake()
        self._mailing.wake()

    def _stepped(self) -> None:
        """The wall clock was moved: what was to come in minutes may be due, and what paused may go on."""
        pausing: list[Delivery | Rounds] = [self.delivery, self._mailing, *self._sharing, *self._by_the_clock]
        for each in pausing:
            each.wake()

    def _handled(self, written: Written) -> None:
        """An update is handled: whoever sees to what it wrote looks at once."""
        sending: list[Delivery | Clockwork | Rounds] = [self.delivery, self._mailing, self._clockwork]
        for each in (*sending, *self._sharing, *self._leading):
            if each.concerns is None or each.concerns & written:
                each.wake()

    def _called(self, call: Call) -> None:
        """Another process has left something to do."""
        match call:
            case Call.INBOX:
                self._worker.wake()
            case Call.OUTBOX:
                self._promised()
                # Whoever gets a place, and so a menu, is told of it.
                self._menus.wake()
            case Call.SWEEP:
                self._clockwork.wake()
            case Call.LEASE:
                self._lead.wake()

    def _counted(self, replicas: int) -> None:
        self.delivery.share(replicas)
        self._lead.has_others = replicas > 1


def keep_the_loop_moving() -> None:
    """Of all that the process does, the event loop is kept waiting least.

    What is loaded by now stays: the collector would look at all of it again and again, and hold every thread
    meanwhile. And a thread at work is asked for Python's lock sooner than after the usual five milliseconds.
    """
    gc.freeze()
    sys.setswitchinterval(SECONDS_OF_A_THREAD)


def _nothing() -> None:
    """There is nobody to tell."""


def _beside_telegram(
    hands: Hands, database: Database, clock: Clock, promised: Callable[[], None]
) -> Iterator[Rounds]:
    """The workers for Outlook and for mails that come back, as far as they are set."""
    if hands.door:
        yield Calendars(database, GraphCalendar(hands.door), clock, told=promised)
    if hands.door and hands.nudged:
        yield Subscribing(database, GraphSubscriptions(hands.door), clock, hands.nudged)
    if hands.returns:
        yield Returns(database, hands.returns, clock, told=promised)
