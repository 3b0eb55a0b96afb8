"""«Hämta paketet»: files that nobody could be given when they were sent are fetched later."""

from collections.abc import Iterable
from datetime import datetime

from bot.acts.agendas.pages import named, pdf_name
from bot.acts.sending.dispatchlog import sendings_of
from bot.acts.sending.packing import give, record_package
from bot.model.agenda import shown_name, thawed
from bot.model.changes import as_sent, new_files
from bot.model.dispatch import Button
from bot.model.meeting import Meeting
from bot.model.outgoing import Outgoing, file_parts
from bot.model.person import Person
from bot.model.publication import File, Publication, PublicationKind
from bot.ports.arena_store import ArenaStore
from bot.ports.store import Store
from bot.refusals import StaleButton


def left_behind(store: Store, place: ArenaStore, meeting: Meeting) -> list[Publication]:
    """What was sent about the meeting and nobody has the files of."""
    return [each.publication for each in sendings_of(store, place, meeting) if each.is_left_behind]


def package_button(publication: Publication, text: str = "Hämta paketet") -> Button:
    """It names the sending, and the meeting whose it is."""
    meeting = publication.meeting
    return Button(
        text=text, action="package", arena_id=meeting.arena.id, thing=meeting.id, revision=publication.id
    )


def fetch_package(
    store: Store,
    place: ArenaStore,
    person: Person,
    meeting: Meeting,
    publication_id: int,
    *,
    key: str,
    now: datetime,
) -> None:
    """The files go to that person, to be forwarded; `key` tells this try from an earlier one.

    Raises StaleButton where somebody has got them.
    """
    waiting = left_behind(store, place, meeting)
    publication = next((each for each in waiting if each.id == publication_id), None)
    if publication is None:
        raise StaleButton
    key = f"{publication.package_stem}:{key}"
    give(store, place, _as_it_was(place, publication), publication, [person], key=key)
    record_package(store, place, publication, "package fetched", person=person, now=now)


def _as_it_was(place: ArenaStore, publication: Publication) -> Outgoing:
    return Outgoing(
        meeting=publication.meeting,
        kind=publication.kind,
        version=publication.version,
        in_mail="",
        parts=file_parts(list(files_of(place, publication))),
    )


def files_of(place: ArenaStore, publication: Publication) -> Iterable[File]:
    """What went out with it: names as they were shown, and SHA-256, empty where nothing is kept."""
    if publication.kind is PublicationKind.MINUTES:
        return [(publication.file_name or "", publication.pdf_sha256 or "")]
    if publication.kind is PublicationKind.ATTACHMENT:
        files = publication.late_files
        return [(shown_name(each["number"], each["name"]), each["sha256"]) for each in files]
    return _files_of_page(place, publication)


def _files_of_page(place: ArenaStore, publication: Publication) -> list[File]:
    sent = place.all_publications(publication.meeting)
    before = as_sent((each for each in sent if each.id < publication.id), place.arena.zone)
    page = thawed(publication.agenda, place.arena.zone)
    pdf = (pdf_name(place.arena, page), publication.pdf_sha256 or "")
    return [pdf, *named(new_files(before, page))]
