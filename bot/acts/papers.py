"""«Alla handlingar»: everything that was sent for a meeting as one PDF, or in parts where it is too large."""

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.model.agenda import Agenda, AgendaLine, frozen
from bot.model.binding import Binding, Bundle, Paper, Share, is_bindable, shared_out
from bot.model.changes import as_sent
from bot.model.meeting import Meeting
from bot.model.publication import PAGES
from bot.ports.arena_store import ArenaStore
from bot.ports.store import Store
from bot.ports.workshop import Workshop
from bot.refusals import NotReadyYet


@dataclass(frozen=True, kw_only=True)
class BoundPapers:
    """The files by shown name and content; `subject` names what went in, so that they are made once."""

    files: Sequence[tuple[str, str]]
    subject: str


def bind_all(store: Store, place: ArenaStore, meeting: Meeting, workshop: Workshop) -> BoundPapers:
    """All papers as people have them now. Raises NotReadyYet before anything was sent."""
    sent = place.all_publications(meeting)
    agenda = as_sent(sent, place.arena.zone)
    front = next((each.pdf_sha256 for each in reversed(sent) if each.kind in PAGES), None)
    if agenda is None or front is None:
        raise NotReadyYet(meeting=None)
    subject = f"papers:{meeting.id}:{_digest(agenda, front)}"
    bound = _bound_before(place, subject) or [*_bound(store, agenda, front, workshop)]
    return BoundPapers(files=[*_named(agenda, bound)], subject=subject)


def _digest(agenda: Agenda, front: str) -> str:
    everything = json.dumps([frozen(agenda), front], sort_keys=True)
    return hashlib.sha256(everything.encode()).hexdigest()[:24]


def _bound_before(place: ArenaStore, subject: str) -> list[str]:
    """The contents of the files that somebody has got already, in order."""
    files = [each.file_sha256 for each in place.arrivals(subject) if each.file_sha256]
    return list(dict.fromkeys(files))


def _bound(store: Store, agenda: Agenda, front: str, workshop: Workshop) -> Iterator[str]:
    lines = [line for line in agenda.lines if line.files and not line.withdrawn]
    contents = {sha256 for line in lines for sha256 in line.files.values()}
    sizes = store.file_sizes({front, *contents})
    shares = shared_out(lines, sizes, first=sizes.get(front, 0))
    for part, share in enumerate(shares, start=1):
        binding = Binding(
            agenda=agenda,
            part=part,
            parts=len(shares),
            front=store.files([front]).get(front) if part == 1 else None,
            bundles=_bundles(store, lines, share),
        )
        yield store.keep_file(workshop.binder(binding))


def _bundles(store: Store, lines: Sequence[AgendaLine], share: Share) -> list[Bundle]:
    """Only this part's papers are read: all of them at once might not fit into memory."""
    mine = [(line, share.names[line.number]) for line in lines if line.number in share.names]
    wanted = {line.files[name] for line, names in mine for name in names if is_bindable(name)}
    contents = store.files(wanted)
    return [
        Bundle(line=line, papers=[Paper(name=name, content=contents.get(line.files[name])) for name in names])
        for line, names in mine
    ]


def _named(agenda: Agenda, bound: Sequence[str]) -> Iterator[tuple[str, str]]:
    name = name_of_all(agenda)
    for part, sha256 in enumerate(bound, start=1):
        yield (f"{name}.pdf" if len(bound) == 1 else f"{name} del {part} av {len(bound)}.pdf"), sha256


def name_of_all(agenda: Agenda) -> str:
    """What the bound file is called, without its ending."""
    return f"Alla handlingar {agenda.arena_short} {agenda.starts_at:%Y-%m-%d}".replace("/", "-")
