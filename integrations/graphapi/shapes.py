"""Whether a body is what Graph takes: known properties, of the right types, none that are read only."""

import json
from functools import cache
from pathlib import Path
from typing import Any

from integrations.graphapi.errors import bad_request

PLAIN: dict[str, type | tuple[type, ...]] = {
    "string": str,
    "boolean": bool,
    "integer": int,
    "number": (int, float),
    "object": dict,
}


@cache
def _shapes() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(Path(__file__).with_name("shapes.json").read_text())
    return found


def must_be_writable(body: Any) -> None:
    """An event as it may be posted or patched. Raises GraphError 400."""
    _must_be(body, "event", "event")
    read_only = sorted(set(body) & set(_shapes()["read_only"]))
    if read_only:
        raise bad_request(f"The property '{read_only[0]}' is read-only and cannot be set.")


def property_names() -> frozenset[str]:
    """Every property of an event, for $select."""
    return frozenset(_shapes()["types"]["event"])


def _must_be(value: Any, kind: str | list[str], name: str) -> None:
    if isinstance(kind, list):
        _must_be_each(value, kind[0], name)
    elif kind in _shapes()["types"]:
        _must_be_object(value, kind, name)
    elif kind in _shapes()["enumerations"]:
        _must_be_one_of(value, kind, name)
    elif value is not None and (not isinstance(value, PLAIN[kind]) or _is_number_by_chance(value, kind)):
        raise bad_request(f"Cannot convert the value of '{name}' to the expected type '{kind}'.")


def _is_number_by_chance(value: Any, kind: str) -> bool:
    return isinstance(value, bool) and kind in ("integer", "number")


def _must_be_each(value: Any, kind: str, name: str) -> None:
    if not isinstance(value, list):
        raise bad_request(f"The property '{name}' is a collection.")
    for each in value:
        _must_be(each, kind, name)


def _must_be_object(value: Any, kind: str, name: str) -> None:
    if not isinstance(value, dict):
        raise bad_request(f"The property '{name}' is an object of type 'microsoft.graph.{kind}'.")
    known = _shapes()["types"][kind]
    for key, inner in value.items():
        if key == "@odata.type":
            continue
        if key not in known:
            raise bad_request(f"The property '{key}' does not exist on type 'microsoft.graph.{kind}'.")
        _must_be(inner, known[key], key)


def _must_be_one_of(value: Any, kind: str, name: str) -> None:
    if value is not None and value not in _shapes()["enumerations"][kind]:
        raise bad_request(f"Requested value '{value}' of '{name}' was not found.")
