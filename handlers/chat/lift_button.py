"""«Lyft» on an item's card: which word stands there, and for whom."""

from bot.acts.items.lift_outcomes import arena_name
from bot.acts.items.lifting import lift_targets
from bot.model.dispatch import Button
from bot.model.item import AgendaItem, ItemState
from bot.permissions import may_prepare
from handlers.chat.conversation import Conversation


def lift_buttons(talk: Conversation, item: AgendaItem) -> list[Button]:
    """One button, or none for whom or where nothing can be lifted now."""
    if not may_prepare(talk.rights):
        return []
    targets = lift_targets(talk.store, talk.here, item, now=talk.now)
    if not targets or _is_on_its_way(talk, item):
        return []
    return [talk.button(_word(talk, item, targets), "lift", item.id, item.revision)]


def _is_on_its_way(talk: Conversation, item: AgendaItem) -> bool:
    """Sent to everybody for a meeting that has not been."""
    meeting = item.meeting
    is_on_agenda = bool(meeting and meeting.is_sent and item.state is ItemState.ACCEPTED)
    return bool(meeting and is_on_agenda and not meeting.is_over(talk.now))


def _word(talk: Conversation, item: AgendaItem, targets: list[str]) -> str:
    is_prepared = item.is_open and not (item.meeting and item.meeting.is_over(talk.now))
    if is_prepared:
        return "Lyft"
    return f"Lyft till {arena_name(talk.store, targets[0])}" if len(targets) == 1 else "Lyft till …"
