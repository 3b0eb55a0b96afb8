"""The rules for Prometheus, read as Prometheus reads them, and held against the numbers of one moment.

Of the language this knows what the rules are written in; anything else is an AssertionError.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from operator import eq, gt
from pathlib import Path
from typing import Any

import promql_parser as promql
import yaml

RULES = Path("docs/prometheus-rules.yml")
COMPARED: dict[str, Callable[[float, float], bool]] = {">": gt, "==": eq}


@dataclass(frozen=True)
class Alert:
    """One rule."""

    name: str
    severity: str
    summary: str
    waits: timedelta
    expression: Any

    def is_on(self, numbers: Mapping[str, float]) -> bool:
        """Whether it would begin to wait, or fire, with these numbers."""
        return _value(self.expression, numbers) is not None

    def asks_for(self) -> set[str]:
        """The names of the numbers in it."""
        return set(_names(self.expression))


def alerts() -> list[Alert]:
    """All of them; ValueError for one that is not written as PromQL is."""
    groups = yaml.safe_load(RULES.read_text("utf-8"))["groups"]
    return [
        Alert(
            rule["alert"],
            rule["labels"]["severity"],
            rule["annotations"]["summary"],
            promql.parse_duration(rule["for"]) if "for" in rule else timedelta(0),
            promql.parse(rule["expr"]),
        )
        for group in groups
        for rule in group["rules"]
    ]


def firing(numbers: Mapping[str, float]) -> set[str]:
    """The alerts that these numbers set off, once they have lasted."""
    return {alert.name for alert in alerts() if alert.is_on(numbers)}


def _value(found: Any, numbers: Mapping[str, float]) -> float | None:
    """A number, or None for an empty vector."""
    match found:
        case promql.NumberLiteral():
            return float(found.val)
        case promql.VectorSelector():
            return numbers.get(found.name or "")
        case promql.ParenExpr():
            return _value(found.expr, numbers)
        case promql.Call() if found.func.name == "increase":
            # Of what has just begun to count.
            return numbers.get(found.args[0].vector_selector.name)
        case promql.BinaryExpr():
            return _joined(str(found.op), _value(found.lhs, numbers), _value(found.rhs, numbers))
    raise AssertionError(f"the tests cannot read {found}")


def _joined(sign: str, left: float | None, right: float | None) -> float | None:
    if sign == "and":
        return None if right is None else left
    if sign == "or":
        return right if left is None else left
    if left is None or right is None:
        return None
    return left if COMPARED[sign](left, right) else None


def _names(found: Any) -> Iterator[str]:
    match found:
        case promql.VectorSelector():
            yield found.name or ""
        case promql.ParenExpr():
            yield from _names(found.expr)
        case promql.Call():
            yield found.args[0].vector_selector.name
        case promql.BinaryExpr():
            yield from _names(found.lhs)
            yield from _names(found.rhs)
