"""The agenda before it is sent: items in order, numbered and timed, ready to be frozen."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from itertools import count

from bot.model.agenda import Agenda, AgendaLine
from bot.model.item import AgendaItem, FileState, ItemState
from bot.model.meeting import Meeting

Numbers = dict[AgendaItem, int]


def draft_agenda(
    meeting: Meeting,
    items: Sequence[AgendaItem],
    *,
    version: int,
    is_preliminary: bool,
    now: datetime,
    earlier: Agenda | None = None,
) -> Agenda:
    """The agenda as it would go out now; a preliminary one shows what nobody has prepared yet.

    After `earlier` numbers stay: what is new takes the next one, and what is gone is marked «utgår».
    """
    accepted = [item for item in items if item.state is ItemState.ACCEPTED]
    incoming = [item for item in items if item.state is ItemState.INCOMING] if is_preliminary else []
    numbers = _numbers([*accepted, *incoming], earlier)
    lines = list(_timed_lines(meeting, accepted, numbers))
    for line in _gone(earlier, numbers):
        _put_by_number(lines, line)
    return Agenda(
        arena_name=meeting.arena.name,
        arena_short=meeting.arena.short,
        meeting_kind=meeting.kind,
        starts_at=meeting.starts_local,
        minutes=meeting.minutes,
        place=meeting.place,
        link=meeting.way_in,
        version=version,
        preliminary=is_preliminary,
        sent_at=meeting.arena.local(now),
        lines=tuple(lines),
        incoming=tuple(_line(numbers[item], item, None, with_files=False) for item in incoming),
        is_late=earlier is None and now > meeting.agenda_due_at,
    )


def minutes_planned(items: Sequence[AgendaItem]) -> int:
    """The sum of the accepted items' minutes."""
    return sum(item.minutes or 0 for item in items if item.state is ItemState.ACCEPTED)


def _numbers(items: Sequence[AgendaItem], earlier: Agenda | None) -> Numbers:
    given = {line.item_id: line.number for line in (*earlier.lines, *earlier.incoming)} if earlier else {}
    following = count(max(given.values(), default=0) + 1)
    return {item: given.get(item.id) or next(following) for item in items}


def _gone(earlier: Agenda | None, numbers: Numbers) -> Iterator[AgendaLine]:
    """What had a number and has no place any more; the number is nobody else's."""
    kept = {item.id for item in numbers}
    for line in (*earlier.lines, *earlier.incoming) if earlier else ():
        if line.item_id not in kept:
            yield AgendaLine(
                number=line.number,
                title=line.title,
                item_id=line.item_id,
                proposer=line.proposer,
                withdrawn=True,
            )


def _put_by_number(lines: list[AgendaLine], gone: AgendaLine) -> None:
    at = next((place for place, line in enumerate(lines) if line.number > gone.number), len(lines))
    lines.insert(at, gone)


def _timed_lines(meeting: Meeting, accepted: Sequence[AgendaItem], numbers: Numbers) -> Iterator[AgendaLine]:
    """Clock times run on from the start until an item says nothing of its minutes."""
    at: datetime | None = meeting.starts_at
    for item in accepted:
        clock = f"{at.astimezone(meeting.arena.zone):%H.%M}" if at else None
        yield _line(numbers[item], item, clock, with_files=True)
        at = at + timedelta(minutes=item.minutes) if at and item.minutes else None


def _line(number: int, item: AgendaItem, clock: str | None, *, with_files: bool) -> AgendaLine:
    files = item.current_attachments if with_files else []
    stored = [file for file in files if file.state is FileState.STORED]
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
        attachments=tuple(file.name for file in stored),
        sha256s=tuple(file.sha256 or "" for file in stored),
        late_attachments=tuple(file.name for file in files if file.state is FileState.AWAITING),
        awaits_file=with_files and item.awaits_file,
    )
