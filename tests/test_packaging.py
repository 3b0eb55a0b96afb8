"""Whatever a room keeps beside its code comes along when the bot is installed."""

import tomllib
from fnmatch import fnmatch
from pathlib import Path

ROOT = Path(__file__).parent.parent
ROOMS = ("bot", "handlers", "integrations", "storage")
# Code, what Python makes of it, and the words that messages.mo is made of.
NOT_DATA = {".py", ".pyc", ".po"}


def test_every_file_beside_the_code_is_packaged() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    packaged = project["tool"]["setuptools"]["package-data"]["*"]

    files = [path for room in ROOMS for path in (ROOT / room).rglob("*") if path.is_file()]
    beside = [path for path in files if path.suffix not in NOT_DATA]
    assert beside
    assert [path.name for path in beside if not any(fnmatch(path.name, each) for each in packaged)] == []
