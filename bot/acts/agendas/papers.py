"""«Alla handlingar»: everything that was sent for a meeting as one PDF, or in parts where it is too large.

The files are promised at once and bound later; a promise's subject says what is to be bound, as it was sent
by then, so that the same papers are bound once for all who ask.
"""

from collections.abc import Sequence

from bot.model.agenda import AgendaLine
from bot.model.binding import LIMIT, Binding, Bundle, Paper, Share, is_bindable, shared_out
from bot.model.changes import as_sent
from bot.model.dispatch import Dispatch, DispatchKind
from bot.model.meeting import Meeting
from bot.model.publication import PAGES, Publication, PublicationKind
from bot.ports.arena_store import ArenaStore
from bot.ports.store import Store
from bot.refusals import NotReadyYet
from bot.texts import say


def all_papers(store: Store, place: ArenaStore, meeting: Meeting) -> dict[str, Binding]:
    """The meeting's papers as people have them now: each part by the subject under which it is promised.

    Raises NotReadyYet before anything was sent.
    """
    sent = _sent(place, meeting)
    bindings = _bindings(store, place, sent)
    if not bindings:
        raise NotReadyYet(meeting=None)
    return {f"papers:{meeting.id}:{sent[-1].id}:{each.part}": each for each in bindings}


def papers_of(store: Store, place: ArenaStore, subject: str) -> Binding | None:
    """What was promised under that subject, whatever was sent since; None if there is no such thing."""
    _papers, meeting_id, latest_id, part = subject.split(":")
    meeting = place.meeting(int(meeting_id))
    if meeting is None:
        return None
    sent = [each for each in _sent(place, meeting) if each.id <= int(latest_id)]
    return next((each for each in _bindings(store, place, sent) if each.part == int(part)), None)


def bound_before(place: ArenaStore, subject: str) -> str | None:
    """The SHA-256 of the file, if it was made for somebody already."""
    made = (each.file_sha256 for each in place.arrivals(subject))
    return next((sha256 for sha256 in made if sha256), None)


def waiting_for(place: ArenaStore, subject: str) -> list[Dispatch]:
    """The promises of that file that wait for it, oldest first."""
    promised = place.dispatches_for(subject, (DispatchKind.DOCUMENT,))
    return [each for each in promised if each.waits_for_file]


def answer(place: ArenaStore, subject: str, sha256: str | None) -> None:
    """Whoever waits for that file gets it; or is told where the papers are, if it cannot be made."""
    for dispatch in waiting_for(place, subject):
        if sha256:
            dispatch.file_sha256 = sha256
        else:
            dispatch.kind = DispatchKind.TEXT
            dispatch.text = say("papers_not_bound", arena=place.arena, name=dispatch.file_name)


def _sent(place: ArenaStore, meeting: Meeting) -> list[Publication]:
    return [each for each in place.all_publications(meeting) if each.kind is not PublicationKind.MINUTES]


def _bindings(store: Store, place: ArenaStore, sent: Sequence[Publication]) -> list[Binding]:
    agenda = as_sent(sent, place.arena.zone)
    front = next((each.pdf_sha256 for each in reversed(sent) if each.kind in PAGES), None)
    if agenda is None or front is None:
        return []
    lines = [line for line in agenda.lines if line.files and not line.withdrawn]
    sizes = store.file_sizes({front, *(sha256 for line in lines for sha256 in line.files.values())})
    shares = shared_out(lines, sizes, first=sizes.get(front, 0), limit=LIMIT)
    return [
        Binding(
            agenda=agenda,
            part=part,
            parts=len(shares),
            front=front if part == 1 else None,
            bundles=_bundles(lines, share),
        )
        for part, share in enumerate(shares, start=1)
    ]


def _bundles(lines: Sequence[AgendaLine], share: Share) -> list[Bundle]:
    mine = [(line, share.names[line.number]) for line in lines if line.number in share.names]
    return [Bundle(line=line, papers=[_paper(line, name) for name in names]) for line, names in mine]


def _paper(line: AgendaLine, name: str) -> Paper:
    return Paper(name=name, sha256=line.files[name] if is_bindable(name) else None)
