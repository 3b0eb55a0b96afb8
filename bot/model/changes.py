"""What differs between the agenda that people have and the one that would go out now."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any
from zoneinfo import ZoneInfo

from bot.model.agenda import Agenda, AgendaLine, thawed
from bot.model.meeting import Meeting
from bot.model.publication import PAGES, Publication


class ChangeKind(StrEnum):
    """What people are told of; each has its words in change.j2."""

    PREPARED = "prepared"
    TIME = "time"
    PLACE = "place"
    LINK = "link"
    ADDED = "added"
    WITHDRAWN = "withdrawn"
    TITLE = "title"
    MINUTES = "minutes"
    KIND = "kind"
    PRESENTER = "presenter"
    DESCRIPTION = "description"
    NEW_FILE = "new_file"
    NEW_FILE_VERSION = "new_file_version"
    FILE_GONE = "file_gone"
    ORDER = "order"


@dataclass(frozen=True, kw_only=True)
class Change:
    """One difference; `line` is the item's as it is now, `value` what is new."""

    kind: ChangeKind
    line: AgendaLine | None = None
    value: Any = None

    @property
    def brings_files(self) -> bool:
        """Whether an attachment comes with it."""
        if self.kind is ChangeKind.ADDED:
            return bool(self.line and self.line.attachments)
        return self.kind in (ChangeKind.NEW_FILE, ChangeKind.NEW_FILE_VERSION)


def as_sent(publications: Iterable[Publication], zone: ZoneInfo) -> Agenda | None:
    """The agenda as people have it: the latest version, with the late attachments that followed it."""
    agenda: Agenda | None = None
    for publication in publications:
        if publication.kind in PAGES:
            agenda = thawed(publication.agenda, zone)
        elif agenda:
            agenda = _with_files(agenda, publication.late_files)
    return agenda


def as_planned(agenda: Agenda, meeting: Meeting) -> Agenda:
    """The agenda that people have, when and where the meeting is now: that it moved they were told.

    Its clock times go along, in their order and with their minutes.
    """
    later = meeting.starts_local.replace(tzinfo=None) - agenda.starts_at.replace(tzinfo=None)
    return replace(
        agenda,
        starts_at=meeting.starts_local,
        minutes=meeting.minutes if later else agenda.minutes,
        place=meeting.place,
        link=meeting.way_in,
        lines=tuple(_later(line, later) for line in agenda.lines),
    )


def _later(line: AgendaLine, by: timedelta) -> AgendaLine:
    if line.clock is None:
        return line
    return replace(line, clock=f"{datetime.strptime(line.clock, '%H.%M') + by:%H.%M}")  # noqa: DTZ007


def _with_files(agenda: Agenda, files: Iterable[dict[str, Any]]) -> Agenda:
    for file in files:
        agenda = _with_file(agenda, **file)
    return agenda


def _with_file(agenda: Agenda, *, item_id: int, name: str, sha256: str, **_more: object) -> Agenda:
    lines = [_given(line, name, sha256) if line.item_id == item_id else line for line in agenda.lines]
    return replace(agenda, lines=tuple(lines))


def _given(line: AgendaLine, name: str, sha256: str) -> AgendaLine:
    files = line.files | {name: sha256}
    late = tuple(each for each in line.late_attachments if each != name)
    return replace(line, attachments=tuple(files), sha256s=tuple(files.values()), late_attachments=late)


def changes_between(earlier: Agenda, later: Agenda) -> tuple[Change, ...]:
    """What a reader of the earlier agenda must know, in the order in which it is told."""
    return tuple(_changes(earlier, later))


def _changes(earlier: Agenda, later: Agenda) -> Iterator[Change]:
    if earlier.preliminary and not later.preliminary:
        yield Change(kind=ChangeKind.PREPARED)
    if (earlier.starts_at, earlier.minutes) != (later.starts_at, later.minutes):
        yield Change(kind=ChangeKind.TIME, value=later.starts_at)
    for kind in (ChangeKind.PLACE, ChangeKind.LINK):
        if getattr(earlier, kind) != getattr(later, kind):
            yield Change(kind=kind, value=getattr(later, kind))
    prepared = {line.item_id: line for line in earlier.lines}
    for line in later.lines:
        yield from _line_changes(prepared.get(line.item_id), line)
    if _order(earlier, later) != _order(later, earlier):
        yield Change(kind=ChangeKind.ORDER, value=[line.number for line in later.lines if not line.withdrawn])


def _line_changes(before: AgendaLine | None, line: AgendaLine) -> Iterator[Change]:
    if line.withdrawn:
        if before is None or not before.withdrawn:
            yield Change(kind=ChangeKind.WITHDRAWN, line=line)
        return
    if before is None or before.withdrawn:
        yield Change(kind=ChangeKind.ADDED, line=line)
        return
    if line.title != before.title:
        yield Change(kind=ChangeKind.TITLE, line=line, value=before.title)
    for kind in (ChangeKind.MINUTES, ChangeKind.KIND, ChangeKind.PRESENTER, ChangeKind.DESCRIPTION):
        if getattr(line, kind) != getattr(before, kind):
            yield Change(kind=kind, line=line, value=getattr(line, kind))
    yield from _file_changes(before, line)


def _file_changes(before: AgendaLine, line: AgendaLine) -> Iterator[Change]:
    for name, sha256 in line.files.items():
        if before.files.get(name) == sha256:
            continue
        is_known = name in before.files
        kind = ChangeKind.NEW_FILE_VERSION if is_known else ChangeKind.NEW_FILE
        yield Change(kind=kind, line=line, value=name)
    for name in before.files:
        if name not in (*line.files, *line.late_attachments):
            yield Change(kind=ChangeKind.FILE_GONE, line=line, value=name)


def _order(agenda: Agenda, other: Agenda) -> Sequence[int | None]:
    """The items that stand in both, in this one's order."""
    both = {line.item_id for line in other.lines if not line.withdrawn}
    return [line.item_id for line in agenda.lines if not line.withdrawn and line.item_id in both]


def new_files(earlier: Agenda | None, later: Agenda) -> Iterator[tuple[AgendaLine, str, str]]:
    """Line, name and content of every attachment that a reader of the earlier agenda does not have."""
    had = {line.item_id: line.files for line in earlier.lines} if earlier else {}
    for line in later.lines:
        for name, sha256 in line.files.items():
            if had.get(line.item_id, {}).get(name) != sha256:
                yield line, name, sha256


def supplemented(earlier: Agenda, draft: Agenda) -> tuple[Agenda, tuple[AgendaLine, ...]]:
    """The agenda that people have with only the items added that it lacks, and those items.

    Other changes are not sent on the quiet: they wait for a version that names them.
    """
    known = {line.item_id for line in earlier.lines if not line.withdrawn}
    added = tuple(line for line in draft.lines if not line.withdrawn and line.item_id not in known)
    new = {line.item_id for line in added}
    lines = [line for line in earlier.lines if line.item_id not in new]
    incoming = tuple(line for line in earlier.incoming if line.item_id not in new)
    whole = replace(
        earlier,
        version=draft.version,
        sent_at=draft.sent_at,
        preliminary=earlier.preliminary and bool(incoming),
        lines=(*lines, *added),
        incoming=incoming,
        is_late=False,
    )
    return whole, added
