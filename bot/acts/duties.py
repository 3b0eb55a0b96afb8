"""What the clock does by itself: one act for each kind of deadline, each done once."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from bot.acts.audience import audience, tell_everybody, today_and
from bot.acts.promises import preparers, tell_all, tell_chat
from bot.acts.publishing import publish_agenda, waits_for_files
from bot.model.deadline import Deadline, DeadlineKind
from bot.model.dispatch import Button
from bot.model.item import ItemState
from bot.ports import ArenaStore, Press, Store
from bot.texts import say, say_parts


def do_due(store: Store, deadline_id: int, press: Press, *, now: datetime) -> None:
    """Do one due thing, or drop it where it is of no use any more; late rather than never (PROMISES P6)."""
    deadline = store.take_deadline(deadline_id)
    place = store.within(deadline.arena_id) if deadline else None
    if deadline is None or place is None:
        return
    if place.arena.has_ended(place.arena.today(now)):
        deadline.close(now, "arena ended")
    elif not deadline.meeting.is_planned or deadline.is_useless(now):
        _drop(store, place, deadline, now=now)
    elif DUTIES[deadline.kind](store, place, deadline, press, now):
        deadline.close(now, "done")


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


def _call_for_items(
    store: Store, place: ArenaStore, deadline: Deadline, _press: Press, now: datetime
) -> bool:
    _remind(store, place, deadline, "call_for_items", now)
    return True


def _items_close_soon(
    store: Store, place: ArenaStore, deadline: Deadline, _press: Press, now: datetime
) -> bool:
    _remind(store, place, deadline, "items_close_soon", now)
    return True


def _meeting_tomorrow(
    store: Store, place: ArenaStore, deadline: Deadline, _press: Press, now: datetime
) -> bool:
    _remind(store, place, deadline, "meeting_tomorrow", now)
    return True


def _remind(store: Store, place: ArenaStore, deadline: Deadline, text_name: str, now: datetime) -> None:
    meeting = deadline.meeting
    everybody = audience(place, today_and(place, now, meeting.starts.date()))
    text = say(text_name, arena=place.arena, meeting=meeting, today=place.arena.today(now))
    # A reminder that comes twice annoys more than one that is lost (PROMISES P3).
    list(
        tell_everybody(
            store,
            place,
            everybody,
            text,
            key=_key(deadline),
            subject=f"meeting:{meeting.id}",
            twice_is_better=False,
        )
    )


def _key(deadline: Deadline) -> str:
    return f"due:{deadline.kind}:{deadline.meeting.id}:{deadline.generation}"


def _items_closed(store: Store, place: ArenaStore, deadline: Deadline, _press: Press, now: datetime) -> bool:
    items = place.items_of(deadline.meeting)
    incoming = [item for item in items if item.state is ItemState.INCOMING]
    facts = {"arena": place.arena, "meeting": deadline.meeting, "items": items, "incoming": incoming}
    _tell_preparers(store, place, deadline, "items_closed", now, **facts)
    return True


def _not_ready(store: Store, place: ArenaStore, deadline: Deadline, _press: Press, now: datetime) -> bool:
    if deadline.meeting.ready_at is None and not deadline.meeting.is_sent:
        facts = {"arena": place.arena, "meeting": deadline.meeting}
        _tell_preparers(store, place, deadline, "not_ready", now, **facts)
    return True


def _tell_preparers(
    store: Store, place: ArenaStore, deadline: Deadline, text_name: str, now: datetime, **facts: object
) -> None:
    """In the preparers' own chat where there is one, else to each privately; silent at night."""
    button = Button(
        text="Öppna beredningen", action="prepare", arena_id=place.arena.id, thing=deadline.meeting.id
    )
    chat = place.preparers_chat()
    is_night = not 7 <= place.arena.local(now).hour < 20
    for part, text in enumerate(say_parts(text_name, **facts)):
        more: dict[str, Any] = {"key": f"{_key(deadline)}:{part}", "buttons": [[button]], "silent": is_night}
        if chat:
            tell_chat(store, place, chat, text, **more)
        else:
            tell_all(store, place, preparers(place, now), text, **more)


def _agenda(store: Store, place: ArenaStore, deadline: Deadline, press: Press, now: datetime) -> bool:
    if deadline.meeting.is_sent:
        return True
    if waits_for_files(place, deadline, now):
        return False
    missed = deadline.is_missed(now) and not deadline.planned_late
    publish_agenda(store, place, deadline.meeting, press, missed=missed, now=now)
    return True


Duty = Callable[[Store, ArenaStore, Deadline, Press, datetime], bool]
DUTIES: dict[DeadlineKind, Duty] = {
    DeadlineKind.CALL_FOR_ITEMS: _call_for_items,
    DeadlineKind.ITEMS_CLOSE_SOON: _items_close_soon,
    DeadlineKind.ITEMS_CLOSED: _items_closed,
    DeadlineKind.NOT_READY: _not_ready,
    DeadlineKind.NOT_READY_AGAIN: _not_ready,
    DeadlineKind.AGENDA: _agenda,
    DeadlineKind.MEETING_TOMORROW: _meeting_tomorrow,
}
