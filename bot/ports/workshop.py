"""What prints agendas and binds papers."""

from collections.abc import Awaitable, Callable, Mapping

from bot.model.agenda import Agenda
from bot.model.binding import Binding

# Prints an agenda as PDF.
Press = Callable[[Agenda], bytes]
# Binds papers, whose contents it gets by their SHA-256, into one PDF with bookmarks. Raises BindingFailed.
Binder = Callable[[Binding, Mapping[str, bytes]], Awaitable[bytes]]


class BindingFailed(Exception):
    """The papers could not be bound this time."""
