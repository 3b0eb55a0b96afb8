"""The agenda goes out: one version is frozen, and every message of it is promised in the same commit."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any

from bot.acts.audience import Audience, audience, tell_everybody, today_and
from bot.acts.promises import preparers, responsible, tell_all, tell_chat
from bot.acts.reach import agenda_in_chat, send_package
from bot.model.agenda import Agenda, frozen
from bot.model.deadline import Deadline, DeadlineKind
from bot.model.dispatch import DispatchKind
from bot.model.draft import draft_agenda
from bot.model.item import AgendaItem, Attachment, FileState, ItemState
from bot.model.meeting import Meeting
from bot.model.person import Person
from bot.model.publication import Publication, Way
from bot.ports import ArenaStore, Press, Store
from bot.refusals import AgendaAlreadySent, NoMeeting
from bot.texts import say_parts

# Files are fetched in a step of their own; the agenda waits this long for them, then goes without.
PATIENCE_WITH_FILES = timedelta(minutes=10)


def ask_to_send_now(store: Store, place: ArenaStore, meeting: Meeting, *, by: Person, now: datetime) -> None:
    """Bring the sending forward to this moment; the clock's sweep does it as it always does.

    Raises AgendaAlreadySent, NoMeeting.
    """
    if meeting.is_sent:
        raise AgendaAlreadySent(meeting=meeting)
    deadline = agenda_deadline(place, meeting)
    if deadline is None:
        raise NoMeeting
    deadline.due_at = min(deadline.due_at, now)
    meeting.ready_at, meeting.ready_by = meeting.ready_at or now, by
    store.record(
        "send asked",
        f"meeting:{meeting.id}",
        now=now,
        arena_id=place.arena.id,
        person=by,
        through="chat",
    )


def agenda_deadline(place: ArenaStore, meeting: Meeting) -> Deadline | None:
    """The open deadline of the meeting's agenda."""
    open_ = place.deadlines(meeting)
    return next((due for due in open_ if due.kind is DeadlineKind.AGENDA), None)


def waits_for_files(place: ArenaStore, deadline: Deadline, now: datetime) -> bool:
    """Whether a file of the agenda is still on its way and there is patience left."""
    if now >= deadline.due_at + PATIENCE_WITH_FILES:
        return False
    accepted = _accepted(place.items_of(deadline.meeting))
    return any(file.state is FileState.AWAITING for item in accepted for file in item.current_attachments)


def publish_agenda(
    store: Store, place: ArenaStore, meeting: Meeting, press: Press, *, missed: bool, now: datetime
) -> Publication:
    """Freeze the agenda as it stands and promise it to everybody with a right to it."""
    items = place.items_of(meeting)
    version = len(place.publications(meeting)) + 1
    is_preliminary = meeting.ready_at is None
    agenda = draft_agenda(meeting, items, version=version, is_preliminary=is_preliminary, now=now)
    everybody = audience(place, today_and(place, now, meeting.starts.date()))
    publication = Publication(
        arena_id=place.arena.id,
        meeting=meeting,
        version=version,
        published_at=now,
        is_preliminary=is_preliminary,
        is_late=now > meeting.agenda_due_at,
        agenda=frozen(agenda),
        pdf_sha256=store.keep_file(press(agenda)),
        recipients=everybody.recipients,
    )
    store.keep(publication)
    meeting.sent_at = now
    store.record(
        "published",
        f"meeting:{meeting.id}",
        now=now,
        arena_id=place.arena.id,
        person=meeting.ready_by,
        through="clock",
        version=version,
    )
    _promise_post(store, place, publication, agenda, items, everybody)
    if not place.arena.is_sparse:
        _report(store, place, publication, everybody, missed=missed, now=now)
    return publication


def _accepted(items: Sequence[AgendaItem]) -> list[AgendaItem]:
    return [item for item in items if item.state is ItemState.ACCEPTED]


def _promise_post(
    store: Store,
    place: ArenaStore,
    publication: Publication,
    agenda: Agenda,
    items: Sequence[AgendaItem],
    everybody: Audience,
) -> None:
    key = f"agenda:{publication.meeting.id}:{publication.version}"
    subject = f"agenda:{publication.meeting.id}"
    shown = agenda_in_chat(place.arena, agenda)
    texts = say_parts("agenda_post", arena=place.arena, agenda=shown, publication=publication)
    posts = [
        list(tell_everybody(store, place, everybody, text, key=f"{key}:text{part}", subject=subject))
        for part, text in enumerate(texts)
    ]
    papers = list(_files(place, publication, agenda, items))
    if place.arena.is_sparse:
        send_package(store, place, publication, papers, now=publication.published_at)
    for part, (name, sha256) in enumerate([] if place.arena.is_sparse else papers):
        files: dict[str, Any] = {"kind": DispatchKind.DOCUMENT, "file_sha256": sha256, "file_name": name}
        list(tell_everybody(store, place, everybody, None, key=f"{key}:file{part}", subject=subject, **files))
    if everybody.group:
        pin: dict[str, Any] = {"kind": DispatchKind.PIN, "after": posts[0][0], "subject": subject}
        tell_chat(store, place, everybody.group, None, key=f"{key}:pin", **pin)


def _files(
    place: ArenaStore, publication: Publication, agenda: Agenda, items: Sequence[AgendaItem]
) -> Iterator[tuple[str, str]]:
    """Shown name and content of the agenda as PDF, then of every item's attachments in order."""
    day = f"{publication.meeting.starts:%Y-%m-%d}"
    word = "Preliminär dagordning" if publication.is_preliminary else "Dagordning"
    if publication.pdf_sha256:
        yield f"{word} {place.arena.short} {day}.pdf".replace("/", "-"), publication.pdf_sha256
    by_id = {item.id: item for item in items}
    for line in agenda.lines:
        for file in _stored(by_id[line.item_id or 0]):
            yield f"Punkt {line.number} – {file.name}", file.sha256 or ""


def _stored(item: AgendaItem) -> list[Attachment]:
    return [file for file in item.current_attachments if file.state is FileState.STORED]


def _report(
    store: Store,
    place: ArenaStore,
    publication: Publication,
    everybody: Audience,
    *,
    missed: bool,
    now: datetime,
) -> None:
    """Tell the preparers to whom it went; the secretary gets the file for whoever was not reached."""
    key = f"sent:{publication.meeting.id}:{publication.version}"
    not_reached = [each for each in everybody.recipients if each.way is Way.NOT_REACHED]
    facts: dict[str, Any] = {
        "arena": place.arena,
        "publication": publication,
        "meeting": publication.meeting,
        "group": everybody.group,
        "in_group": everybody.by(Way.GROUP),
        "private": everybody.by(Way.PRIVATE),
        "not_reached": not_reached,
        "missed": missed,
        "sent_at": place.arena.local(now),
    }
    people = {person.id: person for person in [*preparers(place, now), *responsible(place, now)]}
    told = list(people.values())
    for part, text in enumerate(say_parts("agenda_report", **facts)):
        tell_all(store, place, told, text, key=f"{key}:{part}")
    if not_reached and publication.pdf_sha256:
        name = f"Dagordning {place.arena.short} {publication.meeting.starts:%Y-%m-%d}.pdf".replace("/", "-")
        file: dict[str, Any] = {
            "kind": DispatchKind.DOCUMENT,
            "file_sha256": publication.pdf_sha256,
            "file_name": name,
        }
        tell_all(store, place, responsible(place, now), None, key=f"{key}:file", **file)
