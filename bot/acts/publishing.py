"""The agenda goes out: one version is frozen, and every message of it is promised in the same commit."""

from datetime import datetime

from bot.acts.audience import Audience, audience_of
from bot.acts.pages import Page, first_page
from bot.acts.posting import Post, promise_post
from bot.acts.reach import send_package
from bot.acts.sentreport import report
from bot.acts.standing import ensure_standing
from bot.model.agenda import frozen
from bot.model.deadline import Deadline, DeadlineKind
from bot.model.meeting import Meeting
from bot.model.person import Person
from bot.model.publication import Publication
from bot.ports.arena_store import ArenaStore
from bot.ports.store import Store
from bot.ports.workshop import Press
from bot.refusals import AgendaAlreadySent, NoMeeting
from bot.texts import say_parts


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


def publish_agenda(
    store: Store, place: ArenaStore, meeting: Meeting, press: Press, *, missed: bool, now: datetime
) -> Publication:
    """Freeze the agenda as it stands and promise it to everybody with a right to it."""
    ensure_standing(store, place, meeting, now=now, through="clock")
    page = first_page(place, meeting, now)
    meeting.sent_at = now
    return publish(store, place, page, press, by=meeting.ready_by, missed=missed, now=now)


def publish(
    store: Store,
    place: ArenaStore,
    page: Page,
    press: Press,
    *,
    by: Person | None,
    missed: bool = False,
    now: datetime,
) -> Publication:
    """Freeze one page and promise it: the post, the PDF, the attachments, and the report of it.

    In a sparsam arena the files go to the secretary alone, and so does the report.
    """
    everybody = audience_of(store, place, page.meeting, now)
    pdf = store.keep_file(press(page.agenda))
    publication = _kept(store, place, page, everybody, pdf, by=by, now=now)
    files = [(page.pdf_name, pdf), *page.files]
    post = Post(
        publication=publication,
        everybody=everybody,
        texts=say_parts(page.text_name, **page.facts),
        files=[] if place.arena.is_sparse else files,
    )
    promise_post(store, place, post)
    if place.arena.is_sparse:
        send_package(store, place, publication, files, now=now)
    else:
        report(store, place, publication, everybody, missed=missed, now=now)
    return publication


def _kept(
    store: Store,
    place: ArenaStore,
    page: Page,
    everybody: Audience,
    pdf: str,
    *,
    by: Person | None,
    now: datetime,
) -> Publication:
    publication = Publication(
        arena_id=place.arena.id,
        meeting=page.meeting,
        version=page.agenda.version,
        kind=page.kind,
        published_at=now,
        is_preliminary=page.agenda.preliminary,
        is_late=page.is_late,
        agenda=frozen(page.agenda),
        pdf_sha256=pdf,
        recipients=everybody.recipients,
    )
    store.keep(publication)
    store.record(
        "published",
        f"meeting:{page.meeting.id}",
        now=now,
        arena_id=place.arena.id,
        person=by,
        through="clock",
        version=publication.version,
        kind=publication.kind.value,
    )
    return publication
