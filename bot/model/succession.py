"""What passes from an arena that ends to its successor, and how it is kept so that it can go back."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from bot.model.arena import Arena
from bot.model.item import AgendaItem
from bot.model.joining import Chat
from bot.model.meeting import Meeting
from bot.model.seat import Seat, Tenure

# Where in Arena.settings it is kept what has passed, by the old arena and by the new.
PASSED, TOOK_OVER = "succession", "took_over"


@dataclass(frozen=True, kw_only=True)
class Succession:
    """What passes on the day. `seats` are tenures of the old arena with the new one's matching vacant seat;
    `left_meetings` were planned in the old arena for that day or later, and are not held there."""

    old: Arena
    new: Arena
    on: date
    items: list[AgendaItem]
    seats: list[tuple[Tenure, Seat]]
    chats: list[Chat]
    left_meetings: list[Meeting]


@dataclass(frozen=True, kw_only=True)
class Reason:
    """Why it cannot be: `why` is a word of texts/no/not_passed_on.j2, `name` an arena, `number` an item's."""

    why: str
    name: str
    number: int | None = None


def matching_seat(seat: Seat, seats: list[Seat], on: date) -> Seat | None:
    """Of the seats of that day the one of the same key, else of the same title and organisation."""
    alike = [each for each in seats if each.kind is seat.kind and each.covers(on)]
    by_key = [each for each in alike if each.key == seat.key]
    by_name = [each for each in alike if _named(each) == _named(seat)]
    return next(iter([*by_key, *by_name]), None)


def _named(seat: Seat) -> tuple[str, str]:
    return seat.title.casefold(), (seat.organisation or "").casefold()


def kept_item(item: AgendaItem) -> dict[str, Any]:
    """An item as it is before it passes."""
    return {
        "id": item.id,
        "number": item.number,
        "state": item.state.value,
        "position": item.position,
        "meeting": item.meeting.id if item.meeting else None,
        "seat": item.seat.id if item.seat else None,
    }


def number_before(arena: Arena, item: AgendaItem) -> tuple[str, int] | None:
    """The arena from which the item was taken over, by id, and its number there."""
    for arena_id, numbers in arena.settings.get(TOOK_OVER, {}).items():
        if str(item.id) in numbers:
            return arena_id, int(numbers[str(item.id)])
    return None
