"""Who did what when with one thing, as history has it, with the names that are known now."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Table, bindparam, select
from sqlalchemy.orm import Session

from bot.model.history import Deed
from bot.model.item import AgendaItem
from bot.model.meeting import Meeting
from storage import tables

# History holds no names: of a file, a presenter or another arena it has the id, by the word of its facts.
NAMED = {
    "file": (tables.attachment, tables.attachment.c.name),
    "presenter": (tables.person, tables.person.c.name),
    "arena": (tables.arena, tables.arena.c.short),
}
entry = tables.history.c
DEEDS = (
    select(entry.at, entry.verb, entry.thing, tables.person.c.name, entry.facts)
    .outerjoin(tables.person, tables.person.c.id == entry.person_id)
    .where(entry.arena_id == bindparam("arena_id"), entry.thing.in_(bindparam("things", expanding=True)))
    .order_by(entry.id)
)
OF_VERBS = DEEDS.where(entry.verb.in_(bindparam("verbs", expanding=True)))
Found = TypeVar("Found", AgendaItem, Meeting)


def deeds_of(
    session: Session, arena_id: str, things: Collection[str], verbs: Collection[str] | None = None
) -> dict[str, list[Deed]]:
    """Who did what when with each of those things ("item:12"), oldest first; or these deeds alone."""
    which = {"arena_id": arena_id, "things": list(things)}
    query, only = (OF_VERBS, {"verbs": list(verbs)}) if verbs is not None else (DEEDS, {})
    rows = list(session.execute(query, which | only))
    noted = [row.facts for row in rows]
    names = _names(session, noted)
    others = _things(session, AgendaItem, tables.item, arena_id, "other", noted)
    meetings = _things(session, Meeting, tables.meeting, arena_id, "meeting", noted)
    deeds: dict[str, list[Deed]] = defaultdict(list)
    for row in rows:
        deed = Deed(
            at=row.at,
            verb=row.verb,
            by=row.name,
            what=_what(names, row.facts),
            other=others.get(row.facts.get("other")),
            meeting=meetings.get(row.facts.get("meeting")),
        )
        deeds[row.thing].append(deed)
    return deeds


def _what(names: dict[tuple[str, int | str], str], facts: dict[str, Any]) -> str | None:
    return next((names.get((word, facts[word])) for word in NAMED if word in facts), None)


def _names(session: Session, noted: Sequence[dict[str, Any]]) -> dict[tuple[str, int | str], str]:
    found = {}
    for word, (table, name) in NAMED.items():
        ids = {facts[word] for facts in noted if word in facts}
        for key, named in _named(session, table, name, ids):
            found[word, key] = named
    return found


def _things(
    session: Session,
    kind: type[Found],
    table: Table,
    arena_id: str,
    word: str,
    noted: Sequence[dict[str, Any]],
) -> dict[int | None, Found]:
    """The arena's own items or meetings whose ids stand by that word."""
    ids = {facts[word] for facts in noted if word in facts}
    query = select(kind).where(table.c.id.in_(ids), table.c.arena_id == arena_id)
    return {each.id: each for each in session.scalars(query)} if ids else {}


def _named(
    session: Session, table: Table, name: ColumnElement[str], ids: Collection[int | str]
) -> Sequence[Any]:
    query = select(table.c.id, name).where(table.c.id.in_(ids))
    return session.execute(query).all() if ids else []
