"""An item that was lifted from one arena to another, with the way back for its outcome."""

from dataclasses import dataclass, field
from datetime import datetime

from bot.model.item import AgendaItem
from bot.model.person import Person


@dataclass(eq=False, kw_only=True)
class Lift:
    """`item` of `arena_id` went to the arena `to_arena_id`, where it became `copy`.

    `copy` is None while that arena is not loaded; nothing else of either arena is reached through a lift
    than title, text, attachments on the way there, and state and reason on the way back.
    """

    id: int = field(init=False, default=0)
    arena_id: str
    item: AgendaItem
    to_arena_id: str
    copy: AgendaItem | None = None
    lifted_at: datetime
    lifted_by: Person
