"""Who did what when with one thing, as history has it, with the names that are known now."""

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import Table, select
from sqlalchemy.orm import Session

from bot.model.history import Deed
from storage import tables

# History holds no names: of a file or a presenter it has the id, by the word of its facts.
NAMED = {"file": tables.attachment, "presenter": tables.person}


def deeds_of(session: Session, arena_id: str, thing: str) -> list[Deed]:
    """Who did what when with that thing ("item:12"), oldest first."""
    entry = tables.history.c
    query = (
        select(entry.at, entry.verb, tables.person.c.name, entry.facts)
        .outerjoin(tables.person, tables.person.c.id == entry.person_id)
        .where(entry.arena_id == arena_id, entry.thing == thing)
    )
    rows = list(session.execute(query.order_by(entry.id)))
    names = _names(session, [row.facts for row in rows])
    return [Deed(at=row.at, verb=row.verb, by=row.name, what=_what(names, row.facts)) for row in rows]


def _what(names: dict[tuple[str, int], str], facts: dict[str, Any]) -> str | None:
    return next((names.get((word, facts[word])) for word in NAMED if word in facts), None)


def _names(session: Session, noted: Sequence[dict[str, Any]]) -> dict[tuple[str, int], str]:
    found = {}
    for word, table in NAMED.items():
        for number, name in _named(session, table, {facts[word] for facts in noted if word in facts}):
            found[word, number] = name
    return found


def _named(session: Session, table: Table, ids: Collection[int]) -> Sequence[Any]:
    query = select(table.c.id, table.c.name).where(table.c.id.in_(ids))
    return session.execute(query).all() if ids else []
