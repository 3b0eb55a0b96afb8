"""A day of something that was or will be, as people type it."""

from datetime import date

import pytest

from bot.model.daytext import days_meant
from bot.refusals import BadDate, NoSuchDay, NotThatWeekday

TODAY = date(2027, 3, 1)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("2027-02-26", [date(2027, 2, 26)]),
        ("26 februari 2026", [date(2026, 2, 26)]),
        ("26 februari", [date(2028, 2, 26), date(2027, 2, 26)]),
        ("fredag 26 februari", [date(2027, 2, 26)]),
        ("26/3", [date(2027, 3, 26), date(2026, 3, 26)]),
        ("29 februari", [date(2028, 2, 29)]),
        ("på fredag", [date(2027, 3, 5)]),
    ],
)
def test_a_day_without_a_year_is_the_next_one_or_the_one_before(text: str, days: list[date]) -> None:
    assert days_meant(text, TODAY) == days


@pytest.mark.parametrize(
    ("text", "refusal"),
    [
        ("snart", BadDate),
        ("26 februari och mer", BadDate),
        ("30/2", NoSuchDay),
        ("måndag 26 mars", NotThatWeekday),
    ],
)
def test_what_is_no_day_is_refused(text: str, refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        days_meant(text, TODAY)
