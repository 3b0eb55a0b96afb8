"""Contents are removed for age, by a decision that history keeps; items and decisions are still known of."""

from datetime import date

from bot.acts.desk import Desk
from bot.acts.gathering import tell_without_removed
from bot.model.history import HistoryEntry
from bot.model.removal import REMOVED, Aged


def remove_aged(desk: Desk, aged: Aged, *, before: date, decision: str) -> None:
    """Take texts and files out of all of it, and keep why."""
    entry = _decided(desk, aged, before, decision)
    gone = {sha256 for item in aged.items for sha256 in item.remove_contents()}
    gone |= {sha256 for page in aged.pages if (sha256 := page.remove_contents())}
    gone |= desk.place.remove_sent(aged.dispatch_ids)
    mornings = {dispatch.id: dispatch for each in aged.notices if (dispatch := each.remove_words())}
    desk.store.flush()
    for dispatch in mornings.values():
        tell_without_removed(desk.store, dispatch)
    desk.place.remove_entries(aged.entries, entry)
    desk.store.forget_files(gone)


def _decided(desk: Desk, aged: Aged, before: date, decision: str) -> HistoryEntry:
    thing = f"arena:{desk.place.arena.id}"
    counts = {"items": len(aged.items), "pages": len(aged.pages), "messages": aged.messages}
    day = before.isoformat()
    desk.record(REMOVED, thing, decision=decision, before=day, entries=len(aged.entries), **counts)
    desk.store.flush()
    entry = desk.place.latest_entry(REMOVED, thing)
    assert entry is not None  # noqa: S101 (it was written just now)
    return entry
