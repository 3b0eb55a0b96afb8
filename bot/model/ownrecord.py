"""What is kept about one person, told to that person alone (/minauppgifter)."""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any

# What a file of own records is promised for: it is kept no longer than until it has arrived.
OWN_RECORDS = "own records"


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
    DEED = "deed"


@dataclass(frozen=True, kw_only=True)
class OwnRecord:
    """One record: in which arena, by short name, when, and what; `facts` are the words of its line."""

    kind: OwnKind
    arena: str | None
    at: datetime | date | None
    facts: dict[str, Any] = field(default_factory=dict)
