"""Removal for age (gallring): what is old enough in one arena, and what always stays."""

from dataclasses import dataclass

from bot.model.history import HistoryEntry
from bot.model.item import AgendaItem
from bot.model.publication import Publication

# What history says of the removal itself; its facts hold the decision.
REMOVED = "removed for age"
# Who decided what about an item, and that it was there: this stays whatever its age.
DECISIVE = frozenset(
    {
        "proposed",
        "proposed for",
        "standing",
        "accepted",
        "declined",
        "withdrawn",
        "postponed",
        "passed on",
        "merged",
        "merged into this",
        "treated",
        "held over",
        "lifted",
        "lifted here",
        "accepted there",
        "declined there",
        "treated there",
        "lifted on there",
        "withdrawn there",
        "taken over",
    }
)


@dataclass(frozen=True, kw_only=True)
class Aged:
    """What has contents and was dealt with before a day: closed items, pages that were sent, messages about
    both, and the lines of history that decided nothing."""

    items: list[AgendaItem]
    pages: list[Publication]
    dispatch_ids: list[int]
    entries: list[HistoryEntry]

    def __bool__(self) -> bool:
        return bool(self.items or self.pages or self.dispatch_ids or self.entries)
