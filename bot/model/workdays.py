"""Swedish working days and the wall-clock arithmetic of deadlines."""

from datetime import date, datetime, time, timedelta
from enum import StrEnum
from functools import lru_cache
from zoneinfo import ZoneInfo

from holidays import country_holidays

MORNING = time(8, 0)


class DayOff(StrEnum):
    """Why Swedish offices are closed; on the eves they are though the law does not name them (PRODUCT.md)."""

    WEEKEND = "weekend"
    MIDSUMMER_EVE = "midsummer_eve"
    CHRISTMAS_EVE = "christmas_eve"
    NEW_YEARS_EVE = "new_years_eve"
    HOLIDAY = "holiday"


_CLOSED_EVES = {(12, 24): DayOff.CHRISTMAS_EVE, (12, 31): DayOff.NEW_YEARS_EVE}


@lru_cache(maxsize=64)
def _holidays(year: int) -> frozenset[date]:
    return frozenset(country_holidays("SE", years=year))


def _is_midsummer_eve(day: date) -> bool:
    return day.weekday() == 4 and day.month == 6 and 19 <= day.day <= 25


def day_off(day: date) -> DayOff | None:
    """Why offices are closed that day, None if they are open."""
    if day.weekday() >= 5:
        return DayOff.WEEKEND
    if _is_midsummer_eve(day):
        return DayOff.MIDSUMMER_EVE
    eve = _CLOSED_EVES.get((day.month, day.day))
    return eve or (DayOff.HOLIDAY if day in _holidays(day.year) else None)


def is_workday(day: date) -> bool:
    """Whether offices are open: no weekend, public holiday, midsommarafton, julafton or nyårsafton."""
    return day_off(day) is None


def last_workday_until(day: date) -> date:
    """The day itself if offices are open, else the last one before it on which they are."""
    while not is_workday(day):
        day -= timedelta(days=1)
    return day


def is_july_rest(day: date) -> bool:
    """Whether the day lies in weeks 28 to 31, when most are away (PRODUCT.md)."""
    return 28 <= day.isocalendar().week <= 31


def morning_of(day: date, zone: ZoneInfo) -> datetime:
    """08:00 that day as an aware local time."""
    return datetime.combine(day, MORNING, zone)


def last_morning_keeping(due: datetime) -> datetime:
    """08:00 on the last working day that is not later than `due` (aware, local)."""
    zone = due.tzinfo
    assert isinstance(zone, ZoneInfo)  # noqa: S101 (only arena-local times come here)
    day = due.date()
    while not is_workday(day) or morning_of(day, zone) > due:
        day -= timedelta(days=1)
    return morning_of(day, zone)


def first_morning(since: datetime) -> datetime:
    """08:00 on the first working day that is not earlier than `since` (aware, local)."""
    zone = since.tzinfo
    assert isinstance(zone, ZoneInfo)  # noqa: S101 (only arena-local times come here)
    day = since.date()
    while not is_workday(day) or morning_of(day, zone) < since:
        day += timedelta(days=1)
    return morning_of(day, zone)


def next_morning(after: datetime) -> datetime:
    """08:00 on the first working day strictly later than `after` (aware, local)."""
    return first_morning(after + timedelta(microseconds=1))


def workdays_before(day: date, count: int) -> list[date]:
    """The `count` working days that precede `day`, nearest last."""
    found: list[date] = []
    while len(found) < count:
        day -= timedelta(days=1)
        if is_workday(day):
            found.append(day)
    return found[::-1]
