"""What somebody asks for about a sent agenda falls due, as often as it is asked for."""

from datetime import datetime

from bot.model.deadline import DeadlineKind, due_when_asked
from bot.model.meeting import Meeting
from bot.ports.arena_store import ArenaStore
from bot.ports.store import Store


def ask(store: Store, place: ArenaStore, meeting: Meeting, kind: DeadlineKind, now: datetime) -> None:
    """Let the clock's sweep do it soon.

    The row is the same each time: what is to be sent is found by comparing, so none is lost or doubled.
    """
    asked = [due for due in place.all_deadlines(meeting) if due.kind is kind]
    current = next((due for due in asked if due.generation == meeting.generation), None)
    if current:
        current.ask_anew(now)
    else:
        store.keep(due_when_asked(meeting, kind, now))
