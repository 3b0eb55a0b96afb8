"""Sending when the database goes away, and when the process stood still."""

import asyncio
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from sqlalchemy.exc import OperationalError

from bot.model.dispatch import Claimed, Delivered, DispatchState
from bot.ports.messenger import NotSent
from handlers.clock import Clock
from handlers.rounds.delivery import LATEST_START, Delivery, take_turn
from handlers.rounds.pace import A_SECOND, Pace
from storage.engine import Database
from tests.builders import NOW, a_dispatch
from tests.handlers.web.visiting import Steady
from tests.storage.sending import column, promise
from tests.stories.process import wait_until


class Way:
    """A route that notes what is carried."""

    mails = False
    at_once = 4
    a_second = A_SECOND

    def __init__(self) -> None:
        self.carried: list[str | None] = []

    def file_of(self, *_claim: object) -> None:
        """Nothing."""

    async def carry(self, dispatch: Claimed, _file: object) -> Delivered:
        """It arrives."""
        self.carried.append(dispatch.text)
        return Delivered(message_id=1)

    def note_carried(self, *_carried: object) -> None:
        """Nothing."""


def lost() -> OperationalError:
    return OperationalError("COMMIT", {}, SimpleNamespace(sqlstate=None))  # type: ignore[arg-type]


def delivered(database: Database, way: Way, clock: Clock, until: Callable[[], bool]) -> None:
    """Deliver until then."""

    async def deliver() -> None:
        delivery = Delivery(database, way, clock)
        running = asyncio.create_task(delivery.run())
        await asyncio.to_thread(wait_until, until, "it to be sent")
        await delivery.finish(running, 5)

    asyncio.run(deliver())


def all_sent(database: Database) -> bool:
    return set(column(database, "state")) == {DispatchState.SENT}


def losing_answers(database: Database, monkeypatch: pytest.MonkeyPatch, what: str) -> list[str]:
    """The first turn that does so is committed, and its answer is lost."""
    once, struck = database.once, list[str]()

    async def lose(function: Any, *values: Any) -> Any:
        done = await once(function, *values)
        if function is take_turn and not struck and (done.claimed if what == "claims" else values[2]):
            struck.append(what)
            raise lost()
        return done

    monkeypatch.setattr(database, "once", lose)
    return struck


@pytest.mark.parametrize("what", ["claims", "closes"])
def test_a_commit_whose_answer_was_lost_loses_and_doubles_nothing(
    database: Database, what: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    promise(database, a_dispatch(text="Kom i tid", twice_is_better=False))
    way, struck = Way(), losing_answers(database, monkeypatch, what)

    delivered(database, way, Clock(), lambda: all_sent(database))

    assert (struck, way.carried, column(database, "copies")) == ([what], ["Kom i tid"], [0])


def test_what_was_claimed_before_the_process_stood_still_is_not_sent_by_it(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    promise(database, a_dispatch(text="Kom i tid", twice_is_better=False))
    way, clock = Way(), Steady(NOW)
    wait_in_chat = Pace.wait_in_chat

    def stands_still(pace: Pace, dispatch: Claimed) -> float:
        if clock.seconds == 1000.0:
            clock.seconds += LATEST_START + 1
            assert column(database, "state") == [DispatchState.SENDING]
        return wait_in_chat(pace, dispatch)

    monkeypatch.setattr(Pace, "wait_in_chat", stands_still)

    delivered(database, way, clock, lambda: all_sent(database))

    assert (way.carried, column(database, "fence")) == (["Kom i tid"], [2])


class Elsewhere(Way):
    """The group is a supergroup by now: the first try does not arrive, and the next may follow at once."""

    async def carry(self, dispatch: Claimed, file: object) -> Delivered:
        """The second time."""
        if dispatch.fence == 1:
            raise NotSent("moved", wait=0.0)
        return await super().carry(dispatch, file)


def test_what_is_closed_and_claimed_again_in_a_commit_whose_answer_was_lost_is_sent(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    promise(database, a_dispatch(text="Kom i tid", twice_is_better=False))
    way, struck = Elsewhere(), losing_answers(database, monkeypatch, "closes")

    delivered(database, way, Clock(), lambda: all_sent(database))

    assert (struck, way.carried, column(database, "copies")) == (["closes"], ["Kom i tid"], [0])


def test_who_waits_for_its_group_holds_up_nobody(database: Database) -> None:
    group = [a_dispatch(chat_id=-1, text=text) for text in ("Ett", "Två")]
    promise(database, *group, a_dispatch(text="Privat"))
    way = Way()
    way.at_once = 1

    delivered(database, way, Clock(), lambda: "Privat" in way.carried)

    assert way.carried == ["Ett", "Privat"]
