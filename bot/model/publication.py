"""The sending of an agenda: what was frozen, and who was to get it in which way."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from bot.model.meeting import Meeting
from bot.model.person import Person


class Way(StrEnum):
    """How one recipient gets the agenda."""

    GROUP = "group"
    PRIVATE = "private"
    NOT_REACHED = "not_reached"


@dataclass(eq=False, kw_only=True)
class Recipient:
    """One person who had a right to the agenda; `reason` says why they were not reached."""

    id: int = field(init=False, default=0)
    arena_id: str
    person: Person
    way: Way
    reason: str | None = None


@dataclass(eq=False, kw_only=True)
class Publication:
    """One version of a meeting's agenda as it was sent; `agenda` is the frozen page as JSON values."""

    id: int = field(init=False, default=0)
    arena_id: str
    meeting: Meeting
    version: int
    published_at: datetime
    is_preliminary: bool
    is_late: bool
    agenda: dict[str, Any]
    pdf_sha256: str | None = None
    recipients: list[Recipient] = field(default_factory=list)
