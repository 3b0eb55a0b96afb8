"""An item that was lifted from one arena to another, with the way back for its outcome."""

import zlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import compress, product

from bot.model.item import AgendaItem, Attachment, FileState, ItemState
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

    def takes(self, file: Attachment) -> bool:
        """Whether the file belonged to the item when it was lifted."""
        return file.added_at <= self.lifted_at and file.state is FileState.STORED


@dataclass(frozen=True, kw_only=True)
class ShownLift:
    """What one arena may know of the other: its name, and of a lift that left, its outcome.

    `state` is None while the other arena is not there yet. `number_there` is the item's number in an arena
    that this one took over from.
    """

    name: str
    is_here: bool
    number_there: int | None = None
    state: ItemState | None = None
    reason: str | None = None


# Each choice of arenas is looked for among all, and nobody chooses among more.
MOST_TARGETS = 8
# An id as short as this stands for capitals: «svom», «rsr».
LONGEST_ABBREVIATION = 5


def name_of(arena_id: str) -> str:
    """What to call an arena of which nothing but the id is known."""
    if len(arena_id) <= LONGEST_ABBREVIATION:
        return arena_id.upper()
    return arena_id.replace("-", " ").capitalize()


def choice_mark(item: AgendaItem, targets: Sequence[str], chosen: Sequence[str]) -> int:
    """A number for just this choice among just these arenas for the item as it is now."""
    return zlib.crc32(repr((item.id, item.revision, list(targets), list(chosen))).encode())


def marked_choice(item: AgendaItem, targets: Sequence[str], mark: int) -> list[str] | None:
    """The choice behind a button; None if item or arenas are not as they were when it was shown."""
    every = (list(compress(targets, picks)) for picks in product((False, True), repeat=len(targets)))
    return next((chosen for chosen in every if choice_mark(item, targets, chosen) == mark), None)
