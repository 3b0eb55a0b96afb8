"""The agenda before it is sent: items in order, numbered and timed, ready to be frozen."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from bot.model.agenda import Agenda, AgendaLine
from bot.model.item import AgendaItem, FileState, ItemState
from bot.model.meeting import Meeting


def draft_agenda(
    meeting: Meeting, items: Sequence[AgendaItem], *, version: int, is_preliminary: bool, now: datetime
) -> Agenda:
    """The agenda as it would go out now; a preliminary one shows what nobody has prepared yet."""
    accepted = [item for item in items if item.state is ItemState.ACCEPTED]
    incoming = [item for item in items if item.state is ItemState.INCOMING] if is_preliminary else []
    return Agenda(
        arena_name=meeting.arena.name,
        arena_short=meeting.arena.short,
        meeting_kind=meeting.kind,
        starts_at=meeting.starts_local,
        minutes=meeting.minutes,
        place=meeting.place,
        link=meeting.link,
        version=version,
        preliminary=is_preliminary,
        sent_at=meeting.arena.local(now),
        lines=tuple(_timed_lines(meeting, accepted)),
        incoming=tuple(
            _line(len(accepted) + number, item, None, with_files=False)
            for number, item in enumerate(incoming, start=1)
        ),
    )


def minutes_planned(items: Sequence[AgendaItem]) -> int:
    """The sum of the accepted items' minutes."""
    return sum(item.minutes or 0 for item in items if item.state is ItemState.ACCEPTED)


def _timed_lines(meeting: Meeting, accepted: Sequence[AgendaItem]) -> Iterator[AgendaLine]:
    """Clock times run on from the start until an item says nothing of its minutes."""
    at: datetime | None = meeting.starts_at
    for number, item in enumerate(accepted, start=1):
        clock = f"{at.astimezone(meeting.arena.zone):%H.%M}" if at else None
        yield _line(number, item, clock, with_files=True)
        at = at + timedelta(minutes=item.minutes) if at and item.minutes else None


def _line(number: int, item: AgendaItem, clock: str | None, *, with_files: bool) -> AgendaLine:
    files = item.current_attachments if with_files else []
    return AgendaLine(
        number=number,
        title=item.title,
        item_id=item.id,
        clock=clock,
        minutes=item.minutes,
        kind=item.kind,
        presenter=item.presented_by,
        proposer=item.proposer.name if item.proposer else None,
        description=item.description if with_files else None,
        attachments=tuple(file.name for file in files if file.state is FileState.STORED),
        late_attachments=tuple(file.name for file in files if file.state is FileState.AWAITING),
        awaits_file=item.awaits_file and with_files,
    )
