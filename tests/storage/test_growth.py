"""An arena with ten years behind it asks no more of its memory for a command than one that began today."""

import re
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import event, insert

from bot.model.dispatch import DispatchKind, DispatchState
from bot.model.item import ItemState
from bot.model.meeting import Meeting
from handlers.rounds.worker import handle_next
from integrations.botapi import Person
from storage import inbox, tables
from storage.engine import Database
from storage.store import SqlStore
from tests.builders import NOW, a_joined_person, a_meeting, a_publication, a_seat, a_tenure, an_item
from tests.handlers.chat.chatting import Chat
from tests.handlers.chat.people import People, everybody

YEARS, MEETINGS, ITEMS, DISPATCHES, SEATS = 10, 40, 500, 3000, 60
# Who asks, and what; one answer each, so that what is promised is the same too.
COMMANDS = {
    "/mina": "bo",
    "/dagordning": "pia",
    "/dagordning 2027-02-12": "bo",
    "/moten": "bo",
    "/arshjul": "bo",
    "/minauppgifter": "bo",
    "/kalender": "bo",
    "/beredning": "pia",
    "/skicka": "pia",
    "/foresla Budget (15 min)": "bo",
    "/narvaro": "bo",
    "/hjalp": "bo",
    "/deltagare": "asa",
    "/bjudin": "asa",
    "/bjudin Eva Ek eva.ek@example.se punkt 1": "asa",
    "/deltagare 2027-03-01": "bo",
    "/ersattare": "ulla",
    "/ersattare Cilla Ceder cilla.ceder@example.se 2027-03-01": "bo",
}
HANDFUL = 26
# «IN» with ever so many values is one query.
MANY = re.compile(r"\((\?|%\(\w+\)s)(::\w+)?(, (\?|%\(\w+\)s)(::\w+)?)*\)")


@pytest.fixture
def chat(database: Database) -> Iterator[Chat]:
    chat = Chat(database)
    yield chat
    chat._loop.close()


def test_ten_years_cost_no_command_another_query(chat: Chat) -> None:
    with chat.memory() as store:
        people = everybody(store, chat.world)
    chat.says(people.bo, "/foresla Lokaler")
    young = {text: asked(chat, getattr(people, who), text) for text, who in COMMANDS.items()}
    with chat.memory() as store:
        live_ten_years(chat, store, people)
    old = {text: asked(chat, getattr(people, who), text) for text, who in COMMANDS.items()}

    more = {text: old[text] - young[text] for text in COMMANDS if old[text] - young[text]}

    assert more == {}, "\n".join(f"{k} {n} {q}" for k, c in more.items() for q, n in c.items())
    assert {text: sum(young[text].values()) for text in COMMANDS if sum(young[text].values()) > HANDFUL} == {}


def asked(chat: Chat, who: Person, text: str) -> Counter[str]:
    """The queries that one command makes, by their words; what it changes is not counted."""
    who.writes(text, None)
    arrived = [chat._arrived(each) for each in chat.bot.take_updates()]
    with chat.database.session() as session:
        inbox.take_in(session, chat.me.bot_id, arrived, chat.clock.now())
    with counted(chat.database) as queries:
        assert handle_next(chat.database, chat.me, chat.clock) is not None
    return queries


@contextmanager
def counted(database: Database) -> Iterator[Counter[str]]:
    queries: Counter[str] = Counter()

    def note(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        if statement.lstrip().startswith("SELECT"):
            queries[MANY.sub("(…)", " ".join(statement.split()))] += 1

    event.listen(database.engine, "before_cursor_execute", note)
    yield queries
    event.remove(database.engine, "before_cursor_execute", note)


def live_ten_years(chat: Chat, store: SqlStore, people: People) -> None:
    """Forty meetings that were held, with their items and all that was sent; sixty seats and who had them."""
    place = chat.place(store)
    for item in place.items_of(place.coming_meetings(NOW)[0])[1:]:
        # What the young arena was just told is not there for the old one's preparers to see.
        item.withdraw()
    bo = store.person_by_telegram(people.bo.id)
    assert bo
    meetings = [_held(place.arena, number) for number in range(MEETINGS)]
    for meeting in meetings:
        store.keep(meeting)
    _seats(chat, store)
    store.flush()
    for meeting in meetings:
        store.keep(a_publication(meeting, bo, agenda={}))
    for number in range(ITEMS):
        state = ItemState.TREATED if number % 5 else ItemState.DECLINED
        meeting = meetings[number % MEETINGS]
        store.keep(an_item(bo, number=1000 + number, meeting=meeting, state=state, reason="Nej"))
    rows = [_sent(number, bo.id, people.bo.id) for number in range(DISPATCHES)]
    store.session.execute(insert(tables.dispatch), rows)


def _held(arena: Any, number: int) -> Meeting:
    starts = datetime(2016, 11, 23, 13, 0) + timedelta(days=90 * number)  # noqa: DTZ001
    return a_meeting(arena, key=f"old-{number}", starts=starts, sent_at=NOW, planned_at=NOW)


def _seats(chat: Chat, store: SqlStore) -> None:
    for number in range(SEATS):
        seat = a_seat(key=f"plats-{number}", title=f"Plats {number}")
        store.keep(seat)
        for year in range(2):
            holder = a_joined_person(f"Nr {number} {year}", 5_000_000 + number * 10 + year)
            store.keep(holder)
            begins, ends = date(2016 + 5 * year, 1, 1), None if year else date(2021, 1, 1)
            store.keep(a_tenure(seat, holder, begins=begins, ends=ends))


def _sent(number: int, person_id: int, chat_id: int) -> dict[str, Any]:
    return {
        "dedupe_key": f"old {number}", "kind": DispatchKind.TEXT, "chat_id": chat_id, "arena_id": "norr",
        "person_id": person_id, "text": "Hej", "buttons": [], "silent": False, "twice_is_better": True,
        "state": DispatchState.SENT, "lane": f"c{chat_id}", "message_id": 10_000_000 + number,
    }  # fmt: skip
