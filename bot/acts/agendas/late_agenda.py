"""«Hinner inte»: an agenda that cannot go out a week before is somebody's to decide about."""

from datetime import datetime

from bot.acts.sending.promises import tell_preparers
from bot.model.deadline import Deadline
from bot.model.dispatch import Button
from bot.model.meeting import Meeting
from bot.ports.arena_store import ArenaStore
from bot.ports.store import Store
from bot.texts import say

_ANOTHER_TIME = ("Annan tid", "sendwhen")
_TOO_LATE_BUTTONS = (("Skicka ut nu", "sendnow"), _ANOTHER_TIME, ("Öppna beredningen", "prepare"))


def tell_if_too_late(store: Store, place: ArenaStore, deadline: Deadline, now: datetime) -> None:
    """«Hinner inte»: ask the preparers, who may send it sooner, when nobody can keep the week any more."""
    if not deadline.planned_late or deadline.meeting.is_sent:
        return
    meeting = deadline.meeting
    local = place.arena.local(now)
    due = place.arena.local(deadline.due_at)
    text = say("too_late_for_a_week", arena=place.arena, meeting=meeting, due=due, is_now=due <= local)
    buttons = [[_button(meeting, *button)] for button in _TOO_LATE_BUTTONS]
    key = f"toolate:{meeting.id}:{meeting.generation}"
    tell_preparers(store, place, text, key=key, now=now, buttons=buttons)


def another_time(meeting: Meeting) -> list[Button]:
    """«Annan tid», as long as somebody may still say when the agenda goes out."""
    return [_button(meeting, *_ANOTHER_TIME)] if meeting.awaits_late_agenda else []


def _button(meeting: Meeting, text: str, action: str) -> Button:
    return Button(text=text, action=action, arena_id=meeting.arena.id, thing=meeting.id)
