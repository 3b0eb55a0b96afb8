"""A file that was promised when the agenda went out goes out by itself when it has come."""

from datetime import datetime

from bot.acts.audience import audience_of
from bot.acts.pages import shown_name
from bot.acts.posting import Post, fan_out_file
from bot.acts.reach import send_package
from bot.acts.sentreport import report
from bot.model.agenda import AgendaLine
from bot.model.changes import as_sent
from bot.model.item import AgendaItem, Attachment, ItemState
from bot.model.meeting import Meeting
from bot.model.publication import Publication, PublicationKind
from bot.ports.arena_store import ArenaStore
from bot.ports.store import Store
from bot.texts import say


def send_if_promised(
    store: Store, place: ArenaStore, item: AgendaItem, file: Attachment, *, now: datetime
) -> None:
    """Send a stored file that «Bilaga eftersänds» promised; any other waits for the next version."""
    meeting = item.meeting
    is_wanted = meeting and meeting.is_planned and meeting.is_sent and not meeting.is_over(now)
    if meeting is None or not is_wanted or file.replaced or item.state is not ItemState.ACCEPTED:
        return
    sent = place.all_publications(meeting)
    agenda = as_sent(sent, place.arena.zone)
    line = agenda.line_of(item.id) if agenda else None
    if line and _is_promised(line, file):
        number = sum(each.kind is PublicationKind.ATTACHMENT for each in sent) + 1
        _send(store, place, meeting, line, file, number, now)


def _is_promised(line: AgendaLine, file: Attachment) -> bool:
    return not line.withdrawn and (file.name in line.late_attachments or line.awaits_file)


def _send(
    store: Store,
    place: ArenaStore,
    meeting: Meeting,
    line: AgendaLine,
    file: Attachment,
    number: int,
    now: datetime,
) -> None:
    everybody = audience_of(store, place, meeting, now)
    sha256 = file.sha256 or ""
    publication = Publication(
        arena_id=place.arena.id,
        meeting=meeting,
        kind=PublicationKind.ATTACHMENT,
        version=number,
        published_at=now,
        is_preliminary=False,
        is_late=True,
        agenda={
            "item_id": line.item_id,
            "number": line.number,
            "title": line.title,
            "name": file.name,
            "sha256": sha256,
        },
        file_name=shown_name(line.number, file.name),
        pdf_sha256=sha256,
        recipients=everybody.recipients,
    )
    store.keep(publication)
    _record(store, place, meeting, number, now)
    files = [(publication.file_name or "", sha256)]
    if place.arena.is_sparse:
        send_package(store, place, publication, files, now=now)
        return
    text = say("late_file", arena=place.arena, line=line, meeting=meeting)
    post = Post(publication=publication, everybody=everybody, texts=[text], files=files)
    store.promise_all([*fan_out_file(place, post)])
    report(store, place, publication, everybody, now=now)


def _record(store: Store, place: ArenaStore, meeting: Meeting, number: int, now: datetime) -> None:
    store.record(
        "published",
        f"meeting:{meeting.id}",
        now=now,
        arena_id=place.arena.id,
        person=None,
        through="clock",
        version=number,
        kind=PublicationKind.ATTACHMENT.value,
    )
