"""Files that were promised when the agenda went out go out by themselves when they have come."""

from collections.abc import Iterator
from datetime import datetime

from bot.acts.agendas.asking import ask
from bot.acts.sending.audience import audience_of
from bot.acts.sending.excerpts import send_late_files
from bot.acts.sending.outgoing import send
from bot.acts.sending.sentreport import report
from bot.model.agenda import AgendaLine, shown_name
from bot.model.changes import as_sent
from bot.model.deadline import DeadlineKind
from bot.model.item import AgendaItem, Attachment, FileState, ItemState
from bot.model.meeting import Meeting
from bot.model.outgoing import Outgoing, Part
from bot.model.publication import PublicationKind
from bot.ports.arena_store import ArenaStore
from bot.ports.store import Store
from bot.texts import say


def ask_if_promised(
    store: Store, place: ArenaStore, item: AgendaItem, file: Attachment, *, now: datetime
) -> None:
    """A stored file that «Bilaga eftersänds» promised goes out soon, with those that come in the same moment.

    Any other waits for the next version.
    """
    meeting = item.meeting
    is_wanted = meeting and meeting.is_planned and meeting.is_sent and not meeting.is_over(now)
    if meeting and is_wanted and any(come is file for _line, come in _come(place, meeting)):
        ask(store, place, meeting, DeadlineKind.LATE_FILES, now)


def publish_late_files(store: Store, place: ArenaStore, meeting: Meeting, *, now: datetime) -> None:
    """Send all promised files that have come and that people do not have."""
    come = list(_come(place, meeting))
    if not come:
        return
    everybody = audience_of(store, place, meeting, now, with_co_opted=True)
    outgoing = _outgoing(place, meeting, come)
    publication = send(store, place, outgoing, everybody, now=now)
    lines = [line for line, _file in come]
    send_late_files(store, place, publication, lines, outgoing.parts, everybody, now=now)
    report(store, place, outgoing, publication, everybody, now=now)


def _come(place: ArenaStore, meeting: Meeting) -> Iterator[tuple[AgendaLine, Attachment]]:
    """Each of those files with the line that promised it, in the draft's order."""
    return ((line, file) for line, file in lacking(place, meeting) if is_promised(line, file))


def lacking(place: ArenaStore, meeting: Meeting) -> Iterator[tuple[AgendaLine, Attachment]]:
    """Each stored file that people do not have as it is now, with the line of the agenda that they have."""
    agenda = as_sent(place.all_publications(meeting), place.arena.zone)
    items = place.items_of(meeting) if agenda else []
    for item in (each for each in items if each.state is ItemState.ACCEPTED):
        line = agenda.line_of(item.id) if agenda else None
        for file in item.current_attachments if line else ():
            is_ours = file.state is FileState.STORED
            if line and is_ours and not line.withdrawn and line.files.get(file.name) != file.sha256:
                yield line, file


def is_promised(line: AgendaLine, file: Attachment) -> bool:
    """Whether the agenda that people have says that it comes: then it goes out by itself."""
    return file.name in line.late_attachments or line.awaits_file


def _outgoing(place: ArenaStore, meeting: Meeting, come: list[tuple[AgendaLine, Attachment]]) -> Outgoing:
    sent = place.all_publications(meeting)
    number = sum(each.kind is PublicationKind.ATTACHMENT for each in sent) + 1
    return Outgoing(
        meeting=meeting,
        kind=PublicationKind.ATTACHMENT,
        version=number,
        parts=[_part(place, meeting, at, line, file) for at, (line, file) in enumerate(come)],
        in_mail=say(
            "late_files", arena=place.arena, late_lines=[line for line, _file in come], meeting=meeting
        ),
        agenda={"files": [_kept(line, file) for line, file in come]},
        is_late=True,
    )


def _part(place: ArenaStore, meeting: Meeting, at: int, line: AgendaLine, file: Attachment) -> Part:
    """The file with the words below it: a message, not two."""
    text = say("late_file", arena=place.arena, line=line, meeting=meeting)
    shown = shown_name(line.number, file.name)
    return Part(key=f"file{at or ''}", text=text, file=(shown, file.sha256 or ""))


def _kept(line: AgendaLine, file: Attachment) -> dict[str, object]:
    return {
        "item_id": line.item_id,
        "number": line.number,
        "title": line.title,
        "name": file.name,
        "sha256": file.sha256 or "",
    }
