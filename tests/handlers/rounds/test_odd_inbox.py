"""What the worker does with updates that cannot be read or handled, without waiting for its five tries."""

import json
from typing import Any

import pytest
from sqlalchemy import insert, select, update

from bot.ports.workshop import Workshop
from handlers.chat.router import Identity
from handlers.rounds.worker import handle_next
from integrations.icalendar import calendar_file
from storage import tables
from storage.engine import Database
from storage.store import unit_of_work
from tests.builders import NOW, a_chat, an_arena
from tests.handlers.chat.standins import StillClock, painted, printed

ME = Identity(
    bot_id=7,
    bot_name="samverkansbot",
    button_key=b"key",
    workshop=Workshop(press=printed, painter=painted, scribe=calendar_file),
)
BO, GROUP = 2002, -1_000_000_000_777
# A number that no database keeps: reading it is well, handling it is not.
NOBODY = {"id": 2**70, "is_bot": False, "first_name": "Bo"}
PRIVATE = {"id": BO, "type": "private", "first_name": "Bo"}
IN_GROUP = {"id": GROUP, "type": "supergroup", "title": "En grupp"}


def written(chat: dict[str, Any]) -> str:
    message = {
        "message_id": 1,
        "date": 1_790_000_000,
        "chat": chat,
        "from": NOBODY,
        "text": "/hjalp@samverkansbot",
    }
    return json.dumps({"update_id": 700, "message": message})


def nested(depth: int) -> str:
    return written(PRIVATE).replace('"is_bot": false', '"is_bot": ' + '{"x":' * depth + "1" + "}" * depth)


def set_aside(database: Database, payload: str, lane: int) -> list[int]:
    """The update fails five times; to which chats something is promised then."""
    row = {"bot_id": 7, "update_id": 700, "lane": lane, "received_at": NOW, "state": "waiting"}
    with database.session() as session:
        session.execute(insert(tables.inbox).values(payload=payload, **row))
    for _ in range(5):
        assert handle_next(database, ME, StillClock(NOW)) is not None
        with database.session() as session:
            session.execute(update(tables.inbox).values(not_before=0.0))
    with database.session() as session:
        (state,) = session.scalars(select(tables.inbox.c.state))
        assert state == "set_aside"
        return list(session.scalars(select(tables.dispatch.c.chat_id)))


@pytest.mark.parametrize("depth", [600, 990, 5000, 100_000])
def test_what_is_nested_too_deeply_is_set_aside_and_told(database: Database, depth: int) -> None:
    assert set_aside(database, nested(depth), BO) == [BO]


def test_an_apology_is_said_in_an_arena_s_group(database: Database) -> None:
    with unit_of_work(database) as store:
        store.keep(an_arena())
        store.flush()
        store.keep(a_chat(chat_id=GROUP))

    assert set_aside(database, written(IN_GROUP), GROUP) == [GROUP]


def test_no_word_is_said_in_a_group_that_nobody_has_bound(database: Database) -> None:
    assert set_aside(database, written(IN_GROUP), GROUP) == []
