"""A meeting that is being planned: what follows from it, and what a planner is warned of."""

from datetime import UTC, datetime

import pytest

from bot import refusals
from bot.model.booking import Booking, dates_that_follow, must_be_startable, warnings_about
from bot.model.bookingtext import read_booking
from bot.model.meeting import Meeting
from tests.builders import NOW, TODAY, an_arena


def booked(text: str) -> Meeting:
    return Booking().said(read_booking(text, TODAY)).meetings(an_arena(), NOW)[0]


def warned(text: str, *others: Meeting) -> list[str]:
    return [name for name, _ in warnings_about(booked(text), others)]


def test_a_booking_survives_the_dialogue() -> None:
    booking = Booking().said(read_booking("2027-05-22 alt 2027-09-25 13:00 3h Åre", TODAY))
    assert Booking.of_facts(booking.to_facts()) == booking


def test_the_preparatory_meeting_is_ten_days_before_on_a_working_day() -> None:
    # Ten days before 5 May is a Sunday.
    assert booked("2027-02-12 13:00").preparatory_starts.isoformat() == "2027-02-02T13:00:00"
    assert booked("2027-05-05 09:30").preparatory_starts.isoformat() == "2027-04-23T09:30:00"


def test_a_planner_is_warned_of_days_on_which_offices_are_closed() -> None:
    days = ["2027-02-13", "2027-06-25", "2026-12-24", "2026-12-31", "2027-01-06", "2027-07-20", "2027-02-12"]
    assert [warned(f"{day} 13:00") for day in days] == [
        ["weekend"],
        ["midsummer_eve"],
        ["christmas_eve"],
        ["new_years_eve"],
        ["holiday"],
        ["july"],
        [],
    ]


def test_a_planner_is_warned_of_midnight_and_of_another_meeting_that_day() -> None:
    assert warned("2027-02-12 23:00") == ["midnight"]
    assert warned("2027-02-12 13:00", booked("2027-02-12 09:00"), booked("2027-02-13 09:00")) == ["same_day"]


@pytest.mark.parametrize(
    ("text", "refusal"),
    [
        ("2026-11-23 10:00", refusals.DateInPast),
        ("2027-03-28 02:30", refusals.TimeSkipped),
        ("2027-10-31 02:30", refusals.TimeDoubled),
        ("2031-12-01 13:00", refusals.DateTooFar),
    ],
)
def test_nothing_begins_at_a_time_that_is_no_time(text: str, refusal: type[Exception]) -> None:
    meeting = booked(text)
    with pytest.raises(refusal):
        must_be_startable(meeting.starts, meeting.arena, NOW)


def test_a_meeting_inside_the_week_has_its_agenda_next_morning() -> None:
    dates = dates_that_follow(booked("2026-11-27 13:00"), NOW)
    due = datetime(2026, 11, 24, 7, 0, tzinfo=UTC)
    assert (dates["is_late"], dates["agenda"].astimezone(UTC)) == (True, due)
