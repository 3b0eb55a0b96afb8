"""A demo that runs, and a browser to look at it with. Only `make test-page` runs what is in here."""

import os
import signal
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.page.visitor import end_story
from tests.stories.process import COMMAND

CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
SECONDS = 20
# How long a slow machine may take to show what was asked for.
expect.set_options(timeout=SECONDS * 1000)
# What `make test-page` leaves to be looked at.
PICTURES = Path("build/page")
Visit = Callable[..., Page]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium, without a head."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield browser
        browser.close()


@dataclass
class Playhouse:
    """A demo that all tests share, once its story has begun or is over."""

    address: str
    is_begun: bool = False
    is_told: bool = False


@pytest.fixture(scope="session")
def playhouse(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Playhouse]:
    """The one demo that is started for all."""
    with demo(tmp_path_factory.mktemp("told")) as address:
        yield Playhouse(address)


@pytest.fixture
def address(playhouse: Playhouse, tmp_path: Path) -> Iterator[str]:
    """Where a demo is to be seen whose story has not begun: the shared one, if nobody was there before."""
    if playhouse.is_begun:
        with demo(tmp_path) as address:
            yield address
    else:
        playhouse.is_begun = True
        yield playhouse.address


@pytest.fixture
def told(browser: Browser, playhouse: Playhouse) -> str:
    """Where a demo is to be seen whose story is over; all tests that only play share it."""
    if not playhouse.is_told:
        with opened(browser, playhouse.address) as page:
            end_story(page)
        playhouse.is_begun = playhouse.is_told = True
    return playhouse.address


@pytest.fixture
def visit(browser: Browser) -> Iterator[Visit]:
    """Opens an address as somebody with a browser of their own."""
    pages: list[Any] = []

    def visit(address: str, **settings: Any) -> Page:
        pages.append(opened(browser, address, **settings))
        return pages[-1].__enter__()  # type: ignore[no-any-return]

    yield visit
    for page in pages:
        page.__exit__(None, None, None)


@contextmanager
def demo(directory: Path) -> Iterator[str]:
    """A running demo by its address; Ctrl-C ends it with status 0 and leaves nothing in its directory."""
    process = subprocess.Popen(
        [COMMAND, "demo", "--no-browser"], cwd=directory, stdout=subprocess.PIPE, encoding="utf-8"
    )
    with process:
        try:
            assert process.stdout is not None
            yield process.stdout.readline().split(": ", 1)[1].strip()
        finally:
            process.send_signal(signal.SIGINT)
            assert process.wait(SECONDS) == 0, process.stdout.read() if process.stdout else ""
            assert list(directory.iterdir()) == []


@contextmanager
def opened(browser: Browser, address: str, **settings: Any) -> Iterator[Page]:
    """The page; a script that fails, or a request to anywhere else, fails the test."""
    chosen = {"viewport": {"width": 1440, "height": 900}, "locale": "sv-SE", "reduced_motion": "reduce"}
    context = browser.new_context(**chosen | settings)
    page = context.new_page()
    troubles: list[str] = []
    page.on("pageerror", lambda error: troubles.append(str(error)))
    page.on("console", lambda said: troubles.append(said.text) if said.type == "error" else None)
    # The browser's own PDF viewer is an extension of its own.
    ours = (address, "blob:", "chrome")
    page.on("request", lambda asked: None if asked.url.startswith(ours) else troubles.append(asked.url))
    page.goto(address)
    # Drawn last: from now on every button listens.
    page.locator("#people button").first.wait_for(state="attached")
    yield page
    context.close()
    assert troubles == []
