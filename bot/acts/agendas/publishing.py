"""The agenda goes out: one version is frozen, and every message of it is promised in the same commit."""

from datetime import datetime

from bot.acts.agendas.pages import Page, first_page
from bot.acts.agendas.standing import ensure_standing
from bot.acts.sending.audience import audience_of
from bot.acts.sending.excerpts import send_excerpts
from bot.acts.sending.outgoing import send
from bot.acts.sending.sentreport import report
from bot.model.agenda import frozen
from bot.model.changes import as_sent
from bot.model.deadline import Deadline, DeadlineKind
from bot.model.meeting import Meeting
from bot.model.outgoing import Outgoing, Part, file_parts
from bot.model.person import Person
from bot.model.publication import Publication
from bot.ports.arena_store import ArenaStore
from bot.ports.store import Store
from bot.ports.workshop import Press
from bot.refusals import AgendaAlreadySent, NoMeeting
from bot.texts import say, say_parts


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
    """Freeze one page and promise it: the post, the PDF, the attachments, and the report of it."""
    everybody = audience_of(store, place, page.meeting, now, with_co_opted=True)
    sent = place.all_publications(page.meeting) if everybody.to_items else []
    earlier = as_sent(sent, place.arena.zone)
    outgoing = _outgoing(page, store.keep_file(press(page.agenda)), missed=missed)
    publication = send(store, place, outgoing, everybody, by=by, now=now)
    send_excerpts(store, place, publication, page.agenda, everybody, earlier=earlier, now=now)
    report(store, place, outgoing, publication, everybody, now=now)
    return publication


def _outgoing(page: Page, pdf: str, *, missed: bool) -> Outgoing:
    texts = enumerate(say_parts(page.text_name, **page.facts))
    words = [Part(key=f"text{at}", text=text) for at, text in texts]
    return Outgoing(
        meeting=page.meeting,
        kind=page.kind,
        version=page.agenda.version,
        parts=[*words, *file_parts([(page.pdf_name, pdf), *page.files])],
        in_mail=say(page.text_name, **page.facts | page.in_mail),
        agenda=frozen(page.agenda),
        pdf_sha256=pdf,
        is_preliminary=page.agenda.preliminary,
        is_late=page.agenda.is_late,
        is_missed=missed,
    )
