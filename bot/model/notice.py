"""What can wait until the morning: gathered into one message per person and working day, at 08:00."""

from dataclasses import dataclass, field
from datetime import datetime

from bot.model.person import Person


@dataclass(eq=False, kw_only=True)
class Notice:
    """One thing that a person is to be told or reminded of, before it is gathered.

    `dedupe_key` makes the same thing noted twice one row; `useful_until` is the last moment at which it
    helps; `subject` is the gathered dispatch's ("meeting:3"). `gathered_at` is None until it was sent on.
    """

    id: int = field(init=False, default=0)
    arena_id: str
    person: Person
    dedupe_key: str
    text: str
    noted_at: datetime
    useful_until: datetime
    subject: str | None = None
    gathered_at: datetime | None = None
