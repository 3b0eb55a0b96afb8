"""Removal for age (gallring): what is old enough in one arena, and what always stays."""

from dataclasses import dataclass

from bot.model.history import HistoryEntry
from bot.model.item import AgendaItem
from bot.model.notice import Notice
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
    both, what was noted of them for a morning, and the lines of history that decided nothing."""

    items: list[AgendaItem]
    pages: list[Publication]
    dispatch_ids: list[int]
    notices: list[Notice]
    entries: list[HistoryEntry]

    @property
    def messages(self) -> int:
        """How many messages lose something: a morning's is one, of however many notices."""
        mornings = {each.dispatch.id for each in self.notices if each.dispatch}
        return len(mornings | set(self.dispatch_ids))

    def __bool__(self) -> bool:
        return bool(self.items or self.pages or self.dispatch_ids or self.notices or self.entries)
