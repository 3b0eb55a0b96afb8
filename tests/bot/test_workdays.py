"""Swedish working days, and mornings that keep a deadline."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.model.workdays import (
    first_morning,
    is_workday,
    last_morning_keeping,
    last_workday_until,
    next_morning,
    workdays_before,
)

STOCKHOLM = ZoneInfo("Europe/Stockholm")


def local(*numbers: int) -> datetime:
    return datetime(*numbers, tzinfo=STOCKHOLM)  # type: ignore[arg-type, misc]


@pytest.mark.parametrize(
    "closed",
    [
        date(2027, 1, 1),
        date(2027, 1, 6),
        date(2027, 3, 26),
        date(2027, 3, 29),
        date(2027, 5, 6),
        date(2027, 6, 25),
        date(2026, 6, 19),
        date(2026, 12, 24),
        date(2026, 12, 25),
        date(2026, 12, 31),
        date(2027, 2, 6),
        date(2027, 2, 7),
    ],
    ids=str,
)
def test_offices_are_closed_on_holidays_eves_and_weekends(closed: date) -> None:
    assert not is_workday(closed)


@pytest.mark.parametrize("open_", [date(2027, 2, 5), date(2027, 6, 24), date(2026, 12, 23)], ids=str)
def test_offices_are_open_on_other_days(open_: date) -> None:
    assert is_workday(open_)


@pytest.mark.parametrize(
    ("due", "sent"),
    [
        (local(2027, 2, 5, 13), local(2027, 2, 5, 8)),
        (local(2027, 2, 5, 8), local(2027, 2, 5, 8)),
        (local(2027, 2, 5, 7, 59), local(2027, 2, 4, 8)),
        (local(2027, 2, 7, 13), local(2027, 2, 5, 8)),
        (local(2027, 6, 25, 13), local(2027, 6, 24, 8)),
        (local(2027, 3, 29, 13), local(2027, 3, 25, 8)),
        (local(2027, 1, 1, 10), local(2026, 12, 30, 8)),
    ],
)
def test_a_thing_is_sent_on_the_last_working_morning_that_keeps_its_time(
    due: datetime, sent: datetime
) -> None:
    assert last_morning_keeping(due) == sent


def test_the_next_morning_is_never_now() -> None:
    assert next_morning(local(2027, 2, 5, 8)) == local(2027, 2, 8, 8)


def test_the_next_morning_may_be_today_before_eight() -> None:
    assert next_morning(local(2027, 2, 5, 7, 59)) == local(2027, 2, 5, 8)


def test_two_working_days_before_a_monday_are_thursday_and_friday() -> None:
    assert workdays_before(date(2027, 2, 8), 2) == [date(2027, 2, 4), date(2027, 2, 5)]


def test_eight_o_clock_is_not_earlier_than_itself() -> None:
    assert first_morning(local(2027, 2, 5, 8)) == local(2027, 2, 5, 8)
    assert first_morning(local(2027, 2, 5, 8, 1)) == local(2027, 2, 8, 8)


def test_the_last_working_day_is_the_day_itself_or_the_nearest_before() -> None:
    days = (date(2027, 2, 5), date(2027, 2, 6), date(2027, 2, 7), date(2027, 1, 6))
    assert [last_workday_until(day) for day in days] == [
        date(2027, 2, 5),
        date(2027, 2, 5),
        date(2027, 2, 5),
        date(2027, 1, 5),
    ]


@pytest.mark.parametrize("year", range(2020, 2040))
def test_midsommarafton_is_the_friday_from_the_19th_to_the_25th_of_june(year: int) -> None:
    fridays = [day for number in range(12, 31) if (day := date(year, 6, number)).weekday() == 4]
    assert [day.day for day in fridays if not is_workday(day)] == [
        day.day for day in fridays if 19 <= day.day <= 25
    ]
