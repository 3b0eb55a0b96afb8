"""The calendar of the years, worked out here by hand so that the product's own is not asked."""

from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Europe/Stockholm")
EIGHT = time(8)
DAY = timedelta(days=1)
WEEKDAYS = ("måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag", "söndag")
MONTHS = "januari februari mars april maj juni juli augusti september oktober november december"
FIXED = ((1, 1), (1, 6), (5, 1), (6, 6), (12, 24), (12, 25), (12, 26), (12, 31))


def easter(year: int) -> date:
    """Easter Sunday, by the anonymous Gregorian computus."""
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return date(year, month, day + 1)


@cache
def days_off(year: int) -> frozenset[date]:
    """Days on which Swedish offices are closed, weekends apart (lag 1989:253, and the eves)."""
    sunday = easter(year)
    eve = next(date(year, 6, day) for day in range(19, 26) if date(year, 6, day).weekday() == 4)
    moving = (sunday - 2 * DAY, sunday + DAY, sunday + 39 * DAY, eve)
    return frozenset((*moving, *(date(year, month, day) for month, day in FIXED)))


def is_workday(day: date) -> bool:
    """Whether offices are open."""
    return day.weekday() < 5 and day not in days_off(day.year)


def morning(day: date) -> datetime:
    """08:00 that day, as wall time."""
    return datetime.combine(day, EIGHT)


def open_since(day: date) -> date:
    """The day itself if offices are open, else the last one before it."""
    while not is_workday(day):
        day -= DAY
    return day


def open_from(day: date) -> date:
    """The day itself if offices are open, else the next one on which they are."""
    while not is_workday(day):
        day += DAY
    return day


def workdays_before(day: date, count: int) -> date:
    """The working day that is so many before the day."""
    while count:
        day -= DAY
        count -= is_workday(day)
    return day


def morning_after(wall: datetime) -> datetime:
    """08:00 on the first working day after that time."""
    day = wall.date() if wall.time() < EIGHT else wall.date() + DAY
    return morning(open_from(day))


def is_summer_rest(day: date) -> bool:
    """Weeks 28 to 31."""
    return 28 <= day.isocalendar().week <= 31


def rested(wall: datetime) -> datetime:
    """What falls into the summer rest waits for the morning after it."""
    while is_summer_rest(wall.date()):
        wall = morning_after(wall)
    return wall


def instant(wall: datetime) -> datetime:
    """Wall time in Stockholm as an instant; `fold` says which of the two of an autumn night."""
    return wall.replace(tzinfo=ZONE).astimezone(UTC)


def wall_of(moment: datetime) -> datetime:
    """The wall time in Stockholm of an instant, without zone."""
    return moment.astimezone(ZONE).replace(tzinfo=None)


def spoken_day(day: date) -> str:
    """«fredag 26 februari 2027»"""
    return f"{WEEKDAYS[day.weekday()]} {day.day} {MONTHS.split()[day.month - 1]} {day.year}"


def spoken(wall: datetime) -> str:
    """«fredag 26 februari 2027 kl. 13.00»"""
    return f"{spoken_day(wall.date())} kl. {wall:%H.%M}"


def hour_of(wall: datetime) -> str:
    """The hour by which things are compared: the machine needs a moment for each."""
    return f"{wall:%Y-%m-%d %H}"
