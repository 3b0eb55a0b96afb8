"""What another process leaves is done at once: here nobody looks by themselves more often than each hour."""

import asyncio
import json
from collections.abc import Callable
from itertools import count
from typing import Any

import pytest

from handlers import app
from handlers.rounds import clockwork, delivery, menus
from handlers.rounds.menus import Menus
from handlers.rounds.worker import Worker
from handlers.settings import read_settings
from storage import inbox, tables
from storage.inbox import Arrived
from storage.store import unit_of_work
from tests.builders import NOW, a_dispatch, a_joined_person, a_seat, a_tenure
from tests.databases import on_postgresql
from tests.stories.process import wait_until
from tests.stories.town import Town

pytestmark = on_postgresql
AN_HOUR = 3600.0
_numbers = count(1)
Done = Callable[[], object]


@pytest.fixture
def patience(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    """The bot in this process, with nothing but calls to wake it."""
    monkeypatch.setattr(Worker, "longest_rest", AN_HOUR)
    monkeypatch.setattr(Menus, "longest_rest", AN_HOUR)
    monkeypatch.setattr(menus, "PAUSE", 0.1)
    monkeypatch.setattr(delivery, "LONGEST_SLEEP", AN_HOUR)
    monkeypatch.setattr(clockwork, "TICK_SECONDS", AN_HOUR)
    for name, value in town.bot.settings.items():
        monkeypatch.setenv(name, value)


def played(acts: Callable[[], None]) -> None:
    """The bot runs while these acts are done in another thread, and ends after."""

    async def play() -> None:
        running = asyncio.create_task(app.run(read_settings()))
        try:
            await asyncio.to_thread(acts)
        finally:
            running.cancel()
            await asyncio.gather(running, return_exceptions=True)

    asyncio.run(play())


def twice(act: Callable[[], Done], what: str) -> None:
    """The first may be found by the look around at the start; the second is not."""
    for _ in range(2):
        wait_until(act(), what)


def test_an_update_that_another_process_took_in(town: Town, patience: None) -> None:
    def arrives() -> Done:
        number = next(_numbers)
        with town.database.session() as session:
            arrived = Arrived(update_id=number, lane=town.bo.id, payload=json.dumps(_said(town, number)))
            inbox.take_in(session, town.world.bot.id, [arrived], NOW)
        return lambda: town.look.count(tables.item, tables.item.c.title == f"Fråga {number}")

    played(lambda: twice(arrives, "the item"))


def test_a_message_that_another_process_promised(town: Town, patience: None) -> None:
    def promises() -> Done:
        text = f"Hej {next(_numbers)}"
        with unit_of_work(town.database) as store:
            bo = store.person_by_telegram(town.bo.id)
            assert bo
            store.promise(a_dispatch(chat_id=town.bo.id, arena_id="norr", person_id=bo.id, text=text))
        return lambda: [each for each in town.bo.chat().messages if each.text == text]

    played(lambda: twice(promises, "the message"))


def test_a_menu_for_somebody_whom_another_process_let_in(town: Town, patience: None) -> None:
    def lets_in() -> Done:
        newcomer = town.world.person(f"Eva {next(_numbers)}")
        town.world.bot.started_by.add(newcomer.id)
        with unit_of_work(town.database) as store:
            kept = a_joined_person(newcomer.name, newcomer.id)
            store.keep(kept)
            store.keep(a_tenure(a_seat(key=f"ny-{newcomer.id}", title="Ny"), kept))
            store.flush()
            store.promise(a_dispatch(chat_id=newcomer.id, arena_id="norr", person_id=kept.id))
        return lambda: _has_menu(town, newcomer.id)

    played(lambda: twice(lets_in, "the menu"))


def _has_menu(town: Town, chat_id: int) -> bool:
    told = town.world.ledger.accepted("setMyCommands")
    return any(call.params["scope"].get("chat_id") == chat_id for call in told if "scope" in call.params)


def _said(town: Town, number: int) -> dict[str, Any]:
    bo = {"id": town.bo.id, "first_name": "Bo"}
    message = {"message_id": number, "date": 1_790_000_000, "chat": bo | {"type": "private"}}
    return {
        "update_id": number,
        "message": message | {"from": bo | {"is_bot": False}, "text": f"/foresla Fråga {number}"},
    }
