"""A co-option: one person of no seat is invited to a meeting, or to one of its items, and to nothing else."""

from dataclasses import dataclass, field
from datetime import date, datetime

from bot.model.item import OPEN_STATES, AgendaItem, ItemState
from bot.model.meeting import Meeting
from bot.model.person import Person

# What messages to somebody co-opted are promised for: one co-option, its end, or whatever they have.
CO_OPTION, CO_OPTION_ENDED, CO_OPTED = "co_option", "co_option_ended", "co_opted"
# An item that comes up, or did: with any other its co-options end.
COMES_UP = (*OPEN_STATES, ItemState.TREATED)


@dataclass(eq=False, kw_only=True)
class CoOption:
    """Either `meeting` or `item` is set; that of an item follows it to another meeting.

    `presents` says that the item got this person as its presenter in the same stroke, so that either ends
    the other.
    """

    id: int = field(init=False, default=0)
    arena_id: str
    person: Person
    meeting: Meeting | None = None
    item: AgendaItem | None = None
    presents: bool = False
    invited_by: Person
    invited_at: datetime
    through: str
    withdrawn_by: Person | None = None
    withdrawn_at: datetime | None = None

    @property
    def at(self) -> Meeting | None:
        """The meeting to which they come; None while the item waits for one."""
        return self.item.meeting if self.item else self.meeting

    def is_in_force(self, day: date) -> bool:
        """It ends by itself when the day of the meeting is over, and with its item."""
        is_over = self.at is not None and self.at.starts.date() < day
        return self.withdrawn_at is None and not is_over and not self.has_lost_item

    @property
    def has_lost_item(self) -> bool:
        """Whether its item was declined, withdrawn or lifted."""
        return self.item is not None and self.item.state not in COMES_UP

    @property
    def subject(self) -> str:
        """What its messages are promised for."""
        return f"{CO_OPTION}:{self.id}"

    @property
    def subjects(self) -> tuple[str, str]:
        """That, and what is promised for its end."""
        return self.subject, self.ended_subject

    @property
    def ended_subject(self) -> str:
        """What is promised for its end."""
        return f"{CO_OPTION_ENDED}:{self.id}"

    def is_about(self, meeting: Meeting | None, item: AgendaItem | None) -> bool:
        """Whether it is for exactly that."""
        return self.meeting is meeting if item is None else self.item is item

    def follow(self, item: AgendaItem) -> None:
        """It is for that item from now on, in whatever arena it is."""
        self.item, self.arena_id = item, item.arena_id

    def withdraw(self, by: Person | None, now: datetime) -> None:
        """It was taken back."""
        self.withdrawn_by, self.withdrawn_at = by, now
