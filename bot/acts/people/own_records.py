"""/minauppgifter: what is kept about one person, as a file that opens on any telephone."""

from collections.abc import Sequence
from datetime import datetime
from itertools import groupby

from bot.model.ownrecord import OwnRecord, local
from bot.model.person import Person
from bot.ports.store import Store
from bot.texts import plain_lines, say, unescaped


def own_records_file(store: Store, person: Person, *, now: datetime) -> bytes:
    """UTF-8 text, with a mark at the beginning by which old programs know that it is."""
    records = _by_kind(store.own_records(person))
    joined = local(person.joined_at) if person.joined_at else None
    facts = {"person": person, "records": records, "now": local(now), "joined": joined}
    text = unescaped(say("own_records", lines_of=plain_lines, **facts))
    return "\n".join(line.rstrip() for line in text.splitlines()).encode("utf-8-sig")


def _by_kind(records: Sequence[OwnRecord]) -> list[tuple[str, list[OwnRecord]]]:
    return [(kind.value, list(rows)) for kind, rows in groupby(records, key=lambda record: record.kind)]
