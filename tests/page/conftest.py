"""A demo that runs, and a browser to look at it with. Only `make test-page` runs what is in here."""

import os
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

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


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium, without a head."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield browser
        browser.close()


@pytest.fixture
def address(tmp_path: Path) -> Iterator[str]:
    """Where a demo of the test's own is to be seen; it ends with status 130, as by Ctrl-C."""
    process = subprocess.Popen(
        [COMMAND, "demo", "--no-browser"], cwd=tmp_path, stdout=subprocess.PIPE, encoding="utf-8"
    )
    with process:
        try:
            assert process.stdout is not None
            yield process.stdout.readline().split(": ", 1)[1].strip()
        finally:
            process.send_signal(signal.SIGINT)
            assert process.wait(SECONDS) == 130


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    """The page, opened; a script that fails or complains fails the test."""
    page = browser.new_page(viewport={"width": 1440, "height": 900}, locale="sv-SE")
    troubles: list[str] = []
    page.on("pageerror", lambda error: troubles.append(str(error)))
    page.on("console", lambda said: troubles.append(said.text) if said.type == "error" else None)
    page.goto(address)
    yield page
    page.close()
    assert troubles == []
