"""`demo --keep`: the directory in which the demo's bot, its world and its clock are kept."""

import fcntl
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from handlers.demo import words
from handlers.demo.page import Page
from handlers.demo.stage import TOKEN
from handlers.line.exits import BUSY, Stop
from handlers.settings import read_settings
from integrations.botapi import Unreadable, World, take_up

LOCK = "lock"
OURS = ("data", "arena.toml", "bot.log", "clock*", "world*", "outlook*", "document-*")


class DemoKeptElsewhere(Stop):
    """Another demo has the directory."""

    status = BUSY


class NoPlace(Stop):
    """The directory cannot be written in."""


@contextmanager
def a_home(page: Page, *, keeps: bool) -> Iterator[Path]:
    """A directory of the demo's own: gone afterwards, or kept below the bot's data, for one demo at a time.

    Raises DemoKeptElsewhere, NoPlace, WrongSetting.
    """
    if not keeps:
        with TemporaryDirectory(prefix="samverkansbot-demo-", ignore_cleanup_errors=True) as directory:
            yield Path(directory)
        return
    home = read_settings().data_dir.absolute() / "demo"
    with _alone_in(home):
        page.line(_begin(home).format(home=home))
        yield home


@contextmanager
def _alone_in(home: Path) -> Iterator[None]:
    try:
        home.mkdir(parents=True, exist_ok=True, mode=0o700)
        lock = (home / LOCK).open("a")
    except OSError:
        raise NoPlace(words.NO_PLACE.format(home=home)) from None
    with lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise DemoKeptElsewhere(words.KEPT_ELSEWHERE.format(home=home)) from None
        yield


def _begin(home: Path) -> str:
    """Go on with what is kept, or clear away what cannot be gone on with; what to say of it."""
    try:
        take_up(World(token=TOKEN), home)
    except Unreadable:
        left = [each for name in OURS for each in home.glob(name)]
        for each in left:
            shutil.rmtree(each) if each.is_dir() else each.unlink()
        return words.BEGINS_ANEW if left else words.KEEPS
    return words.GOES_ON
