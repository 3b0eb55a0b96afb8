"""What goes out about a meeting, before it is sent: a first agenda, a new version, a supplement."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from bot.acts.sending.reach import Papers, agenda_in_chat, changes_in_chat, line_in_chat, papers_in_chat
from bot.model.agenda import Agenda, AgendaLine, shown_name
from bot.model.arena import Arena
from bot.model.changes import Change, as_planned, as_sent, changes_between, new_files, supplemented
from bot.model.deadline import Deadline
from bot.model.draft import draft_agenda
from bot.model.item import AgendaItem, FileState, ItemState
from bot.model.meeting import Meeting
from bot.model.publication import PAGES, Publication, PublicationKind
from bot.ports.arena_store import ArenaStore

# Files are fetched in a step of their own; what is sent waits this long for them, then goes without.
PATIENCE_WITH_FILES = timedelta(minutes=10)


@dataclass(frozen=True, kw_only=True)
class Page:
    """An agenda that is ready to go out; preview and sending show the same one.

    `text_name` and `facts` make the post, `files` are attachments by shown name and content. `changes` are
    what differs from the agenda that people have, none for a first one. `in_mail` are the facts that are
    others in a mail, which holds all.
    """

    meeting: Meeting
    kind: PublicationKind
    agenda: Agenda
    text_name: str
    files: Sequence[tuple[str, str]]
    changes: Sequence[Change] = ()
    facts: dict[str, Any] = field(default_factory=dict)
    in_mail: dict[str, Any] = field(default_factory=dict)

    @property
    def pdf_name(self) -> str:
        """What the agenda's PDF is called."""
        return pdf_name(self.meeting.arena, self.agenda)


def first_page(place: ArenaStore, meeting: Meeting, now: datetime) -> Page:
    """The agenda as it would go out now for the first time."""
    agenda = draft_agenda(
        meeting, place.items_of(meeting), version=1, is_preliminary=meeting.ready_at is None, now=now
    )
    return Page(
        meeting=meeting,
        kind=PublicationKind.AGENDA,
        agenda=agenda,
        text_name="agenda_post",
        files=named(new_files(None, agenda)),
        facts={
            "arena": place.arena,
            "agenda": agenda_in_chat(place.arena, agenda),
            "papers": papers_in_chat(place),
        },
        in_mail={"agenda": agenda, "papers": Papers.ATTACHED},
    )


def next_version(place: ArenaStore, meeting: Meeting, now: datetime) -> Page | None:
    """The next version of a sent agenda, with what has changed; None before anything was sent."""
    found = _drafted_anew(place, meeting, now)
    if found is None:
        return None
    earlier, agenda = found
    changes = changes_between(earlier, agenda)
    return Page(
        meeting=meeting,
        kind=PublicationKind.AGENDA,
        agenda=agenda,
        text_name="agenda_version",
        files=named(new_files(earlier, agenda)),
        changes=changes,
        facts={
            "arena": place.arena,
            "agenda": agenda_in_chat(place.arena, agenda),
            "changes": changes_in_chat(place.arena, changes),
            "earlier": earlier,
            "papers": papers_in_chat(place),
        },
        in_mail={"agenda": agenda, "changes": changes, "papers": Papers.ATTACHED},
    )


def next_supplement(place: ArenaStore, meeting: Meeting, now: datetime) -> Page | None:
    """The items that were accepted since the agenda went out; None if there are none."""
    found = _drafted_anew(place, meeting, now)
    if found is None:
        return None
    earlier, draft = found
    whole, added = supplemented(as_planned(earlier, meeting), draft)
    if not added:
        return None
    days = (meeting.starts.date() - place.arena.today(now)).days
    return Page(
        meeting=meeting,
        kind=PublicationKind.SUPPLEMENT,
        agenda=whole,
        text_name="agenda_supplement",
        files=named(new_files(earlier, whole)),
        facts={
            "arena": place.arena,
            "agenda": agenda_in_chat(place.arena, whole),
            "added": [line_in_chat(place.arena, line) for line in added],
            "days": days,
            "papers": papers_in_chat(place),
        },
        in_mail={"agenda": whole, "added": added, "papers": Papers.ATTACHED},
    )


def _drafted_anew(place: ArenaStore, meeting: Meeting, now: datetime) -> tuple[Agenda, Agenda] | None:
    """The agenda that people have, and the one that would go out now."""
    sent = place.all_publications(meeting)
    earlier = as_sent(sent, place.arena.zone)
    if earlier is None:
        return None
    items = place.items_of(meeting)
    undecided = any(item.state is ItemState.INCOMING for item in items)
    draft = draft_agenda(
        meeting,
        items,
        version=next_number(sent),
        is_preliminary=earlier.preliminary and undecided,
        now=now,
        earlier=earlier,
    )
    return earlier, draft


def next_number(sent: Sequence[Publication]) -> int:
    """The agenda's next version; supplements take one too."""
    return max((each.version for each in sent if each.kind in PAGES), default=0) + 1


def waits_for_files(place: ArenaStore, deadline: Deadline, now: datetime) -> bool:
    """Whether a file of the agenda is still on its way and there is patience left."""
    if now >= deadline.due_at + PATIENCE_WITH_FILES:
        return False
    return any(_is_on_its_way(item) for item in place.items_of(deadline.meeting))


def _is_on_its_way(item: AgendaItem) -> bool:
    is_accepted = item.state is ItemState.ACCEPTED
    return is_accepted and any(file.state is FileState.AWAITING for file in item.current_attachments)


def named(files: Iterable[tuple[AgendaLine, str, str]]) -> Sequence[tuple[str, str]]:
    """Attachments by the names under which they are sent."""
    return [(shown_name(line.number, name), sha256) for line, name, sha256 in files]


def pdf_name(arena: Arena, agenda: Agenda) -> str:
    """What the PDF of that agenda is called."""
    word = "Preliminär dagordning" if agenda.preliminary else "Dagordning"
    version = f" version {agenda.version}" if agenda.version > 1 else ""
    return f"{word} {arena.short} {agenda.starts_at:%Y-%m-%d}{version}.pdf".replace("/", "-")
