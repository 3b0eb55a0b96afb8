"""What takes long or tells the time, played in an instant: clock, printer, painter and binder."""

from collections.abc import Mapping
from datetime import datetime

from bot.model.agenda import Agenda
from bot.model.binding import Binding
from bot.model.yearwheel import YearWheel
from handlers.clock import Clock


class StillClock(Clock):
    """Stands still until it is moved."""

    def __init__(self, at: datetime) -> None:
        super().__init__()
        self.at = at

    def now(self) -> datetime:
        """The instant at which it stands."""
        return self.at


def printed(agenda: Agenda) -> bytes:
    return f"%PDF-1.7 the agenda {agenda.version}".encode()


async def bound(binding: Binding, _contents: Mapping[str, bytes]) -> bytes:
    """A stand-in for the papers in one PDF."""
    return f"%PDF-1.7 all papers, part {binding.part} of {binding.parts}".encode()


def painted(wheel: YearWheel) -> bytes:
    """The smallest PNG that can be told apart: as wide as the year has marks, as high as the date says."""
    size = (100 + len(wheel.marks)).to_bytes(4) + (100 + wheel.today.day).to_bytes(4)
    return b"\x89PNG\r\n\x1a\n" + (13).to_bytes(4) + b"IHDR" + size + b"\x08\0\0\0\0" + bytes(4)


def nobody() -> None:
    """Nobody has to be woken."""
