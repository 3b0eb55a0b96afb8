"""«Läst»: who has read what was sent before a meeting (seed 000 «väl genomlästa innan mötet»)."""

from dataclasses import dataclass, field
from datetime import datetime

from bot.model.meeting import Meeting
from bot.model.person import Person


@dataclass(eq=False, kw_only=True)
class ReadMark:
    """One person has read one version of a meeting's agenda, with its attachments."""

    id: int = field(init=False, default=0)
    arena_id: str
    meeting: Meeting
    person: Person
    version: int
    read_at: datetime
