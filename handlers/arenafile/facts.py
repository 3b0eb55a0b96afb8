"""An arena file as flat facts, `seat.ifo-1.holder.email`, so that two loads can be compared key by key."""

from collections.abc import Iterator, Mapping
from typing import Any

from bot.model.merge import FactValue

_Entry = Mapping[str, Any]


def flat_facts(said: _Entry) -> dict[str, FactValue]:
    """One JSON-able fact a key, from a file dumped with TOML's names, dates as ISO text and nothing None.

    `arena.*` · `rhythm.*` · `seat|deputy|standing|meeting.<id>.*` · `role.<kind>.<seat id or e-mail>.*` ·
    `rotation.<role>.*`. Lists are sorted, since their order says nothing; that of standing items does, and
    is the fact `position`, from 1.
    """
    return {
        f"{thing}.{key}": value
        for table, content in said.items()
        for thing, entry in _things(table, content)
        for key, value in _flat(entry)
    }


def _things(table: str, content: _Entry | list[_Entry]) -> Iterator[tuple[str, _Entry]]:
    if isinstance(content, Mapping):
        yield table, _without(content, "id")
        return
    for position, entry in enumerate(content, start=1):
        yield _named(table, entry, position)


def _named(table: str, entry: _Entry, position: int) -> tuple[str, _Entry]:
    if table == "role":
        return f"role.{entry['kind']}.{_who(entry)}", _without(entry, "kind")
    if table == "rotation":
        return f"rotation.{entry['role']}", _without(entry, "role")
    if table == "standing":
        entry = {**entry, "position": position}
    return f"{table}.{entry['id']}", _without(entry, "id")


def _who(role: _Entry) -> str:
    return str(role["seat"] if "seat" in role else role["holder"]["email"])


def _without(entry: _Entry, key: str) -> _Entry:
    return {name: value for name, value in entry.items() if name != key}


def _flat(entry: _Entry) -> Iterator[tuple[str, FactValue]]:
    for key, value in entry.items():
        if isinstance(value, Mapping):
            yield from ((f"{key}.{inner}", found) for inner, found in _flat(value))
        else:
            yield key, sorted(value) if isinstance(value, list) else value
