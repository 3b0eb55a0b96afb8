"""How one joins a joint meeting whose arena has no mailbox: as where the other arena has it in Teams."""

from collections.abc import Iterable

from bot.model.meeting import Meeting
from bot.ports.store import Store


def share_ways_in(store: Store, meetings: Iterable[Meeting]) -> None:
    """Of these and of those held together with them; where none is held any more there is none."""
    joint = store.joint_meetings({each.joint_key for each in meetings if each.joint_key})
    for meeting in joint:
        if not meeting.arena.calendar:
            beside = next((each for each in joint if _leads_into(each, meeting)), None)
            join_link = beside.way_in if beside else None
            if meeting.join_link != join_link:
                meeting.join_link = join_link


def _leads_into(other: Meeting, meeting: Meeting) -> bool:
    is_there = bool(other.arena.calendar) and not other.falls_with_arena
    return is_there and other.joint_key == meeting.joint_key and other.is_same_time(meeting)
