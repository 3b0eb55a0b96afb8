"""A day as people type it: «2027-02-12», «12/2 2027», «fredag 12 februari», «på fredag», «i morgon»."""

import re
from datetime import date, timedelta

from bot.refusals import BadDate, NoSuchDay, NotThatWeekday

_MONTHS = ("jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
_WEEKDAYS = ("mån", "tis", "ons", "tors", "fre", "lör", "sön")
# Of any other year nobody here speaks; and where the calendar ends, no time can be reckoned with.
_YEARS = range(1900, 2200)
_AHEAD = {"idag": 0, "imorgon": 1, "iövermorgon": 2}
DAY = re.compile(
    r"""(?:\b(?P<weekday>mån|tis|ons|tors?|fre|lör|sön)[a-zåäö]*\.?,?\s+)?(?:\bden\s+)?
    (?:\b(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})(?!\d)(?:T(?=\d))?
      |\b(?P<day2>\d{1,2})/(?P<month2>\d{1,2})(?:[ /-]+(?P<year2>20\d\d))?\b
      |\b(?P<day3>\d{1,2})(?:[.:]?e|\.)?\s+(?P<name>jan|feb|mar|apr|maj|jun|jul|aug|sep|okt|nov|dec)[a-z]*\.?
        (?:,?\s+(?P<year3>20\d\d))?(?!\w)
      |\b(?P<ahead>i\s?dag|i\s?morgon|i\s?övermorgon)\b
      |\b(?:(?P<next>nästa)\s+|på\s+)?(?P<lone>mån|tis|ons|tors|fre|lör|sön)dag(?:en)?\b)""",
    re.VERBOSE | re.IGNORECASE,
)


def day_of(found: re.Match[str], today: date) -> date:
    """The day of a match of DAY; one without a year is the next. Raises NoSuchDay, NotThatWeekday."""
    day = _day(found, today)
    weekday = found["weekday"]
    if weekday and not _WEEKDAYS[day.weekday()].startswith(weekday.casefold()[:3]):
        raise NotThatWeekday(day=day)
    return day


def days_meant(text: str, today: date) -> list[date]:
    """The day that was typed, of what may be over: without a year the next one, and the one before.

    Raises BadDate, NoSuchDay, NotThatWeekday.
    """
    found = DAY.fullmatch(text.strip())
    if found is None:
        raise BadDate
    if found["ahead"] or found["lone"] or found["year"] or found["year2"] or found["year3"]:
        return [day_of(found, today)]
    after = _in_calendar(found, today)
    weekday = (found["weekday"] or "").casefold()[:3]
    both = [after, *_a_year_before(after)]
    days = [day for day in both if _WEEKDAYS[day.weekday()].startswith(weekday)]
    if not days:
        raise NotThatWeekday(day=after)
    return days


def _a_year_before(day: date) -> list[date]:
    is_leap_day = (day.month, day.day) == (2, 29)
    return [] if is_leap_day else [day.replace(year=day.year - 1)]


def _day(found: re.Match[str], today: date) -> date:
    if found["ahead"]:
        return today + timedelta(days=_AHEAD["".join(found["ahead"].casefold().split())])
    return _on_weekday(found, today) if found["lone"] else _in_calendar(found, today)


def _on_weekday(found: re.Match[str], today: date) -> date:
    """«På fredag» is the next Friday after today, «nästa fredag» that of next week."""
    weekday = _WEEKDAYS.index(found["lone"].casefold())
    if found["next"]:
        return today + timedelta(days=7 - today.weekday() + weekday)
    return today + timedelta(days=(weekday - today.weekday() - 1) % 7 + 1)


def _in_calendar(found: re.Match[str], today: date) -> date:
    year = found["year"] or found["year2"] or found["year3"]
    name = (found["name"] or "").casefold()
    month = _MONTHS.index(name) + 1 if name else int(found["month"] or found["month2"])
    number = int(found["day"] or found["day2"] or found["day3"])
    if year:
        return _existing(int(year), month, number)
    try:
        this_year = date(today.year, month, number)
    except ValueError:
        # 29 February without a year is the next leap year's only if that is next year.
        return _existing(today.year + 1, month, number)
    return this_year if this_year >= today else _existing(today.year + 1, month, number)


def _existing(year: int, month: int, number: int) -> date:
    if year not in _YEARS:
        raise NoSuchDay
    try:
        return date(year, month, number)
    except ValueError:
        raise NoSuchDay from None
