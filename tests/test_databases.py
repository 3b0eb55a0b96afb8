"""Where the tests' databases lie is swept of what killed test processes left."""

import os
from pathlib import Path

import pytest

from tests import databases
from tests.databases import PLACE, a_quick_place


def left(home: Path, name: str, *, seconds_ago: float) -> Path:
    place = home / f"{PLACE}{name}"
    (place / "inside").mkdir(parents=True)
    made = place.stat().st_mtime - seconds_ago
    os.utime(place, (made, made))
    return place


def test_a_place_that_nobody_holds_any_more_is_gone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(databases, "MEMORY", tmp_path)
    monkeypatch.setattr(databases, "ROOM", 0)
    left(tmp_path, "killed", seconds_ago=3600)
    just_made = left(tmp_path, "new", seconds_ago=0)
    with a_quick_place() as held:
        os.utime(held, (1, 1))

        with a_quick_place() as another:
            assert set(tmp_path.iterdir()) == {held, another, just_made}

    assert set(tmp_path.iterdir()) == {just_made}
