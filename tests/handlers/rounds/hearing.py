"""Norr's bot with an address that Graph can call, over real HTTP both ways, in this process."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from bot.model.nudge import NudgeAddress
from handlers.rounds.subscribing import Subscribing
from handlers.web.site import site
from integrations.botapi.prompt import HOST, Prompt, bound
from integrations.graph.subscriptions import GraphSubscriptions
from integrations.graphapi.courier import Subscription
from storage import tables
from tests.handlers.rounds.bureau import Bureau
from tests.stories.process import wait_until


class Hearing:
    """The bureau, its pages, and the worker for subscriptions."""

    def __init__(self, bureau: Bureau, port: int) -> None:
        self.bureau = bureau
        self.address = NudgeAddress.at(f"http://{HOST}:{port}", token="1:a", button_key=b"key")
        self.moves_to(self.address)
        self._nudged_at = self.box.nudged_at

    def moves_to(self, address: NudgeAddress) -> None:
        """Another process of the bot knows this address."""
        subscriptions = GraphSubscriptions(self.bureau.door)
        self._worker = Subscribing(self.bureau.database, subscriptions, self.bureau.clock, address)

    def subscribes(self, rounds: int = 10) -> int:
        """Whatever is due by now; how many rounds that took."""
        done = 0
        while done < rounds and self.bureau.runs(self._worker.do_next()):
            done += 1
        return done

    @property
    def subscription(self) -> Subscription:
        """The only one."""
        (subscription,) = self.bureau.graph.subscriptions.values()
        return subscription

    @property
    def box(self) -> Any:
        """What is known of the mailbox."""
        with self.bureau.database.engine.begin() as connection:
            return connection.execute(tables.mailbox.select()).one()

    def hears(self, before: datetime | None = None) -> None:
        """All that Graph tells has arrived, and was kept."""
        self.bureau.graph.courier.wait()
        wait_until(lambda: self.box.nudged_at != (before or self._nudged_at), "the mailbox to be nudged")

    def statuses(self) -> list[int | None]:
        """What Graph was answered."""
        self.bureau.graph.courier.wait()
        return [each.status for each in self.bureau.graph.courier.delivered]

    def listings(self) -> int:
        """How often the mailbox was compared so far."""
        return sum(each.path.endswith("/calendarView") for each in self.bureau.graph.ledger)


@contextmanager
def a_hearing(bureau: Bureau) -> Iterator[Hearing]:
    """Its pages are served for as long as the block lasts."""
    listener = bound(0)
    hearing = Hearing(bureau, listener.getsockname()[1])
    server = Prompt(site(bureau.database, bureau.clock, hearing.address))
    server.begin("pages", listener)
    try:
        yield hearing
    finally:
        server.stop()
