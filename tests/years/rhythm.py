"""What falls due around a meeting, read out of what users are told (PRODUCT.md) and worked out by hand."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time

from tests.years.days import (
    DAY,
    morning,
    morning_after,
    open_from,
    open_since,
    rested,
    workdays_before,
)

ORDER = (
    "closed preparatory,call closing,attendance,attendance again,not ready,agenda,unread,tomorrow,news"
    ",outcomes,assumed"
)


@dataclass(frozen=True)
class Due:
    """One thing, and the wall time at which it happens by itself."""

    at: datetime
    kind: str

    @property
    def order(self) -> int:
        """What comes first at one and the same time."""
        return ORDER.find(self.kind)


def sending_time(starts: datetime) -> datetime:
    """08:00 on the last working day that keeps the week; a meeting before eight needs the day before."""
    return _morning_keeping(starts - 7 * DAY)


def closing_day(starts: datetime) -> date:
    """The last day for items."""
    return (starts - 14 * DAY).date()


def preparatory(starts: datetime) -> datetime:
    """When the preparatory meeting is held."""
    return datetime.combine(open_since((starts - 10 * DAY).date()), starts.time())


def call_time(starts: datetime) -> datetime:
    """When items are called for."""
    return _held(morning(open_from((starts - 28 * DAY).date())), until=_closes(starts))


def follows(prepared: datetime, before: datetime, after: datetime) -> datetime:
    """Where the preparatory meeting goes with the one that it prepares."""
    shifted = prepared + (after - before)
    return datetime.combine(open_since(shifted.date()), shifted.time())


def dues_of(starts: datetime, prepared: datetime) -> Iterator[Due]:
    """Everything, in no order."""
    yield Due(call_time(starts), "call")
    yield Due(_morning_keeping(_closes(starts)), "closing")
    paper = morning(workdays_before(prepared.date(), 1))
    told = morning_after(_closes(starts))
    if paper != told:
        yield Due(told, "closed")
    yield Due(paper, "preparatory")
    yield from _asking(starts)
    sent = sending_time(starts)
    yield Due(morning(workdays_before(sent.date(), 2)), "not ready")
    yield Due(morning(workdays_before(sent.date(), 1)), "not ready")
    yield Due(sent, "agenda")
    yield Due(_morning_keeping(starts - 3 * DAY), "unread")
    yield Due(morning(workdays_before(starts.date(), 1)), "tomorrow")
    asked = rested(morning(open_from(starts.date() + DAY)))
    yield Due(asked, "outcomes")
    yield Due(asked + 14 * DAY, "assumed")


def news_due(starts: datetime, booked: datetime) -> Due | None:
    """The morning after it was planned, unless it is called for by then."""
    told = rested(morning_after(booked))
    return Due(told, "news") if told < call_time(starts) else None


def _asking(starts: datetime) -> Iterator[Due]:
    yield Due(_morning_keeping(starts - 10 * DAY), "attendance")
    yield Due(_morning_keeping(starts - 3 * DAY), "attendance again")


def _closes(starts: datetime) -> datetime:
    return datetime.combine(closing_day(starts), time(23, 59))


def _morning_keeping(wall: datetime) -> datetime:
    day = wall.date() if wall >= morning(wall.date()) else wall.date() - DAY
    return morning(open_since(day))


def _held(wall: datetime, until: datetime) -> datetime:
    later = rested(wall)
    return later if later < until else wall
