"""What may stand in chat: in a sparsam arena nothing but titles, times and buttons."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from enum import StrEnum
from typing import Any

from bot.acts.sending.promises import LADDER
from bot.model.agenda import Agenda, AgendaLine
from bot.model.arena import Arena
from bot.model.changes import Change, ChangeKind
from bot.model.meeting import Meeting
from bot.model.person import Person
from bot.ports.arena_store import ArenaStore
from bot.refusals import OnlyTitlesHere


class Papers(StrEnum):
    """How files come to whoever reads the words."""

    FOLLOW = "follow"
    MAILED = "mailed"
    FORWARDED = "forwarded"
    ATTACHED = "attached"


TITLES_AND_TIMES = frozenset(
    {
        ChangeKind.PREPARED,
        ChangeKind.TIME,
        ChangeKind.ADDED,
        ChangeKind.WITHDRAWN,
        ChangeKind.TITLE,
        ChangeKind.MINUTES,
        ChangeKind.ORDER,
    }
)


def papers_in_chat(place: ArenaStore) -> Papers:
    """What is said of files where the words stand in chat."""
    if not place.arena.is_sparse:
        return Papers.FOLLOW
    return Papers.MAILED if place.mails else Papers.FORWARDED


def agenda_in_chat(arena: Arena, agenda: Agenda) -> Agenda:
    """The agenda as it may stand in a message of the arena."""
    if not arena.is_sparse:
        return agenda
    return replace(
        agenda,
        place=None,
        link=None,
        lines=tuple(line_in_chat(arena, line) for line in agenda.lines),
        incoming=tuple(line_in_chat(arena, line) for line in agenda.incoming),
    )


def where(meeting: Meeting, *, in_mail: bool = False) -> dict[str, Any]:
    """Where it is held and how one takes part from afar, as facts of a text; a mail may say all of it."""
    if in_mail:
        return {"held_at": meeting.place, "link": meeting.way_in, "in_mail": True}
    return {"held_at": meeting.place_in_chat, "link": meeting.link_in_chat, "in_mail": False}


def changes_in_chat(arena: Arena, changes: Sequence[Change]) -> Sequence[Change]:
    """What is said of a new version; the rest of it stands in the package."""
    return [change for change in changes if change.kind in TITLES_AND_TIMES] if arena.is_sparse else changes


def line_in_chat(arena: Arena, line: AgendaLine) -> AgendaLine:
    """The line as it may stand in a message of the arena."""
    return _title_and_time(line) if arena.is_sparse else line


def _title_and_time(line: AgendaLine) -> AgendaLine:
    return AgendaLine(
        number=line.number,
        title=line.title,
        item_id=line.item_id,
        clock=line.clock,
        minutes=line.minutes,
        withdrawn=line.withdrawn,
    )


def must_take_more(place: ArenaStore, now: datetime) -> None:
    """Raises OnlyTitlesHere where descriptions and files are not to go through chat."""
    if place.arena.is_sparse:
        raise OnlyTitlesHere(name=place.arena.short, to=addressee(place, now))


def addressee(place: ArenaStore, now: datetime) -> Person | None:
    """To whom what does not go through chat is sent, whether they can be reached in Telegram or not."""
    standings = place.standings(place.arena.today(now))
    held = (each.person for kind in LADDER for each in standings if kind in each.roles)
    return next(held, None)
