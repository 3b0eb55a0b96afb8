"""A demo that is kept: ended in the middle, killed, and gone on with, for a year; shared with nobody."""

import os
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.page.conftest import PICTURES, Visit
from tests.page.visitor import STORY_MS, jump, newest, play, said_of, say, skip_story
from tests.stories.process import COMMAND


@contextmanager
def killed_afterwards(directory: Path) -> Iterator[str]:
    """A kept demo by its address, which in the end has no time to put anything in order."""
    command = [str(COMMAND), "demo", "--no-browser", "--keep"]
    with subprocess.Popen(command, cwd=directory, stdout=subprocess.PIPE, encoding="utf-8") as process:
        try:
            assert process.stdout is not None
            yield next(line.split(": ")[1].strip() for line in process.stdout if "http" in line)
        finally:
            os.kill(process.pid, signal.SIGKILL)


def test_a_killed_demo_goes_on_where_it_was_and_for_a_year(tmp_path: Path, visit: Visit) -> None:
    with killed_afterwards(tmp_path) as address:
        page = visit(address)
        skip_story(page)
        play(page, "Åsa Berg", "samverkansbot")
        say(page, "/moten")
        page.get_by_role("button", name="Ställ in mötet").first.click()
        page.get_by_role("button", name="Ställ in", exact=True).click()
        expect(page.locator(".bubble").filter(has_text="Inställt")).not_to_have_count(0)
        # What comes within a minute is one change in Outlook.
        page.get_by_role("tab", name="Härnäst").click()
        expect(page.locator("#due")).to_contain_text("Stämma av med Outlook")
        jump(page, "+1 dag")
        page.get_by_role("tab", name="Kalender").click()
        expect(page.locator(".event")).to_have_count(1)
        chat = page.locator(".bubble").all_inner_texts()
        page.close()

    with killed_afterwards(tmp_path) as address:
        page = visit(address)
        page.get_by_role("button", name="Uppfattat").click(timeout=STORY_MS)
        play(page, "Åsa Berg", "samverkansbot")
        expect(page.locator(".event")).to_have_count(1)
        page.get_by_role("tab", name="Mejl").click()
        expect(page.locator(".letter").first).to_contain_text("Inställt")
        assert page.locator(".bubble").all_inner_texts() == chat
        say(page, "/hjalp")
        expect(newest(page)).not_to_have_text("/hjalp")
        _the_roles_are_asked_about_in_november_and_pass_with_the_new_year(page)
        page.close()


def _the_roles_are_asked_about_in_november_and_pass_with_the_new_year(page: Page) -> None:
    """Chair and secretary alternate in the demo's arena too: the clock stops where they do."""
    jump(page, "Till växlingen")
    play(page, "Lena Lund", "samverkansbot")
    expect(newest(page)).to_contain_text("sekreterare")
    page.get_by_role("tab", name="Härnäst").click()
    expect(page.locator("#due")).to_contain_text("Berätta vem som har rollen")
    page.screenshot(path=PICTURES / "9-turn.png")
    expect(said_of(page, "Åsa Berg")).to_have_text("Sekreterare")
    jump(page, "Till växlingen")

    expect(said_of(page, "Åsa Berg")).to_have_text("Ledamot, region")
    play(page, "Lena Lund", "Demoarenan")
    expect(page.locator(".bubble").filter(has_text="sekreterare").last).to_be_visible()
