"""What is known after the story: what Telegram saw, what the bot's database says, what people did.

The promises are judged by this alone, so that a test can hold up a doctored one.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, kw_only=True)
class Sent:
    """One call of the bot that took effect at Telegram; `text` is what people read, `file` its name."""

    seq: int
    at: datetime
    method: str
    chat_id: int | None
    message_id: int | None = None
    text: str = ""
    file: str = ""


@dataclass(frozen=True, kw_only=True)
class Promised:
    """One row of the outbox."""

    id: int
    kind: str
    state: str
    chat_id: int
    message_id: int | None = None
    copies: int = 0
    subject: str | None = None


@dataclass(frozen=True, kw_only=True)
class Due:
    """One thing that fell due around the meeting, and what became of it."""

    kind: str
    due_at: datetime
    done_at: datetime | None
    outcome: str | None


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One line of history, as far as it is looked at."""

    verb: str
    through: str
    has_person: bool


@dataclass(frozen=True, kw_only=True)
class Race:
    """Two preparers decided on one item: what the second was told, and both cards afterwards."""

    first: str
    notice: str
    first_card: str
    second_card: str


@dataclass(frozen=True, kw_only=True)
class Seals:
    """How history is sealed, and whether a change in a copy was noticed."""

    sealed: int
    broken: int
    tampering_noticed: bool


@dataclass(frozen=True, kw_only=True)
class Cast:
    """Who may read of the arena, its group, the strangers' group, and words that are inside only."""

    insiders: frozenset[int]
    group: int
    strangers_group: int
    inside_words: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Evidence:
    """Everything that the promises are judged by.

    `updates` are the numbers that Telegram gave, `confirmed` those below the bot's last confirmation,
    `handed_out` how often each was delivered, `inbox` the state of each in the database. `acts` counts what
    people did, by history's verb for it; `parts` is what an agenda consists of, "" for the post itself.
    """

    updates: frozenset[int]
    confirmed: frozenset[int]
    handed_out: Mapping[int, int]
    inbox: Mapping[int, str]
    acts: Mapping[str, int]
    history: tuple[Entry, ...]
    proposed: tuple[str, ...]
    items: tuple[str, ...]
    sent: tuple[Sent, ...]
    refused: tuple[str, ...]
    promised: tuple[Promised, ...]
    copy_mark: str
    parts: tuple[str, ...]
    race: Race
    meeting: datetime
    published: tuple[datetime, ...]
    dues: tuple[Due, ...]
    ended_at: datetime
    cast: Cast
    seals: Seals
