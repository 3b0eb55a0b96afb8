"""A year as a picture: its size, its words, and that no two marks lie on top of each other."""

from datetime import datetime, timedelta
from itertools import pairwise
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.model.yearwheel import YearWheel, year_wheel
from integrations.botapi.photos import pixels_of
from integrations.wheel import spread, wheel_png, wheel_svg
from tests.builders import NOW, a_meeting, an_arena

SVG = "{http://www.w3.org/2000/svg}"


def a_wheel(count: int = 4, year: int = 2027, name: str = "Norr") -> YearWheel:
    arena = an_arena(short=name)
    first = datetime(year, 1, 22, 13, 0)  # noqa: DTZ001
    days = [first + timedelta(days=360 // max(1, count) * number) for number in range(count)]
    return year_wheel(arena, year, [a_meeting(arena, starts=day) for day in days], [], [], NOW)


@pytest.mark.parametrize("count", [0, 1, 4, 60])
def test_a_picture_fits_a_phone_and_telegram(count: int) -> None:
    picture = wheel_png(a_wheel(count))

    width, height = pixels_of(picture)
    assert width == 1080
    assert 1080 < height <= 1300
    assert len(picture) < 400_000


def test_the_same_year_gives_the_same_bytes() -> None:
    assert wheel_png(a_wheel()) == wheel_png(a_wheel())
    assert wheel_svg(a_wheel()) == wheel_svg(a_wheel())


def test_the_drawing_says_in_words_what_it_shows() -> None:
    drawing = ElementTree.fromstring(wheel_svg(a_wheel(1, name="A & <B>")))  # noqa: S314 (our own)

    title, words = drawing.findtext(f"{SVG}title"), drawing.find(f"{SVG}desc")
    assert drawing.get("role") == "img"
    assert title == "Årshjul 2027, A & <B>"
    assert words is not None
    assert drawing.get("aria-describedby") == words.get("id")
    assert str(words.text).splitlines() == [
        "8 januari: sista dag att föreslå punkter",
        "15 januari: dagordningen skickas",
        "Fredag 22 januari kl. 13.00: möte",
    ]


def test_marks_with_room_stay_where_they_are_and_others_share_it() -> None:
    assert spread([10, 100, 200], 12) == [10, 100, 200]
    assert spread([100, 100], 10) == [95, 105]
    assert spread([1, 180, 359], 10) == [5, 180, 355]
    assert spread([], 10) == []


@settings(max_examples=100, deadline=None)
@given(st.lists(st.integers(0, 359), min_size=2, max_size=20))
def test_no_two_marks_are_closer_than_the_gap(days: list[int]) -> None:
    placed = sorted(spread(sorted(days), 10))

    gaps = [after - before for before, after in pairwise([*placed, placed[0] + 360])]
    assert min(gaps) > 10 - 1e-6
