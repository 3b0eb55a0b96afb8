"""`arshjul`: an arena's year as a picture in a file, and in words."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bot.acts.arenas.yearwheel import wheel_of, year_of_interest
from bot.model.yearwheel import YearWheel
from bot.ports.store import Store
from bot.texts import plain_lines, say
from handlers.clock import Clock
from handlers.line.arenas import place_of
from handlers.line.exits import Stop
from handlers.line.opening import committed, opened
from handlers.settings import Settings
from integrations.wheel import wheel_png, wheel_svg


class NotWritten(Stop):
    """A file cannot be written."""


def wheel(settings: Settings, arena_id: str, year: int | None) -> YearWheel:
    """The year, that of the next meeting where none is named. Raises UnknownArena."""
    with opened(settings) as (database, clock):
        return committed(database, lambda store: _wheel(store, arena_id, year, clock))


def _wheel(store: Store, arena_id: str, year: int | None, clock: Clock) -> YearWheel:
    place = place_of(store, arena_id)
    now = clock.now()
    year = year or year_of_interest(place, now=now)
    # A picture in a file goes to anybody: what is for the preparers alone stays out.
    return wheel_of(place, year, lambda meeting: not meeting.is_preparatory, now=now)


def write(drawn: YearWheel, *, svg: Path | None, png: Path | None) -> None:
    """Draw it into those files, over what is there. Raises NotWritten."""
    for file, draw in ((svg, wheel_svg), (png, wheel_png)):
        if file is not None:
            _write(file, draw(drawn))


def _write(file: Path, content: bytes) -> None:
    try:
        file.write_bytes(content)
    except OSError:
        raise NotWritten(f"Det går inte att skriva {file}. Kontrollera mappen och rättigheterna.") from None


def as_json(drawn: YearWheel) -> dict[str, Any]:
    """The year, for programs; `until` is the first day after."""
    return {
        "arena": drawn.arena.id,
        "year": drawn.year,
        "days": [
            {"day": mark.day.isoformat(), "what": mark.kind.value, "meeting": mark.meeting.key}
            for mark in drawn.marks
        ],
        "terms": [
            {
                "role": term.role.value,
                "side": term.side,
                "from": term.begins.isoformat(),
                "until": term.ends.isoformat(),
            }
            for term in drawn.terms
        ],
    }


def lines(drawn: YearWheel) -> Iterator[str]:
    """The year, for people."""
    yield from plain_lines(say("year_wheel", arena=drawn.arena, wheel=drawn))
