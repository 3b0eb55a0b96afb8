"""What prints agendas, binds papers and draws pictures."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass

from bot.model.agenda import Agenda
from bot.model.binding import Binding
from bot.model.calendarentry import CalendarEntry
from bot.model.yearwheel import YearWheel

# Prints an agenda as PDF.
Press = Callable[[Agenda], bytes]
# Binds papers, whose contents it gets by their SHA-256, into one PDF with bookmarks. Raises BindingFailed.
Binder = Callable[[Binding, Mapping[str, bytes]], Awaitable[bytes]]


class BindingFailed(Exception):
    """The papers could not be bound this time."""


# Draws a year as a picture that people look at on a phone, PNG.
Painter = Callable[[YearWheel], bytes]
# Writes a meeting as a file for calendars.
Scribe = Callable[[CalendarEntry], bytes]


@dataclass(frozen=True, kw_only=True)
class Workshop:
    """What makes papers, pictures and calendar files at once for those who ask for them."""

    press: Press
    painter: Painter
    scribe: Scribe
