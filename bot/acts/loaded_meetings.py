"""The meetings of a loaded file: planned, changed, moved, cancelled, reinstated."""

from bot.acts.desk import Desk
from bot.acts.planning import cancel_meeting, move_meeting, plan_meeting, reinstate_meeting
from bot.model.factsheet import FactSheet
from bot.model.meeting import Meeting, MeetingKind, MeetingState


def set_meeting(desk: Desk, sheet: FactSheet) -> None:
    """Let a meeting be as the sheet says."""
    meeting = next((known for known in desk.place.meetings() if known.key == sheet.key), None)
    if meeting is None:
        plan_meeting(desk, _new_meeting(desk, sheet))
        return
    _set_details(desk, meeting, sheet)
    _set_date(desk, meeting, sheet)


def _new_meeting(desk: Desk, sheet: FactSheet) -> Meeting:
    return Meeting(
        arena=desk.place.arena,
        key=sheet.key,
        starts=sheet.wall_time("starts"),
        minutes=sheet.number("minutes"),
        kind=MeetingKind(sheet.needed("kind")),
        place=sheet.text("place"),
        link=sheet.text("link"),
        state=MeetingState.CANCELLED if sheet.is_so("cancelled") else MeetingState.PLANNED,
        planned_at=desk.now,
    )


def _set_details(desk: Desk, meeting: Meeting, sheet: FactSheet) -> None:
    details = {
        "minutes": sheet.number("minutes"),
        "kind": MeetingKind(sheet.needed("kind")),
        "place": sheet.text("place"),
        "link": sheet.text("link"),
    }
    changed = sorted(name for name, value in details.items() if getattr(meeting, name) != value)
    for name in changed:
        setattr(meeting, name, details[name])
    if changed:
        desk.record("meeting changed", f"meeting:{meeting.id}", fields=changed)


def _set_date(desk: Desk, meeting: Meeting, sheet: FactSheet) -> None:
    """One step for each: a meeting that is cancelled does not move, one that comes back has its new date."""
    starts, is_cancelled = sheet.wall_time("starts"), sheet.is_so("cancelled")
    if is_cancelled:
        if meeting.is_planned:
            cancel_meeting(desk, meeting)
        meeting.starts = starts
    elif not meeting.is_planned:
        meeting.starts = starts
        reinstate_meeting(desk, meeting)
    elif meeting.starts != starts:
        move_meeting(desk, meeting, starts)
