"""A question that waits for its answer, kept in the database so that a restart loses nothing."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

PATIENCE = timedelta(hours=24)


class Slot(StrEnum):
    """Two things that may wait for one person at once: a question, and proposals put aside until pressed."""

    QUESTION = "question"
    PUT_ASIDE = "put aside"


@dataclass(eq=False, kw_only=True)
class Dialogue:
    """What one person was asked in one chat; `flow` is a row of the table of dialogues.

    A question gives way to the next one; what was put aside does not.
    """

    id: int = field(init=False, default=0)
    chat_id: int
    telegram_id: int
    flow: str
    arena_id: str | None = None
    facts: dict[str, Any] = field(default_factory=dict)
    expires_at: datetime
    slot: Slot = Slot.QUESTION
