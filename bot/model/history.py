"""Who did what when, append-only and sealed in a chain of hashes."""

import hashlib
import json
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from bot.model.item import AgendaItem
from bot.model.meeting import Meeting


@dataclass(eq=False, kw_only=True)
class HistoryEntry:
    """One change. `through` is chat, clock or command line; `facts` are JSON values, never secrets."""

    id: int = field(init=False, default=0)
    at: datetime
    through: str
    verb: str
    thing: str
    arena_id: str | None = None
    person_id: int | None = None
    facts: dict[str, Any] = field(default_factory=dict)

    @property
    def digest(self) -> str:
        """SHA-256 over every field of this entry: what it leaves once it is removed for age."""
        fields = [
            self.id,
            self.at.isoformat(),
            self.through,
            self.verb,
            self.thing,
            self.arena_id,
            self.person_id,
            self.facts,
        ]
        return _sha256(json.dumps(fields, sort_keys=True, ensure_ascii=False))


def linked(before: str, digest: str) -> str:
    """An entry's link in the chain: SHA-256 over the previous link and what the entry is, or has left."""
    return _sha256(before + digest)


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


@dataclass(frozen=True, kw_only=True)
class Deed:
    """One line of history as people read it; `by` is a name, None for what the bot did by itself.

    `what` is the name of the file, the person or the other arena that it was about, `other` the other item,
    `meeting` the one at which it was done.
    """

    at: datetime
    verb: str
    by: str | None
    what: str | None = None
    other: AgendaItem | None = None
    meeting: Meeting | None = None


@dataclass(eq=False, kw_only=True)
class Seal:
    """The chain's link after the entry `upto`; an entry changed below it, or removed without a decision, is
    detected."""

    id: int = field(init=False, default=0)
    upto: int
    entries: int
    digest: str
    sealed_at: datetime
