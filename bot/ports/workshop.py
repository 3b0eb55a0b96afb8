"""What prints agendas and binds papers."""

from collections.abc import Callable
from dataclasses import dataclass

from bot.model.agenda import Agenda
from bot.model.binding import Binding

# Prints an agenda as PDF.
Press = Callable[[Agenda], bytes]
# Binds the agenda's PDF, if it belongs to this part, and the lines' papers into one PDF with bookmarks.
Binder = Callable[[Binding], bytes]


@dataclass(frozen=True, kw_only=True)
class Workshop:
    """What makes papers for those who ask for them."""

    press: Press
    binder: Binder
