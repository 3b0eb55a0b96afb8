"""How long a deputy has to answer, when there is too little time, and how an absence is written."""

from datetime import UTC, datetime, time

import pytest

from bot.model.attendance import Answer, Given
from bot.model.awaytext import read_away
from bot.model.callin import answer_due, is_short_of_time
from bot.model.meeting import Meeting
from bot.refusals import NotDuringMeeting
from tests.builders import a_meeting, an_arena


def meeting_on(day: str, **more: int) -> Meeting:
    return a_meeting(an_arena(), starts=datetime.fromisoformat(day), **more)


def instant(wall: str) -> datetime:
    return datetime.fromisoformat(wall).replace(tzinfo=an_arena().zone).astimezone(UTC)


@pytest.mark.parametrize(
    ("asked", "due"),
    [
        ("2027-01-11 10:00", "2027-01-13 10:00"),
        ("2027-01-15 10:00", "2027-01-19 10:00"),
        ("2027-01-16 10:00", "2027-01-19 10:00"),
        ("2027-01-11 05:00", "2027-01-13 08:00"),
        ("2027-01-11 21:00", "2027-01-14 08:00"),
        # With Epiphany between, and over the holidays of Easter.
        ("2027-01-05 10:00", "2027-01-08 10:00"),
        ("2027-03-25 10:00", "2027-03-31 10:00"),
        # Across the night when clocks go forward: the same time on the wall.
        ("2028-03-24 15:00", "2028-03-28 15:00"),
        # In July nobody waits for August: it is no reminder.
        ("2027-07-13 10:00", "2027-07-15 10:00"),
    ],
)
def test_a_deputy_has_two_working_days(asked: str, due: str) -> None:
    meeting = meeting_on("2028-11-30 13:00")

    assert f"{answer_due(meeting, instant(asked)):%Y-%m-%d %H:%M}" == due


def test_a_deputy_has_no_longer_than_until_three_working_days_are_left() -> None:
    meeting = meeting_on("2027-02-12 13:00")

    assert f"{answer_due(meeting, instant('2027-02-08 10:00')):%Y-%m-%d %H:%M}" == "2027-02-09 08:00"


@pytest.mark.parametrize(
    ("now", "is_short"),
    [("2027-02-08 23:59", False), ("2027-02-09 00:00", True), ("2027-02-12 09:00", True)],
)
def test_time_is_short_when_fewer_than_three_working_days_lie_between(now: str, is_short: bool) -> None:
    assert is_short_of_time(meeting_on("2027-02-12 13:00"), instant(now)) is is_short


@pytest.mark.parametrize(
    ("words", "away"),
    [
        ("kl. 14–15", (time(14), None)),
        ("14-14.30", (time(14), time(14, 30))),
        ("mellan 13.30 och 14", (time(13, 30), time(14))),
        ("från 14", (time(14), None)),
        ("går kl 14.15", (time(14, 15), None)),
        ("till 13.30", (None, time(13, 30))),
        ("kommer 14", (None, time(14))),
        ("13-14", (None, time(14))),
        ("12-14", (None, time(14))),
        ("14-16", (time(14), None)),
        # All of it is no part of it.
        ("13-15", (None, None)),
        ("kl 8 till 17", (None, None)),
    ],
)
def test_an_absence_is_read_as_people_write_it(words: str, away: tuple[time | None, time | None]) -> None:
    given = read_away(words, meeting_on("2027-02-12 13:00"))

    assert given == Given(answer=Answer.ABSENT, away_from=away[0], away_until=away[1])


@pytest.mark.parametrize("words", ["sjuk", "15-16", "14-14", "från 15", "till 13", "14-13.30", "1 2 3", "99"])
def test_words_that_are_no_part_of_the_meeting_are_refused(words: str) -> None:
    with pytest.raises(NotDuringMeeting):
        read_away(words, meeting_on("2027-02-12 13:00"))


def test_a_meeting_past_midnight_has_its_late_hours_on_the_next_day() -> None:
    given = read_away("från 00.30", meeting_on("2027-02-12 22:00", minutes=240))

    assert (given.away_from, given.away_until) == (time(0, 30), None)
