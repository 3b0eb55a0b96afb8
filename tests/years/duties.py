"""What happens by itself when its time has come, as users are told it will."""

from collections.abc import Callable
from datetime import datetime

from tests.years.days import EIGHT, morning, morning_after, open_from, spoken_day
from tests.years.meeting import Item, Meeting
from tests.years.room import Note, Room


def next_due(room: Room) -> datetime | None:
    """When something happens by itself the next time."""
    times = [due.at for due, _ in room.dues] + [note.due for note in room.notes]
    times += [at for at, _ in room.later]
    times += [datetime.combine(change.day, datetime.min.time()) for change in room.changes]
    return min(times, default=None)


def happens(room: Room, at: datetime) -> None:
    """All that falls due at that time."""
    room.now = at
    _changes_hands(room)
    _comes_late(room)
    due = [(each, meeting) for each, meeting in room.dues if each.at <= at]
    room.dues = [(each, meeting) for each, meeting in room.dues if each.at > at]
    for each, meeting in sorted(due, key=lambda pair: pair[0].order):
        if meeting.state == "planned":
            DUTIES[each.kind](room, meeting)
    ripe = [note for note in room.notes if note.due <= at]
    room.notes = [note for note in room.notes if note.due > at]
    for note in ripe:
        if note.to == room.cast.short or room.people[note.to].is_reached:
            room.say(note.to, *note.words)


def _comes_late(room: Room) -> None:
    come = [what for when, what in room.later if when <= room.now]
    room.later = [(when, what) for when, what in room.later if when > room.now]
    for what in come:
        what()


def _changes_hands(room: Room) -> None:
    """The day has come: open items pass to whoever has the place now, and the morning tells of it."""
    for change in [each for each in room.changes if each.day <= room.now.date()]:
        room.changes.remove(change)
        for item in room.items:
            if item.is_open and item.seat == change.seat:
                item.proposer = change.newcomer
        told = morning(open_from(room.now.date())) if room.now.time() <= EIGHT else morning_after(room.now)
        room.note([change.leaver], "has taken over", change.newcomer, due=told)
        room.note([change.newcomer], "yours now", change.seat, due=told)
        if not room.people[change.newcomer].joined:
            room.note(room.responsible(), "has not joined", change.newcomer, due=told)
        if room.has_group:
            room.notes.append(Note(told, room.cast.short, ("replaced", change.newcomer, change.leaver)))


def _news(room: Room, meeting: Meeting) -> None:
    room.to_group("news", meeting.spoken)
    room.note(room.beside(meeting), "news", meeting.spoken, due=room.now)


def _call(room: Room, meeting: Meeting) -> None:
    _ask_for_items(room, meeting, "call")


def _closing(room: Room, meeting: Meeting) -> None:
    _ask_for_items(room, meeting, "closing")


def _ask_for_items(room: Room, meeting: Meeting, what: str) -> None:
    room.to_group(what, meeting.spoken)
    may_propose = {*room.members(), *meeting.called_in}
    members = [name for name in room.beside() if name in may_propose]
    room.note(members, what, meeting.spoken, due=room.now)


def _closed(room: Room, meeting: Meeting) -> None:
    room.note(room.preparers(), "came in", meeting.spoken, _rows(room.of(meeting)), due=room.now)


def _preparatory(room: Room, meeting: Meeting) -> None:
    for name in room.all_who_prepare():
        room.say(name, "paper", meeting.spoken, _rows(room.of(meeting)))


def _rows(items: list[Item]) -> str:
    return "; ".join(item.name for item in items)


def _attendance(room: Room, meeting: Meeting) -> None:
    _ask_who_comes(room, meeting, "who comes")


def _attendance_again(room: Room, meeting: Meeting) -> None:
    _ask_who_comes(room, meeting, "who comes, again")


def _ask_who_comes(room: Room, meeting: Meeting, what: str) -> None:
    here = room.everybody()
    silent = [name for name in room.members(meeting.starts.date()) if name not in meeting.answers]
    room.note([name for name in silent if name in here], what, meeting.spoken, due=room.now)


def _not_ready(room: Room, meeting: Meeting) -> None:
    if not meeting.is_ready and not meeting.version:
        room.note(room.preparers(), "not ready", meeting.spoken, due=room.now)


def _agenda(room: Room, meeting: Meeting) -> None:
    """Numbers are given once, to what is taken up and then to what nobody has decided on."""
    if meeting.version:
        return
    taken, incoming = room.taken_up(meeting), list[Item]()
    if not meeting.is_ready:
        incoming = [item for item in room.of(meeting) if item.state == "incoming"]
    meeting.version = 1
    meeting.unprepared = incoming
    meeting.lines = dict(enumerate([*taken, *incoming], 1))
    name = "Dagordning" if meeting.is_ready else "Preliminär dagordning"
    lines = "; ".join(f"{number}. {item.title}" for number, item in meeting.lines.items())
    file = meeting.file = f"{name} {room.cast.short} {meeting.starts:%Y-%m-%d}.pdf"
    room.to_everybody(meeting, "agenda", name, meeting.spoken, lines)
    room.to_everybody(meeting, "file", file)
    send_files(room, meeting, taken)
    room.tell_guests(meeting, taken)
    report(room, meeting, "agenda 1", file)


def send_files(room: Room, meeting: Meeting, items: list[Item]) -> None:
    """What belongs to these items, by their numbers."""
    for number, item in meeting.lines.items():
        if item in items and item.file:
            room.to_everybody(meeting, "file", f"Punkt {number} – {item.file}")


def report(room: Room, meeting: Meeting, what: str, file: str) -> None:
    """Those who prepare hear to whom it went; whoever is responsible gets the file for those not reached."""
    for name in dict.fromkeys([*room.preparers(), *room.responsible()]):
        room.say(name, "report", what, meeting.spoken)
    if room.unreached(meeting):
        for name in room.responsible():
            room.say(name, "file", file)


def _unread(room: Room, meeting: Meeting) -> None:
    if meeting.version:
        here = room.everybody(meeting)
        unread = [name for name in here if name not in meeting.have_read]
        room.note(unread, "unread", meeting.spoken, due=room.now)


def _tomorrow(room: Room, meeting: Meeting) -> None:
    room.to_group("tomorrow", meeting.spoken)
    room.note(room.beside(meeting), "tomorrow", meeting.spoken, due=room.now)


def _outcomes(room: Room, meeting: Meeting) -> None:
    asked = room.asked_about(meeting)
    for item in [each for each in room.of(meeting) if each.is_open and each not in asked]:
        room.put_off(item)
        room.note([item.proposer], "postponed", item.name)
    if asked:
        for name in room.responsible():
            room.say(name, "how did it go", spoken_day(meeting.starts.date()))


def _assumed(room: Room, meeting: Meeting) -> None:
    asked = room.asked_about(meeting)
    for item in asked:
        room.treat(item, meeting)
    if asked:
        room.note(room.responsible(), "taken for treated", spoken_day(meeting.starts.date()))


DUTIES: dict[str, Callable[[Room, Meeting], None]] = {
    "news": _news,
    "call": _call,
    "closing": _closing,
    "closed": _closed,
    "preparatory": _preparatory,
    "attendance": _attendance,
    "attendance again": _attendance_again,
    "not ready": _not_ready,
    "agenda": _agenda,
    "unread": _unread,
    "tomorrow": _tomorrow,
    "outcomes": _outcomes,
    "assumed": _assumed,
}
