"""Everything that is kept of one arena, as rows by the names of their tables; always with the arena's id."""

from collections.abc import Iterable
from datetime import date, datetime, time
from enum import Enum
from typing import Any

from sqlalchemy import Boolean, Column, Date, DateTime, Float, Integer, String, Table, Time, select
from sqlalchemy.orm import Session

from bot.model.dispatch import HOLDS_LINK, MEMBER
from bot.model.item import AgendaItem
from bot.model.notice import about
from storage import tables
from storage.types import Instant

# What is of the arena and is left out: secrets, and what people are in the middle of.
LEFT_OUT = {"invitation", "dialogue", "arena_file", "calendar_link"}
# How the work is shared out, and other people's numbers for it.
WORKINGS = {
    "tries", "copies", "not_before", "lease_until", "fence", "lane", "callback_id", "source_file_id",
    "chat_id", "thread_id", "message_id", "reply_to", "bound_chat_id", "source_chat_id", "source_message_id",
    "source_line", "telegram_id", "buttons", "revision", "is_told", "told_about_pin", "dedupe_key",
    "promised_at", "holder",
}  # fmt: skip
# Facts of history that are numbers of Telegram's.
NUMBERS = {"chat"}
PEOPLE = ("id", "name", "email")
Rows = dict[str, list[dict[str, Any]]]


def archived_tables() -> list[Table]:
    """Those of which the arena's rows are given, in order of who points to whom."""
    return [
        table
        for table in tables.metadata.sorted_tables
        if "arena_id" in table.c and table.name not in LEFT_OUT
    ]


def archived_columns(table: Table) -> list[Column[Any]]:
    """Those that say something to somebody else than the bot."""
    return [column for column in table.c if column.name not in WORKINGS]


def archive_of(session: Session, arena_id: str) -> Rows:
    """By table; `arena` and `person` too. Join links stand in no message of it."""
    rows = {table.name: _rows(session, table, table.c.arena_id == arena_id) for table in archived_tables()}
    for row in rows["dispatch"]:
        row["text"] = None if row["subject"] == HOLDS_LINK else row["text"]
        row["subject"] = MEMBER if about(row["subject"]) == MEMBER else row["subject"]
    for row in rows["history"]:
        row["facts"] = {name: value for name, value in row["facts"].items() if name not in NUMBERS}
    arena = _rows(session, tables.arena, tables.arena.c.id == arena_id)
    people = select(*(tables.person.c[name] for name in PEOPLE))
    known = sorted(_people_in(rows))
    named = [row._asdict() for row in session.execute(people.where(tables.person.c.id.in_(known)))]
    return {"arena": arena, "person": sorted(named, key=lambda row: int(row["id"]))} | rows


def all_items(session: Session, arena_id: str) -> Iterable[AgendaItem]:
    """Every item there ever was, by number."""
    item = tables.item.c
    return session.scalars(select(AgendaItem).where(item.arena_id == arena_id).order_by(item.number)).unique()


def _rows(session: Session, table: Table, mine: Any) -> list[dict[str, Any]]:
    query = select(*archived_columns(table)).where(mine).order_by(*table.primary_key)
    return [{name: as_json(value) for name, value in row._asdict().items()} for row in session.execute(query)]


def _people_in(rows: Rows) -> set[int]:
    """Whoever is pointed to, by any name under which a table points to people."""
    pointing = {
        (table.name, column.name)
        for table in archived_tables()
        for column in archived_columns(table)
        if any(key.column.table is tables.person for key in column.foreign_keys)
    }
    return {row[column] for table, column in pointing for row in rows[table] if row[column] is not None}


def as_json(value: Any) -> Any:
    """A value as JSON has it: instants in UTC, days and wall times as they are written."""
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    return value.kept() if hasattr(value, "kept") else value


def schema() -> dict[str, Any]:
    """JSON Schema (draft 2020-12) of the archive."""
    person = [tables.person.c[name] for name in PEOPLE]
    described = {"arena": archived_columns(tables.arena), "person": person}
    described |= {table.name: archived_columns(table) for table in archived_tables()}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "samverkansbot: everything of one arena",
        "type": "object",
        "required": list(described),
        "additionalProperties": False,
        "properties": {name: _array_of(columns) for name, columns in described.items()},
    }


def _array_of(columns: Iterable[Column[Any]]) -> dict[str, Any]:
    properties = {column.name: _described(column) for column in columns}
    row = {"type": "object", "required": list(properties), "additionalProperties": False}
    return {"type": "array", "items": row | {"properties": properties}}


def _described(column: Column[Any]) -> dict[str, Any]:
    found = _kind(column)
    if column.nullable and "type" in found:
        found["type"] = [found["type"], "null"]
    return found


_SORTS: tuple[tuple[tuple[type, ...], str], ...] = (
    ((Boolean,), "boolean"),
    ((Integer,), "integer"),
    ((Float,), "number"),
    # Wall times too: they have no zone.
    ((String, DateTime, Time), "string"),
)


def _kind(column: Column[Any]) -> dict[str, Any]:
    kind = column.type
    if isinstance(kind, Instant):
        return {"type": "string", "format": "date-time"}
    if isinstance(kind, Date):
        return {"type": "string", "format": "date"}
    for sorts, name in _SORTS:
        if isinstance(kind, sorts):
            return {"type": name}
    # A value of its own making: an object or a list.
    return {}
