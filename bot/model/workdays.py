"""Swedish working days and the wall-clock arithmetic of deadlines."""

from datetime import date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from holidays import country_holidays

MORNING = time(8, 0)
# Eves on which Swedish offices are closed though the law does not name them (PRODUCT.md).
CLOSED_EVES = frozenset({"12-24", "12-31"})


@lru_cache(maxsize=64)
def _holidays(year: int) -> frozenset[date]:
    return frozenset(country_holidays("SE", years=year))


def _is_midsummer_eve(day: date) -> bool:
    return day.weekday() == 4 and day.month == 6 and 19 <= day.day <= 25


def is_workday(day: date) -> bool:
    """Whether offices are open: no weekend, public holiday, midsommarafton, julafton or nyårsafton."""
    closed = day.weekday() >= 5 or _is_midsummer_eve(day) or f"{day:%m-%d}" in CLOSED_EVES
    return not closed and day not in _holidays(day.year)


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
