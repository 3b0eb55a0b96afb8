"""What the demo's page tells and where its clock goes, without a browser."""

from datetime import date, datetime, time, timedelta
from threading import Thread

import pytest

from handlers.demo import captions
from handlers.demo.captions import Caption
from handlers.demo.days import ZONE, days_from
from handlers.demo.web.jumps import readings, targets
from handlers.demo.web.telling import Telling, reading_seconds
from tests.builders import NOW


def test_the_page_tells_only_what_it_can_say_in_both_languages() -> None:
    telling = Telling(lambda: None)
    telling.steer("skip")

    telling.tells(NOW, Caption("Bara i terminalen."), (), None)
    telling.tells(NOW, Caption("Båda.", "Both."), (), None)

    assert telling.state()["captions"] == [
        {"at": NOW.isoformat(), "text": {"sv": "Båda.", "en": "Both."}},
    ]


def test_the_story_on_the_page_is_read_in_a_good_minute() -> None:
    told = [each for each in vars(captions).values() if isinstance(each, Caption) and each.en]

    assert 60 < sum(map(reading_seconds, told)) < 75


def test_a_step_that_is_pressed_while_nothing_new_stands_there_passes_nothing_over() -> None:
    telling, told = Telling(lambda: None), Caption("Ett.", "One.")
    telling.looked_at()
    telling.steer("step")
    telling.steer("step")

    reader = Thread(target=telling.tells, args=(NOW, told, (), None), daemon=True)
    reader.start()
    reader.join(0.3)
    is_read_early = not reader.is_alive()
    telling.steer("step")
    reader.join(5)

    assert (is_read_early, reader.is_alive()) == (False, False)


def test_the_clock_jumps_to_the_last_day_for_items_and_then_to_what_came_in() -> None:
    last_day, told = NOW + timedelta(days=3), NOW + timedelta(days=6)
    due = [
        {"kind": kind, "at": at.isoformat()}
        for kind, at in (("items_close_soon", last_day), ("items_closed", told))
    ]

    jumps = [targets({"due": due[first:], "meetings": []}, NOW)["close"] for first in (0, 1)]

    assert jumps == [
        datetime.combine(last_day.astimezone(ZONE), time(9), ZONE),
        told + timedelta(seconds=1),
    ]


def test_the_clock_jumps_to_november_s_question_and_then_to_the_turn() -> None:
    told = datetime(2028, 1, 3, 8, tzinfo=ZONE)
    due = [{"kind": "turn_asked", "at": NOW.isoformat()}, {"kind": "turn_told", "at": told.isoformat()}]
    days = [datetime(2027, month, 1, 9, tzinfo=ZONE) for month in (2, 12)]

    jumps = [targets({"due": due, "meetings": []}, day)["turn"] for day in days]

    asked = datetime(2027, 11, 1, 8, tzinfo=ZONE)
    assert jumps == [asked + timedelta(seconds=1), told + timedelta(seconds=1)]


@pytest.mark.parametrize(("day", "year"), [(date(2027, 2, 1), 2027), (date(2027, 12, 28), 2028)])
def test_the_clock_jumps_to_november_although_no_turn_is_planned_yet(day: date, year: int) -> None:
    jump = targets({"due": [], "meetings": []}, datetime.combine(day, time(9), ZONE))["turn"]

    assert (jump.year, jump.month) == (year, 11)


@pytest.mark.parametrize("ahead", range(0, 366, 7))
def test_the_roles_turn_when_the_story_is_over(ahead: int) -> None:
    days = days_from(NOW.date() + timedelta(days=ahead))

    asked = datetime(days.turn - 1, 11, 1, tzinfo=ZONE)

    assert days.meeting < asked < days.meeting + timedelta(days=366)


def test_the_clock_goes_on_until_the_bot_has_read_what_was_done_in_outlook() -> None:
    soon, late = NOW + timedelta(minutes=4), NOW + timedelta(hours=2)
    a_moment, an_hour = timedelta(seconds=1), timedelta(hours=1)

    found = [readings(at, NOW) for at in (None, soon, late)]

    assert found == [
        {},
        {"outlook": soon + a_moment, "outlook_no": NOW + an_hour + a_moment},
        {"outlook": late + a_moment, "outlook_no": late + a_moment},
    ]


def test_the_clock_jumps_past_a_cancelled_meeting() -> None:
    cancelled, standing = NOW + timedelta(days=3), NOW + timedelta(days=9)
    meetings = [
        {"at": cancelled.isoformat(), "cancelled": True},
        {"at": standing.isoformat(), "cancelled": False},
    ]

    assert targets({"due": [], "meetings": meetings}, NOW)["meeting"] == standing + timedelta(seconds=1)
