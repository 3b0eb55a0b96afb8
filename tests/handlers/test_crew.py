"""Who is woken by what: as the whole crew is put together, with all that can be set."""

import asyncio
from datetime import timedelta
from pathlib import Path
from typing import Any

import telegram

from bot.model.nudge import NudgeAddress
from handlers.chat.router import Identity
from handlers.clock import Clock
from handlers.crew import Crew, Hands
from integrations.graph.access import Access
from integrations.graph.door import Door
from integrations.graph.mail import GraphPostman
from storage.engine import Database
from tests.databases import on_sqlite
from tests.stories.process import wait_until
from tests.stories.town import ShiftedClock

NOBODY: Any = None
BY_THE_CLOCK = {"telegram", "mail", "Fetching", "Bindery", "Calendars", "Subscribing", "Returns"}


def a_crew(database: Database, clock: Clock) -> Crew:
    door = Door(Access(base_url="http://127.0.0.1:9", token="a-token"))
    postman = GraphPostman(door)
    hands = Hands(
        bot=telegram.Bot("1:a"),
        postman=postman,
        door=door,
        nudged=NudgeAddress.at("https://bot.example", token="1:a", button_key=b"key"),
        returns=postman,
        webhook=None,
        a_second=25,
    )
    me = Identity(bot_id=1, bot_name="samverkansbot", button_key=b"key", workshop=NOBODY)
    return Crew(hands, database, clock, me)


def rests(crew: Crew) -> dict[str, asyncio.Event]:
    """What ends the rest of each worker."""
    workers: list[Any] = [crew._menus, *crew._sharing, *crew._by_the_clock]
    named = {type(each).__name__: each._awake for each in workers}
    return named | {"telegram": crew.delivery._awake, "mail": crew._mailing._awake}


@on_sqlite
def test_whoever_waits_for_an_instant_looks_at_once_when_the_wall_clock_was_moved(
    database: Database, tmp_path: Path
) -> None:
    clock = ShiftedClock(tmp_path / "clock")
    crew = a_crew(database, Clock(clock.file))

    async def woken() -> tuple[set[str], set[str]]:
        running = asyncio.create_task(crew._clockwork.run())
        await asyncio.sleep(0.2)
        before = {name for name, event in rests(crew).items() if event.is_set()}
        clock.steps(timedelta(hours=1))
        await asyncio.to_thread(wait_until, crew.delivery._awake.is_set, "somebody to be woken")
        running.cancel()
        await asyncio.wait([running])
        return before, {name for name, event in rests(crew).items() if event.is_set()}

    assert asyncio.run(woken()) == (set(), BY_THE_CLOCK)
