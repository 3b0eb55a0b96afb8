"""A meeting of the model, and what comes up at it."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from tests.years.days import spoken

if TYPE_CHECKING:
    from tests.years.room import Room


@dataclass(eq=False)
class Item:
    """As the arena has it. `place` is its turn on the agenda, None while it is not taken up."""

    number: int
    title: str
    proposer: str
    seat: str
    meeting: "Meeting | None"
    state: str = "incoming"
    place: int | None = None
    file: str = ""
    lift: "Lift | None" = None

    @property
    def is_open(self) -> bool:
        """Whether something may still become of it."""
        return self.state in ("incoming", "accepted")

    @property
    def name(self) -> str:
        """As messages say it."""
        return f"{self.number} {self.title}"


@dataclass(eq=False)
class Lift:
    """Whence an item came, and who lifted it."""

    room: "Room"
    item: Item
    by: str


@dataclass(eq=False)
class Meeting:
    """A meeting and what was sent about it; `lines` are those of the newest agenda, by their number."""

    key: int
    starts: datetime
    prepared: datetime
    state: str = "planned"
    is_ready: bool = False
    version: int = 0
    lines: dict[int, Item] = field(default_factory=dict)
    # What stands there as not prepared.
    unprepared: list[Item] = field(default_factory=list)
    answers: dict[str, str] = field(default_factory=dict)
    called_in: set[str] = field(default_factory=set)
    have_read: set[str] = field(default_factory=set)
    minutes: int = 0
    place: str = "Rådhuset"
    # How people have left it in Outlook, and how often everybody was invited to it there.
    subject: str = ""
    guests: set[str] = field(default_factory=set)
    is_in_outlook: bool = True
    times_invited: int = 1
    # The newest agenda as a file.
    file: str = ""

    @property
    def spoken(self) -> str:
        """As messages say it."""
        return spoken(self.starts)
