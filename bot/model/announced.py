"""Whether people know of a meeting already: told as new, or called for items."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from bot.model.deadline import DONE, Deadline, DeadlineKind, deadlines_of
from bot.model.meeting import Meeting


def still_ahead(meeting: Meeting, earlier: Iterable[Deadline], now: datetime) -> list[Deadline]:
    """Everything still ahead but for the call for items, once that was made for an earlier date: the message
    that the meeting moved tells the new last day."""
    is_called = any(due.kind is DeadlineKind.CALL_FOR_ITEMS and due.outcome == DONE for due in earlier)
    ahead = deadlines_of(meeting, now)
    return [due for due in ahead if not is_called or due.kind is not DeadlineKind.CALL_FOR_ITEMS]


def waits_to_be_told(deadlines: Iterable[Deadline]) -> bool:
    """Whether the coming morning is the first to tell of the meeting."""
    return any(due.kind is DeadlineKind.NEWLY_PLANNED and due.done_at is None for due in deadlines)


def has_been_heard_of(deadlines: Sequence[Deadline]) -> bool:
    """Whether people know of the meeting: it was told as new, or no call for items is to come."""
    is_told = any(due.kind is DeadlineKind.NEWLY_PLANNED and due.outcome == DONE for due in deadlines)
    is_to_call = any(due.kind is DeadlineKind.CALL_FOR_ITEMS and due.done_at is None for due in deadlines)
    return is_told or not is_to_call
