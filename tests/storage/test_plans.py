"""What is asked every second reads what is open, not all that ever was: by the databases' own plans."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import Connection, event, insert, text
from sqlalchemy.orm import Session

from storage import bindlist, calendarlist, fetchlist, hintlist, inbox, outbox, returns, tables
from storage.arena_store import SqlArenaStore
from storage.engine import Database
from storage.migrate import migrate
from storage.store import SqlStore
from tests.builders import NOW, an_arena, an_item, the_cast

ROWS, OPEN = 10_000, 200
MANY_LANES = 50
MAILBOX = "norr@example.se"


@dataclass(frozen=True)
class Plan:
    """Which indexes a query reads, and which tables it reads from end to end."""

    indexes: set[str]
    whole_tables: set[str]


@pytest.fixture
def full(empty_url: str) -> Iterator[Database]:
    """A database of its own, because its statistics would stay: 9,800 rows of each kind are closed."""
    database = Database(empty_url)
    migrate(database)
    with database.session() as session:
        _fill(session)
    if not database.is_sqlite:
        with database.engine.begin() as connection:
            connection.execute(text("ANALYZE"))
    yield database
    database.close()


def _fill(session: Session) -> None:
    cast = the_cast(SqlStore(session))
    item = an_item(cast.bo)
    session.add(item)
    session.flush()
    session.execute(insert(tables.inbox), [_update(number) for number in range(ROWS)])
    session.execute(insert(tables.dispatch), [_dispatch(number) for number in range(ROWS)])
    session.execute(insert(tables.deadline), [_deadline(number) for number in range(ROWS)])
    session.execute(insert(tables.notice), [_notice(number) for number in range(ROWS)])
    session.execute(insert(tables.history), [_history(number) for number in range(ROWS)])
    session.execute(insert(tables.attachment), [_attachment(number) for number in range(ROWS)])
    session.execute(insert(tables.meeting), [_meeting(number) for number in range(ROWS)])
    session.execute(insert(tables.calendar_link), [_calendar_link(number) for number in range(ROWS)])
    session.execute(
        insert(tables.mailbox), [{"address": MAILBOX, "look_at": NOW, "stumbles": 0, "mailed": 0}]
    )


def _is_open(number: int) -> bool:
    return number >= ROWS - OPEN


def _update(number: int) -> dict[str, Any]:
    state = "waiting" if _is_open(number) else "handled"
    lane = number % MANY_LANES
    return {
        "bot_id": 7,
        "update_id": number,
        "lane": lane,
        "payload": "{}",
        "received_at": NOW,
        "state": state,
    }


def _dispatch(number: int) -> dict[str, Any]:
    lane = number % MANY_LANES
    return {
        "dedupe_key": str(number),
        "kind": "text",
        "chat_id": lane,
        "lane": f"c{lane}",
        "buttons": [],
        "silent": False,
        "twice_is_better": True,
        "state": "pending" if _is_open(number) else "sent",
    }


def _deadline(number: int) -> dict[str, Any]:
    return {
        "arena_id": "norr",
        "meeting_id": 1,
        "kind": "agenda",
        "generation": number,
        "due_at": NOW + timedelta(minutes=number),
        "useful_until": NOW,
        "planned_late": False,
        "done_at": None if _is_open(number) else NOW,
    }


def _notice(number: int) -> dict[str, Any]:
    return {
        "arena_id": "norr",
        "person_id": 1,
        "dedupe_key": str(number),
        "text": "",
        "noted_at": NOW,
        "due_at": NOW + timedelta(minutes=number),
        "useful_until": NOW,
        "gathered_at": None if _is_open(number) else NOW,
    }


def _history(number: int) -> dict[str, Any]:
    return {
        "at": NOW,
        "through": "chat",
        "verb": "proposed",
        "thing": f"item:{number}",
        "arena_id": "norr",
        "facts": {},
    }


def _attachment(number: int) -> dict[str, Any]:
    return {
        "arena_id": "norr",
        "item_id": 1,
        "name": f"{number}.pdf",
        "size": 1,
        "source_file_id": "",
        "version": 1,
        "state": "awaiting" if _is_open(number) else "stored",
        "replaced": False,
        "added_at": NOW,
        "added_by_id": 1,
    }


def _meeting(number: int) -> dict[str, Any]:
    when = {"starts": NOW.replace(tzinfo=None), "minutes": 120, "planned_at": NOW}
    usual = {"kind": "ordinary", "state": "planned", "generation": 1, "revision": 1}
    return {"id": 100 + number, "arena_id": "norr", "key": f"k{number}"} | when | usual


def _calendar_link(number: int) -> dict[str, Any]:
    """An event that is over, and forgotten; one that is to come and due."""
    known = {"arena_id": "norr", "meeting_id": 100 + number, "mailbox": MAILBOX, "event_id": f"{number}"}
    is_due = NOW if _is_open(number) else None
    times = {"over_at": is_due and NOW + timedelta(days=2), "due_at": is_due, "remind_at": is_due}
    return known | times | {"attempt": 1, "is_let_go": False, "revision": 1}


@dataclass(frozen=True)
class Asked:
    """A query and the indexes of which it reads at least one; whole tables it never reads."""

    ask: Callable[[Session], Any]
    indexes: set[str]


A_YEAR_ON: datetime = NOW + timedelta(days=365)
QUERIES = {
    "who floods": Asked(inbox.next_waiting, {"ix_inbox_oldest", "ix_inbox_waiting"}),
    "the next update": Asked(lambda open_: open_.execute(inbox.NEXT), {"ix_inbox_oldest"}),
    "how many updates wait": Asked(inbox.count_waiting, {"ix_inbox_oldest", "ix_inbox_waiting"}),
    "what to forget": Asked(lambda open_: inbox.forget_set_aside(open_, A_YEAR_ON), {"ix_inbox_set_aside"}),
    "what to send": Asked(lambda open_: outbox.claim(open_, 16), {"ix_dispatch_oldest"}),
    "how long to the next": Asked(outbox.seconds_to_next, {"ix_dispatch_oldest", "ix_dispatch_open"}),
    "what is due": Asked(lambda open_: SqlStore(open_).due(A_YEAR_ON, limit=100), {"ix_deadline_open"}),
    "whose morning": Asked(
        lambda open_: SqlStore(open_).people_with_notices(A_YEAR_ON), {"ix_notice_waiting"}
    ),
    "what to fetch": Asked(fetchlist.claim, {"ix_attachment_awaiting"}),
    "what to bind": Asked(bindlist.claim, {"ix_dispatch_oldest"}),
    "what was mailed": Asked(lambda open_: returns.mailing_arenas(open_, A_YEAR_ON), {"ix_dispatch_mailed"}),
    "whose message": Asked(lambda open_: SqlStore(open_).dispatch_by_message(1, 2), {"ix_dispatch_message"}),
    "what to look at in Outlook": Asked(
        lambda open_: calendarlist.claim(open_, A_YEAR_ON), {"ix_calendar_link_due_at"}
    ),
    "what to forget of Outlook": Asked(
        lambda open_: calendarlist.forget_over(open_, NOW), {"ix_calendar_link_over_at"}
    ),
    "what to compare in Outlook": Asked(
        lambda open_: calendarlist.doubt(open_, MAILBOX, {}, NOW), {"ix_calendar_link_over_at"}
    ),
    "whom to ask what changed": Asked(lambda open_: hintlist.claim(open_, NOW), {"ix_calendar_link_over_at"}),
    "until when in Outlook": Asked(
        lambda open_: calendarlist.last_end(open_, MAILBOX, NOW), {"ix_calendar_link_over_at"}
    ),
    "what waits in Outlook": Asked(
        lambda open_: SqlStore(open_).links_to_remind(A_YEAR_ON), {"ix_calendar_link_remind_at"}
    ),
    "whose lease ends": Asked(calendarlist.end_leases, {"ix_calendar_link_lease_until"}),
    "whose answer": Asked(
        lambda open_: SqlStore(open_).dispatch_for(1, "written:2"), {"ix_dispatch_subject"}
    ),
    "where it is shown": Asked(
        lambda open_: SqlStore(open_).shown_in(1, "replacement:2"), {"ix_dispatch_message"}
    ),
    "was it promised": Asked(
        lambda open_: SqlStore(open_).dispatch("9999"),
        {"uq_dispatch_dedupe_key", "sqlite_autoindex_dispatch_1"},
    ),
}


def test_what_is_asked_every_second_reads_an_index_and_never_a_whole_table(full: Database) -> None:
    plans = {name: _plan_of(full, asked.ask) for name, asked in QUERIES.items()}

    # There are as many mailboxes as arenas have.
    whole = {name: plan.whole_tables - {"mailbox"} for name, plan in plans.items()}
    assert whole == {name: set() for name in QUERIES}
    assert {name for name, plan in plans.items() if plan.indexes & QUERIES[name].indexes} == set(QUERIES)


def test_what_was_done_with_one_thing_reads_its_own_lines_of_history(full: Database) -> None:
    plan = _plan_of(full, lambda open_: SqlArenaStore(open_, an_arena()).deeds("item:9999"))

    assert (plan.whole_tables - {"person"}, "ix_history_thing" in plan.indexes) == (set(), True)


def _plan_of(database: Database, ask: Callable[[Session], Any]) -> Plan:
    """The plan of the first statement that the question runs, by the parameters that it runs with."""
    asked: list[tuple[str, Any]] = []

    def note(_: Any, __: Any, statement: str, parameters: Any, *___: Any) -> None:
        asked.append((statement, parameters))

    with database.session() as session:
        session.connection()  # SQLite's BEGIN is a statement too.
        event.listen(database.engine, "before_cursor_execute", note)
        ask(session)
        event.remove(database.engine, "before_cursor_execute", note)
        session.rollback()
    read = _sqlite_plan if database.is_sqlite else _postgresql_plan
    with database.engine.begin() as connection:
        return read(connection, *asked[0])


def _sqlite_plan(connection: Connection, statement: str, parameters: Any) -> Plan:
    steps = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters).all()
    details = [str(step[-1]) for step in steps]
    return Plan(
        indexes={found[1] for detail in details if (found := re.search(r"INDEX (\w+)", detail))},
        whole_tables={found[1] for detail in details if (found := re.fullmatch(r"SCAN (\w+)", detail))},
    )


def _postgresql_plan(connection: Connection, statement: str, parameters: Any) -> Plan:
    explained = connection.exec_driver_sql(f"EXPLAIN (FORMAT JSON) {statement}", parameters).scalar_one()
    nodes = list(_nodes(explained[0]["Plan"]))
    return Plan(
        indexes={node["Index Name"] for node in nodes if "Index Name" in node},
        whole_tables={node["Relation Name"] for node in nodes if _reads_all(node)},
    )


def _nodes(node: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield node
    for below in node.get("Plans", ()):
        yield from _nodes(below)


def _reads_all(node: dict[str, Any]) -> bool:
    is_in_order_of_the_key = str(node.get("Index Name")).startswith("pk_") and "Index Cond" not in node
    return node["Node Type"] == "Seq Scan" or is_in_order_of_the_key
