"""The meetings of a loaded file: planned, changed, moved, cancelled, reinstated."""

from datetime import datetime

from bot.acts.desk import Desk
from bot.acts.meetings.booking import drop_date, settle
from bot.acts.meetings.planning import cancel_meeting, move_meeting, plan_meeting, reinstate_meeting
from bot.model.deadline import late_news_of
from bot.model.factsheet import FactSheet
from bot.model.meeting import Meeting, MeetingKind, MeetingState


def set_meeting(desk: Desk, sheet: FactSheet) -> None:
    """Let a meeting be as the sheet says."""
    meeting = next((known for known in desk.place.meetings() if known.key == sheet.key), None)
    if meeting is None:
        _plan_new(desk, _new_meeting(desk, sheet))
        return
    _set_details(desk, meeting, sheet)
    _set_date(desk, meeting, sheet)


def _plan_new(desk: Desk, meeting: Meeting) -> None:
    plan_meeting(desk, meeting)
    if meeting.is_planned and (news := late_news_of(meeting, desk.now)):
        desk.store.keep(news)


def _new_meeting(desk: Desk, sheet: FactSheet) -> Meeting:
    return Meeting(
        arena=desk.place.arena,
        key=sheet.key,
        starts=sheet.wall_time("starts"),
        minutes=sheet.number("minutes"),
        kind=MeetingKind(sheet.needed("kind")),
        place=sheet.text("place"),
        link=sheet.text("link"),
        state=_state(sheet),
        planned_at=desk.now,
        prepares=_prepared(desk, sheet),
        joint_key=sheet.text("joint"),
        choice_key=sheet.text("choice"),
    )


def _state(sheet: FactSheet) -> MeetingState:
    if sheet.is_so("cancelled"):
        return MeetingState.CANCELLED
    return MeetingState.TENTATIVE if sheet.is_so("tentative") else MeetingState.PLANNED


def _prepared(desk: Desk, sheet: FactSheet) -> Meeting | None:
    key = sheet.text("prepares")
    known = desk.place.meetings() if key else []
    return next((meeting for meeting in known if meeting.key == key), None)


def _set_details(desk: Desk, meeting: Meeting, sheet: FactSheet) -> None:
    details = {
        "minutes": sheet.number("minutes"),
        "kind": MeetingKind(sheet.needed("kind")),
        "place": sheet.text("place"),
        "link": sheet.text("link"),
        "prepares": _prepared(desk, sheet),
        "joint_key": sheet.text("joint"),
        "choice_key": sheet.text("choice"),
    }
    changed = sorted(name for name, value in details.items() if getattr(meeting, name) != value)
    for name in changed:
        setattr(meeting, name, details[name])
    if changed:
        meeting.changed_by = desk.by
        desk.record("meeting changed", f"meeting:{meeting.id}", fields=changed)


def _set_date(desk: Desk, meeting: Meeting, sheet: FactSheet) -> None:
    """One step for each: a meeting that is cancelled does not move, one that comes back has its new date."""
    starts, state = sheet.wall_time("starts"), _state(sheet)
    if state is MeetingState.PLANNED:
        _plan(desk, meeting, starts)
        return
    if meeting.is_planned:
        cancel_meeting(desk, meeting)
    elif meeting.is_tentative and state is MeetingState.CANCELLED:
        drop_date(desk, meeting)
    meeting.state, meeting.starts = state, starts


def _plan(desk: Desk, meeting: Meeting, starts: datetime) -> None:
    if meeting.is_planned:
        if meeting.starts != starts:
            move_meeting(desk, meeting, starts)
        return
    meeting.starts = starts
    if meeting.is_tentative:
        settle(desk, meeting)
    else:
        reinstate_meeting(desk, meeting)
