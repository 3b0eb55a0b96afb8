"""/minauppgifter: what is kept about one person, as a file that opens on any telephone."""

from collections.abc import Sequence
from datetime import date, datetime
from itertools import groupby
from zoneinfo import ZoneInfo

from bot.model.ownrecord import OwnRecord
from bot.model.person import Person
from bot.ports.store import Store
from bot.texts import plain_lines, say

# Nobody belongs to one arena's clock here.
ZONE = ZoneInfo("Europe/Stockholm")


def own_records_file(store: Store, person: Person, *, now: datetime) -> bytes:
    """UTF-8 text, with a mark at the beginning by which old programs know that it is."""
    text = say(
        "own_records",
        person=person,
        records=_by_kind(store.own_records(person)),
        now=_local(now),
        local=_local,
    )
    return "\n".join(plain_lines(text)).encode("utf-8-sig")


def _by_kind(records: Sequence[OwnRecord]) -> list[tuple[str, list[OwnRecord]]]:
    return [(kind.value, list(rows)) for kind, rows in groupby(records, key=lambda record: record.kind)]


def _local(at: datetime | date | None) -> datetime | date | None:
    return at.astimezone(ZONE) if isinstance(at, datetime) else at
