"""Flat facts gathered thing by thing, and read as what they are."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from bot.model.merge import Facts, FactValue, thing_of


@dataclass(frozen=True)
class FactSheet:
    """What is said about one thing: `holder.email` and `title` of `seat.ifo-1`. Empty: it is gone."""

    thing: str
    facts: Mapping[str, FactValue] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.facts)

    @property
    def key(self) -> str:
        """The thing's own id: `ifo-1` of `seat.ifo-1`; of a role, what follows its kind."""
        return self.thing.split(".", 2 if self.thing.startswith("role.") else 1)[-1]

    def text(self, name: str) -> str | None:
        """A text, None if it is not said."""
        value = self.facts.get(name)
        return None if value is None else str(value)

    def needed(self, name: str) -> str:
        """A text that every such thing has."""
        return str(self.facts[name])

    def texts(self, name: str) -> list[str]:
        """A list of texts, empty if it is not said."""
        value = self.facts.get(name)
        return list(value) if isinstance(value, list) else []

    def number(self, name: str) -> int:
        """A number that every such thing has."""
        return int(str(self.facts[name]))

    def is_so(self, name: str) -> bool:
        """Whether it is said to be so."""
        return self.facts.get(name) is True

    def day(self, name: str) -> date | None:
        """A day, None if it is not said."""
        text = self.text(name)
        return date.fromisoformat(text) if text else None

    def wall_time(self, name: str) -> datetime:
        """A wall time without zone that every such thing has."""
        return datetime.fromisoformat(self.needed(name))


def by_thing(facts: Facts) -> dict[str, FactSheet]:
    """A sheet a thing, in the order of the facts; all of `arena.*` is one thing."""
    sheets: dict[str, dict[str, FactValue]] = {}
    for key, value in facts.items():
        thing = sheet_of(key)
        sheets.setdefault(thing, {})[key[len(thing) + 1 :]] = value
    return {thing: FactSheet(thing, found) for thing, found in sheets.items()}


def sheet_of(key: str) -> str:
    """The thing on whose sheet the fact stands."""
    return "arena" if key.startswith("arena.") else thing_of(key)
