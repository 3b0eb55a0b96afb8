"""What is kept about one person, told to that person alone (/minauppgifter)."""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any
from zoneinfo import ZoneInfo

# What a file of own records is promised for: it is kept no longer than until it has arrived.
OWN_RECORDS = "own records"
# Whose clocks are read where no arena's are.
OF_NO_ARENA = "Europe/Stockholm"


class OwnKind(StrEnum):
    """The sorts of records, in the order in which they are told."""

    TENURE = "tenure"
    ROLE = "role"
    ITEM = "item"
    PRESENTED = "presented"
    FILE = "file"
    ATTENDANCE = "attendance"
    CALL_IN = "call_in"
    REPLACEMENT = "replacement"
    CO_OPTION = "co_option"
    READ = "read"
    RECEIVED = "received"
    MESSAGE = "message"
    LINK = "link"
    FEED = "feed"
    DEED = "deed"


@dataclass(frozen=True, kw_only=True)
class OwnRecord:
    """One record: in which arena, by short name, when, and what; `facts` are the words of its line.

    Of an arena that is `is_sparse` nothing but titles and times is told in a chat.
    """

    kind: OwnKind
    arena: str | None
    at: datetime | date | None
    timezone: str | None = None
    is_sparse: bool = False
    facts: dict[str, Any] = field(default_factory=dict)

    @property
    def local(self) -> datetime | date | None:
        """When, as the arena's people read clocks."""
        return local(self.at, self.timezone) if isinstance(self.at, datetime) else self.at


def local(at: datetime, timezone: str | None = None) -> datetime:
    """The instant on the clocks of an arena, or of nobody's in particular."""
    return at.astimezone(ZoneInfo(timezone or OF_NO_ARENA))
