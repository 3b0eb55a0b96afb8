"""What prints agendas, binds papers and draws pictures."""

from collections.abc import Callable
from dataclasses import dataclass

from bot.model.agenda import Agenda
from bot.model.binding import Binding
from bot.model.yearwheel import YearWheel

# Prints an agenda as PDF.
Press = Callable[[Agenda], bytes]
# Binds the agenda's PDF, if it belongs to this part, and the lines' papers into one PDF with bookmarks.
Binder = Callable[[Binding], bytes]
# Draws a year as a picture that people look at on a phone, PNG.
Painter = Callable[[YearWheel], bytes]


@dataclass(frozen=True, kw_only=True)
class Workshop:
    """What makes papers and pictures for those who ask for them."""

    press: Press
    binder: Binder
    painter: Painter
