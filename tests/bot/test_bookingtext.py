"""When and where, as people type it, and what is refused."""

from datetime import date, time

import pytest

from bot import refusals
from bot.model.bookingtext import BookingWords, When, read_booking, read_place

TODAY = date(2026, 11, 23)
DAY, CLOCK = date(2027, 2, 12), time(13, 0)


def words(text: str) -> BookingWords:
    return read_booking(text, TODAY)


@pytest.mark.parametrize(
    "text",
    [
        "2027-02-12 13:00 2h Regionens hus",
        "2027-02-12T13:00 2h Regionens hus",
        "12/2 2027 kl 13 i 2 tim Plats: Regionens hus",
        "12/2 13.00 2 timmar, Regionens hus",
        "fredag 12 februari 13-15 Regionens hus",
        "Fredag den 12 feb. 2027 kl. 13.00–15.00, Regionens hus",
        "12 februari 13 120 min Regionens hus",
        "Regionens hus 2027-02-12 kl 13 till 15",
    ],
)
def test_day_time_length_and_place_are_found_however_they_are_typed(text: str) -> None:
    expected = BookingWords(
        whens=(When(day=DAY, clock=CLOCK),), clock=CLOCK, minutes=120, place="Regionens hus"
    )
    assert words(text) == expected


def test_a_day_without_a_year_is_the_next_one() -> None:
    assert [words(text).whens[0].day for text in ("24 november", "23/11", "22 nov")] == [
        date(2026, 11, 24),
        date(2026, 11, 23),
        date(2027, 11, 22),
    ]


def test_an_address_becomes_the_link() -> None:
    found = words("2027-02-12 13 https://teams.example/1 Storsjösalen")
    assert (found.place, found.link) == ("Storsjösalen", "https://teams.example/1")


def test_a_number_in_a_place_stays_there() -> None:
    assert words("2027-02-12 13:00 Rum 1204, plan 2").place == "Rum 1204, plan 2"


def test_alternatives_share_the_time_that_one_of_them_names() -> None:
    found = words("2027-05-22 alt 2027-09-25 13:00")
    assert (found.whens, found.clock) == (
        (When(day=date(2027, 5, 22)), When(day=date(2027, 9, 25), clock=CLOCK)),
        CLOCK,
    )


@pytest.mark.parametrize("between", [" alt ", " alt. ", " eller ", ", ", " / ", " och ", " "])
def test_days_are_alternatives_whatever_stands_between_them(between: str) -> None:
    found = words(f"12 februari 2027{between}2027-02-19 13:00 Regionens hus")
    assert [when.day for when in found.whens] == [DAY, date(2027, 2, 19)]
    assert (found.clock, found.place) == (CLOCK, "Regionens hus")


def test_a_room_with_a_stroke_is_no_day() -> None:
    assert words("2027-02-12 13:00 Sal 3/4").place == "Sal 3/4"


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("i dag", date(2026, 11, 23)),
        ("imorgon", date(2026, 11, 24)),
        ("i övermorgon kl 13", date(2026, 11, 25)),
        ("på fredag", date(2026, 11, 27)),
        ("måndag 13:00", date(2026, 11, 30)),
        ("nästa onsdag", date(2026, 12, 2)),
    ],
)
def test_a_day_near_by_may_be_named_as_people_say_it(text: str, day: date) -> None:
    assert [when.day for when in words(text).whens] == [day]


def test_a_meeting_may_go_over_midnight() -> None:
    assert words("2027-02-12 22-01").minutes == 180


@pytest.mark.parametrize(
    ("text", "refusal"),
    [
        ("31 februari", refusals.NoSuchDay),
        ("2027-02-30 13:00", refusals.NoSuchDay),
        ("12/13", refusals.NoSuchDay),
        ("29 februari", refusals.NoSuchDay),
        ("måndag 12 februari 2027", refusals.NotThatWeekday),
        ("2027-02-12 25:00", refusals.BadTime),
        ("2027-02-12 13.60", refusals.BadTime),
        ("2027-02-12 13:00 alt 14:00", refusals.BadTime),
        ("kl 26", refusals.BadTime),
        ("...", refusals.BadDate),
        ("2027-02-12 13:00 30h", refusals.BadDuration),
        ("2027-02-12 13-13", refusals.BadDuration),
        ("2027-02-12 " + "x" * 201, refusals.TextTooLong),
        ("2027-02-12 rum 121212-1212", refusals.HoldsPersonnummer),
    ],
)
def test_what_no_calendar_or_clock_knows_is_refused(text: str, refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        words(text)


def test_a_place_is_read_as_it_stands() -> None:
    assert read_place("Rum 12-14, plan 2 https://x.example/") == ("Rum 12-14, plan 2", "https://x.example/")
    with pytest.raises(refusals.NoWords):
        read_place(" ... ")
