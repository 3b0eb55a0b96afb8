"""What the clock does by itself: one act for each kind of deadline, each done once."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from bot.acts.agendas.latefiles import publish_late_files
from bot.acts.agendas.pages import waits_for_files
from bot.acts.agendas.publishing import publish_agenda
from bot.acts.agendas.standing import ensure_standing
from bot.acts.agendas.versions import publish_supplement, publish_version
from bot.acts.attendance.answers import answer_buttons, unanswered_now
from bot.acts.attendance.callins import chase
from bot.acts.desk import Desk
from bot.acts.items.outcomes import ask_outcomes, assume_treated
from bot.acts.items.postponing import put_off_before
from bot.acts.meetings.newly_planned import tell_newly_planned
from bot.acts.meetings.preparatory import has_its_paper_today, remind_of_preparatory
from bot.acts.reminding import (
    remind,
    remind_everybody,
    remind_of_files,
    remind_of_reading,
    remind_preparers,
)
from bot.acts.sending.promises import preparers, tell_all
from bot.model.deadline import ARENA_ENDED, DONE, Deadline, DeadlineKind
from bot.model.meeting import Meeting
from bot.model.notice import ATTENDANCE
from bot.model.seat import Standing
from bot.permissions import may_propose_to
from bot.ports.arena_store import ArenaStore
from bot.ports.store import Store
from bot.ports.workshop import Press
from bot.texts import say


def do_due(store: Store, deadline_id: int, press: Press, *, now: datetime) -> None:
    """Do one due thing, or drop it where it is of no use any more; late rather than never (PROMISES P6)."""
    deadline = store.take_deadline(deadline_id)
    place = store.within(deadline.arena_id) if deadline else None
    if deadline is None or place is None:
        return
    if place.arena.has_ended(place.arena.today(now)) or deadline.meeting.falls_with_arena:
        deadline.close(now, ARENA_ENDED)
    elif not deadline.meeting.is_planned or deadline.is_useless(now):
        _drop(store, place, deadline, now=now)
    elif DUTIES[deadline.kind](store, place, deadline, press, now):
        deadline.close(now, DONE)


def _drop(store: Store, place: ArenaStore, deadline: Deadline, *, now: datetime) -> None:
    deadline.close(now, "dropped")
    store.record(
        "deadline missed",
        f"meeting:{deadline.meeting.id}",
        now=now,
        arena_id=place.arena.id,
        person=None,
        through="clock",
        kind=deadline.kind.value,
    )
    if deadline.kind is DeadlineKind.AGENDA and deadline.meeting.is_planned:
        text = say("agenda_never_sent", arena=place.arena, meeting=deadline.meeting)
        tell_all(store, place, preparers(place, now), text, key=f"neversent:{deadline.id}")


def _newly_planned(store: Store, place: ArenaStore, deadline: Deadline, _press: Press, now: datetime) -> bool:
    return tell_newly_planned(store, place, deadline, now=now)


def _call_for_items(
    store: Store, place: ArenaStore, deadline: Deadline, _press: Press, now: datetime
) -> bool:
    ensure_standing(store, place, deadline.meeting, now=now, through="clock")
    more: dict[str, Any] = {
        "may": _may_propose_to(deadline.meeting),
        "buttons": answer_buttons(deadline.meeting),
    }
    remind_everybody(store, place, deadline, "call_for_items", now=now, **more)
    return True


def _may_propose_to(meeting: Meeting) -> Callable[[Standing], bool]:
    return lambda standing: may_propose_to(standing, meeting)


def _items_close_soon(
    store: Store, place: ArenaStore, deadline: Deadline, _press: Press, now: datetime
) -> bool:
    may = _may_propose_to(deadline.meeting)
    remind_everybody(store, place, deadline, "items_close_soon", may=may, now=now)
    return True


def _meeting_tomorrow(
    store: Store, place: ArenaStore, deadline: Deadline, _press: Press, now: datetime
) -> bool:
    if deadline.meeting.is_preparatory:
        remind_of_preparatory(store, place, deadline, now)
    else:
        remind_everybody(store, place, deadline, "meeting_tomorrow", now=now)
    return True


def _files_promised(
    store: Store, place: ArenaStore, deadline: Deadline, _press: Press, _now: datetime
) -> bool:
    remind_of_files(store, place, deadline)
    return True


def _unread(store: Store, place: ArenaStore, deadline: Deadline, _press: Press, now: datetime) -> bool:
    remind_of_reading(store, place, deadline, now=now)
    return True


def _attendance_asked(
    store: Store, place: ArenaStore, deadline: Deadline, _press: Press, now: datetime
) -> bool:
    people = unanswered_now(store, place, deadline.meeting, now)
    text = say(deadline.kind.value, arena=place.arena, meeting=deadline.meeting)
    remind(store, place, deadline, people, text, about=ATTENDANCE)
    return True


def _deputies_asked(
    store: Store, place: ArenaStore, deadline: Deadline, _press: Press, now: datetime
) -> bool:
    return chase(Desk(store=store, place=place, now=now, through="clock"), deadline)


def _items_closed(store: Store, place: ArenaStore, deadline: Deadline, _press: Press, now: datetime) -> bool:
    if not has_its_paper_today(place, deadline, now):
        items = [item for item in place.items_of(deadline.meeting) if not item.standing_key]
        put_off = put_off_before(place, items)
        remind_preparers(store, place, deadline, "items_closed", items=items, put_off=put_off, now=now)
    return True


def _not_ready(store: Store, place: ArenaStore, deadline: Deadline, _press: Press, now: datetime) -> bool:
    if deadline.meeting.ready_at is None and not deadline.meeting.is_sent:
        remind_preparers(store, place, deadline, "not_ready", now=now)
    return True


def _agenda(store: Store, place: ArenaStore, deadline: Deadline, press: Press, now: datetime) -> bool:
    if deadline.meeting.is_sent:
        return True
    if waits_for_files(place, deadline, now):
        return False
    missed = deadline.is_missed(now) and not deadline.planned_late
    publish_agenda(store, place, deadline.meeting, press, missed=missed, now=now)
    return True


def _outcomes_asked(
    store: Store, place: ArenaStore, deadline: Deadline, _press: Press, now: datetime
) -> bool:
    ask_outcomes(store, place, deadline.meeting, now=now)
    return True


def _outcomes_assumed(
    store: Store, place: ArenaStore, deadline: Deadline, _press: Press, now: datetime
) -> bool:
    assume_treated(store, place, deadline.meeting, now=now)
    return True


def _new_version(store: Store, place: ArenaStore, deadline: Deadline, press: Press, now: datetime) -> bool:
    if waits_for_files(place, deadline, now):
        return False
    publish_version(store, place, deadline.meeting, press, now=now)
    return True


def _supplement(store: Store, place: ArenaStore, deadline: Deadline, press: Press, now: datetime) -> bool:
    if waits_for_files(place, deadline, now):
        return False
    publish_supplement(store, place, deadline.meeting, press, now=now)
    return True


def _late_files(store: Store, place: ArenaStore, deadline: Deadline, _press: Press, now: datetime) -> bool:
    publish_late_files(store, place, deadline.meeting, now=now)
    return True


Duty = Callable[[Store, ArenaStore, Deadline, Press, datetime], bool]
DUTIES: dict[DeadlineKind, Duty] = {
    DeadlineKind.NEWLY_PLANNED: _newly_planned,
    DeadlineKind.CALL_FOR_ITEMS: _call_for_items,
    DeadlineKind.ITEMS_CLOSE_SOON: _items_close_soon,
    DeadlineKind.ITEMS_CLOSED: _items_closed,
    DeadlineKind.FILES_PROMISED: _files_promised,
    DeadlineKind.FILES_PROMISED_AGAIN: _files_promised,
    DeadlineKind.ATTENDANCE_ASKED: _attendance_asked,
    DeadlineKind.ATTENDANCE_ASKED_AGAIN: _attendance_asked,
    DeadlineKind.DEPUTIES_ASKED: _deputies_asked,
    DeadlineKind.NOT_READY: _not_ready,
    DeadlineKind.NOT_READY_AGAIN: _not_ready,
    DeadlineKind.AGENDA: _agenda,
    DeadlineKind.NEW_VERSION: _new_version,
    DeadlineKind.SUPPLEMENT: _supplement,
    DeadlineKind.LATE_FILES: _late_files,
    DeadlineKind.UNREAD: _unread,
    DeadlineKind.MEETING_TOMORROW: _meeting_tomorrow,
    DeadlineKind.OUTCOMES_ASKED: _outcomes_asked,
    DeadlineKind.OUTCOMES_ASSUMED: _outcomes_assumed,
}
