"""Minutes: sent in as a file, shown to whom, then sent to all of them (seed 000: 226-228)."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from bot.acts.items.incoming import checked_file_name
from bot.acts.sending.audience import Audience, audience, today_and
from bot.acts.sending.mailing import addressed
from bot.acts.sending.promises import responsible, tell_person
from bot.model.dispatch import NEWS, Button, DispatchKind
from bot.model.item import Attachment, FileState
from bot.model.meeting import Meeting, MeetingKind
from bot.model.publication import Way
from bot.model.seat import Standing
from bot.permissions import may_invite
from bot.ports.arena_store import ArenaStore
from bot.ports.store import Store
from bot.refusals import NotHeldYet, NotYours, StaleButton
from bot.texts import say, say_parts
from bot.texts.dates import on_day

# Minutes of an older meeting are named by its date.
MOST_OTHERS = 3


def last_held(place: ArenaStore, now: datetime) -> Meeting:
    """The meeting that minutes are of where nobody says which. Raises NotHeldYet."""
    held = _held(place, now)
    if not held:
        raise NotHeldYet
    return held[-1]


def _held(place: ArenaStore, now: datetime) -> list[Meeting]:
    return [
        each
        for each in place.meetings()
        if each.is_planned and each.is_over(now) and each.kind is not MeetingKind.PREPARATORY
    ]


def receive_minutes(
    store: Store,
    place: ArenaStore,
    standing: Standing,
    meeting: Meeting,
    *,
    file_id: str,
    name: str,
    size: int,
    now: datetime,
) -> Attachment:
    """Note the file, which is fetched in a step of its own and then shown with whom it goes to.

    Raises NotYours, NotHeldYet, FileTooLarge, FileEmpty, FileKindRefused, HoldsPersonnummer.
    """
    if not may_invite(standing):
        raise NotYours
    if not meeting.is_over(now):
        raise NotHeldYet(meeting=meeting)
    file = Attachment(
        arena_id=place.arena.id,
        meeting=meeting,
        name=checked_file_name(name, size),
        size=size,
        source_file_id=file_id,
        added_at=now,
        added_by=standing.person,
    )
    store.keep(file)
    store.flush()
    text = say("minutes_received", arena=place.arena, meeting=meeting, file=file)
    tell_person(store, place, standing.person, text, key=_shown(file))
    return file


def _shown(file: Attachment) -> str:
    return f"minutes:{file.id}"


def keep_minutes(store: Store, place: ArenaStore, file_id: int, content: bytes, *, now: datetime) -> None:
    """The file is fetched: show whoever sent it in to whom it goes, with «Skicka» and «Avbryt»."""
    file = place.minutes_file(file_id)
    if file is None or file.meeting is None:
        return
    file.sha256, file.size, file.state = store.keep_file(content), len(content), FileState.STORED
    buttons, facts = preview_of(place, file, file.meeting, now)
    _show_again(store, place, file, say_parts("minutes_preview", **facts), buttons)


def preview_of(
    place: ArenaStore, file: Attachment, meeting: Meeting, now: datetime
) -> tuple[list[list[Button]], dict[str, Any]]:
    """Buttons and facts of «minutes_preview»; the dates are of other meetings, newest first."""
    row = [
        Button(text="Skicka", action="sendmin", arena_id=place.arena.id, thing=file.id),
        Button(text="Avbryt", action="dropmin", arena_id=place.arena.id, thing=file.id),
    ]
    others = [each for each in reversed(_held(place, now)) if each is not meeting][:MOST_OTHERS]
    dates = [_date_button(place, file, each) for each in others]
    facts = facts_of(place, file, readers_of(place, meeting, now), now)
    return [row, *([date] for date in dates)], facts | {"reader": file.added_by, "others": others}


def _date_button(place: ArenaStore, file: Attachment, meeting: Meeting) -> Button:
    more: dict[str, Any] = {"arena_id": place.arena.id, "thing": file.id, "revision": meeting.id}
    return Button(text=on_day(meeting.starts), action="minmeet", **more)


def choose_meeting(place: ArenaStore, file_id: int, meeting_id: int, now: datetime) -> Attachment:
    """The date of another meeting: the file is of that one. Raises StaleButton."""
    file = waiting_file(place, file_id)
    meeting = next((each for each in _held(place, now) if each.id == meeting_id), None)
    if meeting is None or _is_sent(place, file):
        raise StaleButton
    file.meeting = meeting
    return file


def _is_sent(place: ArenaStore, file: Attachment) -> bool:
    sent = place.minutes(file.meeting) if file.meeting else []
    return any(each.pdf_sha256 == file.sha256 for each in sent)


def refuse_minutes(store: Store, place: ArenaStore, file_id: int, why: str) -> None:
    """The file cannot be taken; `why` is a word of file_refused.j2."""
    file = place.minutes_file(file_id)
    if file:
        file.state = FileState.REFUSED
        parts = say_parts("minutes_refused", arena=place.arena, file=file, why=why)
        _show_again(store, place, file, parts, [])


def _show_again(
    store: Store,
    place: ArenaStore,
    file: Attachment,
    parts: Sequence[str],
    buttons: Sequence[Sequence[Button]],
) -> None:
    """In the message that answered the file, or in new ones where it does not hold so many names."""
    shown = store.dispatch(f"{_shown(file)}:p{file.added_by.id}")
    is_edit = shown is not None and len(parts) == 1
    more: dict[str, Any] = {"kind": DispatchKind.EDIT, "after": shown, "subject": NEWS} if is_edit else {}
    for part, text in enumerate(parts, start=1):
        below = buttons if part == len(parts) else ()
        key = f"{_shown(file)}:then{part}"
        tell_person(store, place, file.added_by, text, key=key, buttons=below, **more)


def drop_minutes(place: ArenaStore, file_id: int) -> Attachment:
    """«Avbryt». Raises StaleButton."""
    file = waiting_file(place, file_id)
    file.replaced = True
    return file


def waiting_file(place: ArenaStore, file_id: int) -> Attachment:
    """The file that was shown and is neither cancelled nor refused. Raises StaleButton."""
    file = place.minutes_file(file_id)
    if file is None or file.replaced or file.state is not FileState.STORED:
        raise StaleButton
    return file


def readers_of(place: ArenaStore, meeting: Meeting, now: datetime) -> Audience:
    """Whoever has a right today or had it on the meeting's day, and those who presented something."""
    days = today_and(place, now, meeting.starts.date())
    return audience(place, days, also=place.presenters(meeting))


def facts_of(place: ArenaStore, file: Attachment, everybody: Audience, now: datetime) -> dict[str, Any]:
    """What is said of whom the file reaches and whom not, and of who forwards it where it may not."""
    meeting = file.meeting
    items = place.items_of(meeting) if meeting else []
    outside = {item.presenter_name for item in items if item.presenter_name and not item.presenter}
    return {
        "arena": place.arena,
        "meeting": meeting,
        "file": file,
        "group": everybody.group,
        "in_group": everybody.by(Way.GROUP),
        "private": everybody.by(Way.PRIVATE),
        "by_mail": addressed(place, everybody.recipients),
        "not_reached": [each for each in everybody.recipients if each.way is Way.NOT_REACHED],
        "outside": sorted(outside),
        "in_charge": responsible(place, now),
    }
