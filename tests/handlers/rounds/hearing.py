"""Norr's bot with an address that Graph can call, over real HTTP both ways, in this process."""

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

import uvicorn

from bot.model.nudge import NudgeAddress
from handlers.rounds.subscribing import Subscribing
from handlers.web.site import site
from integrations.graph.subscriptions import GraphSubscriptions
from integrations.graphapi.courier import Subscription
from storage import tables
from tests.handlers.rounds.bureau import Bureau
from tests.stories.process import wait_until

HOST = "127.0.0.1"


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
    config = uvicorn.Config(_Late(), host=HOST, port=0, ws="none", lifespan="off", log_config=None)
    app: _Late = config.app  # type: ignore[assignment]
    server = uvicorn.Server(config)
    thread = threading.Thread(target=lambda: asyncio.run(server.serve()), daemon=True)
    thread.start()
    port = wait_until(lambda: server.started and server.servers[0].sockets[0].getsockname()[1], "the pages")
    hearing = Hearing(bureau, port)
    app.inner = site(bureau.database, bureau.clock, hearing.address)
    yield hearing
    server.should_exit = server.force_exit = True
    thread.join(5)


class _Late:
    """The pages, once their address is known."""

    inner: Any = None

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        await self.inner(scope, receive, send)
