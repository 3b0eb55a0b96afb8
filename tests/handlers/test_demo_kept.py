"""`demo --keep`: what the next demo begins with, and what it says of it."""

import os
from io import StringIO
from pathlib import Path

import pytest

from handlers.demo import words
from handlers.demo.kept import DemoKeptElsewhere, NoPlace, a_home
from handlers.demo.page import Page
from handlers.demo.stage import TOKEN
from handlers.demo.storyclock import StoryClock
from integrations.botapi import World, keep
from tests.builders import NOW


@pytest.fixture(autouse=True)
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SAMVERKANSBOT_DATA_DIR", str(tmp_path))
    return tmp_path


def said_and_left() -> tuple[str, list[str]]:
    """What the next demo says at its beginning, without line breaks, and what it finds."""
    out = StringIO()
    with a_home(Page(out, width=80, styled=False), keeps=True) as home:
        found = sorted(each.name for each in home.iterdir())
    return out.getvalue().strip(), found


def test_the_first_kept_demo_says_where(data: Path) -> None:
    assert said_and_left() == (words.KEEPS.format(home=data / "demo"), ["lock"])


def test_a_kept_world_is_gone_on_with(data: Path) -> None:
    said_and_left()
    keep(World(token=TOKEN), data / "demo")

    assert said_and_left() == (words.GOES_ON.format(home=data / "demo"), ["lock", "world"])


@pytest.mark.parametrize("world", [None, b"", b"of another version\nworld"])
def test_what_cannot_be_gone_on_with_gives_way_and_nothing_else(data: Path, world: bytes | None) -> None:
    (data / "demo" / "data").mkdir(parents=True)
    (data / "demo" / "data" / "samverkansbot.db").touch()
    for name in ("clock", "document-1", "the visitor's own"):
        (data / "demo" / name).touch()
    if world is not None:
        (data / "demo" / "world").write_bytes(world)

    assert said_and_left() == (
        words.BEGINS_ANEW.format(home=data / "demo"),
        ["lock", "the visitor's own"],
    )


def test_two_demos_do_not_share_a_directory() -> None:
    page = Page(StringIO(), width=80, styled=False)

    with a_home(page, keeps=True), pytest.raises(DemoKeptElsewhere), a_home(page, keeps=True):
        pass


def test_a_directory_that_cannot_be_made_is_said(data: Path) -> None:
    (data / "demo").touch()

    with pytest.raises(NoPlace), a_home(Page(StringIO(), width=80, styled=False), keeps=True):
        pass


def test_a_kept_clock_stands_still_until_it_is_taken_up(tmp_path: Path) -> None:
    StoryClock(tmp_path / "clock", NOW)
    an_hour_ago = (tmp_path / "clock").stat().st_mtime - 3600
    os.utime(tmp_path / "clock", (an_hour_ago, an_hour_ago))

    again = StoryClock(tmp_path / "clock", NOW)

    assert abs((again.now() - NOW).total_seconds() + 3600) < 5
