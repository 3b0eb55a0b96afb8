"""Told to stop: what is under way has its time, and nobody waits for a database that is away."""

import asyncio
from collections.abc import Coroutine
from types import SimpleNamespace
from typing import Any

import pytest
from sqlalchemy.exc import OperationalError

from bot.model.dispatch import Claimed, Delivered, DispatchState
from handlers import ending
from handlers.clock import Clock
from handlers.rounds import bindery
from handlers.rounds.bindery import Bindery
from handlers.rounds.delivery import Delivery
from storage import engine
from storage.bindlist import Unbound
from storage.engine import Database
from tests.builders import a_dispatch
from tests.storage.sending import column, promise
from tests.stories.process import wait_until

# Whoever waits for the database waits for ever; this is only so that the test ends.
FOR_EVER = 20.0


def goes_away(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    async def refuse(*_work: object) -> Any:
        raise OperationalError("COMMIT", {}, SimpleNamespace(sqlstate=None))  # type: ignore[arg-type]

    monkeypatch.setattr(engine, "OUTAGE_PAUSE", 0.01)
    monkeypatch.setattr(database, "once", refuse)
    database.outlast()


def played(story: Coroutine[Any, Any, None]) -> None:
    async def play() -> None:
        async with asyncio.timeout(FOR_EVER):
            await story

    asyncio.run(play())


class Slow:
    """A route on which one message arrives when it is let go."""

    mails, at_once, a_second = False, 4, 29

    def __init__(self) -> None:
        self.begins, self.goes = asyncio.Event(), asyncio.Event()

    def file_of(self, *_claim: object) -> None:
        """Nothing."""

    async def carry(self, _dispatch: Claimed, _file: object) -> Delivered:
        """Once it may."""
        self.begins.set()
        await self.goes.wait()
        return Delivered(message_id=1)

    def note_carried(self, *_carried: object) -> None:
        """Nothing."""


def test_what_was_sent_while_it_is_away_holds_up_no_stop(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    promise(database, a_dispatch(text="Kom i tid"))

    async def story() -> None:
        way = Slow()
        delivery = Delivery(database, way, Clock())
        running = asyncio.create_task(delivery.run())
        await way.begins.wait()
        goes_away(database, monkeypatch)
        way.goes.set()
        await asyncio.to_thread(wait_until, lambda: database.is_away, "the outage to be noticed")

        await delivery.finish(running, patience=0.1)

    played(story())

    # Its outcome is unknown, as after a kill.
    assert column(database, "state") == [DispatchState.SENDING]


def test_what_was_being_bound_when_it_went_away_holds_up_no_stop(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    unbound = Unbound(id=1, arena_id="norr", subject="papers:1", fence=1, tries=0)
    monkeypatch.setattr(bindery, "_claim", lambda _database: unbound)

    async def story() -> None:
        looked = asyncio.Event()

        async def stands(*_paper: object) -> None:
            looked.set()
            await asyncio.Event().wait()

        worker = Bindery(database, binder=None, told=lambda: None)  # type: ignore[arg-type]
        monkeypatch.setattr(worker, "_bind", stands)
        running = asyncio.create_task(worker.run())
        await looked.wait()
        goes_away(database, monkeypatch)
        running.cancel()

        await asyncio.wait([running])

    played(story())


def test_one_that_stumbles_at_the_end_leaves_the_other_its_time(database: Database) -> None:
    promise(database, a_dispatch(text="Kom i tid"))

    async def stumbles() -> None:
        raise ZeroDivisionError

    async def story() -> None:
        way = Slow()
        stumbling, delivery = Delivery(database, way, Clock()), Delivery(database, way, Clock())
        sending = {stumbling: asyncio.create_task(stumbles()), delivery: asyncio.create_task(delivery.run())}
        await way.begins.wait()
        asyncio.get_running_loop().call_later(0.1, way.goes.set)

        with pytest.raises(ZeroDivisionError):
            await ending.finish(sending)

    played(story())

    assert column(database, "state") == [DispatchState.SENT]
