"""Takes the pictures of the README and the guide from the page: `make pictures`.

The story is played as if its day were DAY, so that the same program gives the same pictures.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser, Page, ViewportSize, expect, sync_playwright

from bot.model.workdays import last_morning_keeping
from handlers.demo.days import ZONE, days_from
from handlers.demo.players import Players, players
from handlers.demo.stage import Stage
from handlers.demo.web.open import Site, lead_to_visitor, staged
from tests.page import moments
from tests.page.album import LARGEST, Album
from tests.page.conftest import CHROMIUM, QUIET, opened
from tests.page.visitor import play, say

# A Thursday; the meeting is on 12 February 2027, the next one on 7 May.
DAY = date(2027, 1, 7)
SCREEN: ViewportSize = {"width": 1380, "height": 820}
PHONE: ViewportSize = {"width": 390, "height": 900}
TALL_PHONE: ViewportSize = {"width": 390, "height": 1600}
SHARPNESS = 1.75
SHOWN_MS, PATIENCE_MS = 800, 20_000
PRIVATE = "samverkansbot"
AUTUMN = ("2027-09-17 13:00 2h Regionens hus", "2027-11-26 13:00 2h Regionens hus")

# What stands above a message moves it by parts of a pixel, and each line of it is then drawn otherwise.
ON_WHOLE_PIXELS = """(said, mover) => {
  const moved = mover ? document.querySelector(mover) : said, { left, top } = said.getBoundingClientRect();
  const step = (at) => Math.round(at * devicePixelRatio) / devicePixelRatio - at;
  moved.style.position = "relative";
  moved.style.left = `${step(left)}px`;
  moved.style.top = `${step(top)}px`;
}"""
AS_IT_WAS = "moved => { moved.style.position = moved.style.left = moved.style.top = '' }"


@contextmanager
def the_stage() -> Iterator[tuple[Stage, Players]]:
    """The demo, its story told and everything left to the visitor."""
    site = Site()
    site.panel.telling.steer("skip")
    with (
        TemporaryDirectory(prefix="samverkansbot-pictures-") as home,
        staged(site, days_from(DAY), Path(home)) as stage,
    ):
        lead_to_visitor(site, stage)
        yield stage, players(stage.world)


def stands_still(stage: Stage, at: datetime | None = None) -> None:
    """However slow the machine is, everything is said in the same minute: nine on the day of the sending."""
    stage.clock.goes_to(at or datetime.combine(stage.days.sending, time(9), ZONE))
    with stage.world.lock:
        stage.world.changed.notify_all()


class Camera:
    """Looks at the page as one visitor after another, and keeps what it sees."""

    def __init__(self, stage: Stage, page: Page, album: Album) -> None:
        self._stage, self._page, self._album = stage, page, album
        # How the wall's dots lie behind a message depends on all that stands above it.
        page.locator("#scroll").evaluate("wall => { wall.style.backgroundImage = 'none' }")

    def is_in(self, name: str, chat: str) -> None:
        """Be somebody in one of their chats, on a phone."""
        self._page.set_viewport_size(SCREEN)
        play(self._page, name, chat)
        self._page.set_viewport_size(TALL_PHONE)

    def says(self, words: str) -> None:
        """Write, and wait for the answer to be shown."""
        stands_still(self._stage)
        before = self._stage.world.next_update_id
        say(self._page, words)
        self._settles(before)

    def presses(self, words: str) -> None:
        """Press the newest button with these words."""
        stands_still(self._stage)
        before = self._stage.world.next_update_id
        self._page.locator(".key", has_text=words).last.click()
        self._settles(before)

    def takes_chat(self, name: str) -> None:
        """The chat on a phone, at its end."""
        self._page.set_viewport_size(PHONE)
        for _ in range(2):
            # Bubbles get their real height once they are seen.
            self._page.locator("#scroll").evaluate("box => { box.scrollTop = box.scrollHeight }")
            self._page.wait_for_timeout(SHOWN_MS)
        self._page.locator(".said").last.evaluate(ON_WHOLE_PIXELS, "#messages")
        self._album.keep(name, self._page.locator("#pane-chat").screenshot())
        self._page.locator("#messages").evaluate(AS_IT_WAS)
        self._page.set_viewport_size(TALL_PHONE)

    def takes_message(self, name: str, words: str, *buttons: str) -> None:
        """The last message with these words, and its buttons."""
        found = self._page.locator(".said", has_text=words)
        for each in buttons:
            found = found.filter(has=self._page.locator(".key", has_text=each))
        found.last.scroll_into_view_if_needed()
        found.last.evaluate(ON_WHOLE_PIXELS)
        self._album.keep(name, found.last.screenshot())

    def _settles(self, before: int) -> None:
        # On a slow machine a click is heard late.
        self._stage.until(lambda: self._stage.world.next_update_id > before, "a click")
        self._stage.settles()
        # However slow the page is, it has heard the chat's last message.
        self._page.locator(f"#message-{self._last_message()}").wait_for(state="attached", timeout=PATIENCE_MS)
        # What a press answers is shown for a while, above everything.
        self._page.wait_for_timeout(SHOWN_MS)
        expect(self._page.locator("#notice")).to_be_empty(timeout=PATIENCE_MS)

    def _last_message(self) -> int:
        world, number = self._stage.world, int(self._page.evaluate("sessionStorage.getItem('chat')"))
        with world.lock:
            chat = world.chats.get(number) or world.bot.private_chats[number]
            return max(each.message_id for each in world.history.of(chat) if not each.service)


def take_all(browser: Browser, album: Album, stage: Stage, cast: Players) -> None:
    """Every picture, in the order in which things happen."""
    with opened(browser, stage.url, viewport=SCREEN) as page:
        page.get_by_role("button", name="Uppfattat").click()
        stands_still(stage)
        moments.agenda_beside_the_chat(page)
        album.keep("page", page.screenshot())
        page.keyboard.press("Escape")
        moments.proposed(page)
        stage.settles()
        # The drawer looks for itself, a moment later.
        expect(page.locator(".promise.sent time").first).to_have_text("5 feb. 09.00")
        album.keep("proposed", page.screenshot())
    with opened(browser, stage.url, device_scale_factor=SHARPNESS) as page:
        page.get_by_role("button", name="Uppfattat").click()
        camera = Camera(stage, page, album)
        _of_members(camera)
        _of_preparers(camera)
        _of_absence(camera)
        _of_the_secretary(camera)
        camera.is_in(cast.bo.name, PRIVATE)
        camera.says("/arshjul")
        camera.takes_message("year", "Årshjul")
        _of_taking_over(camera)
        stage.goes_to(stage.days.meeting + timedelta(days=3))
        camera.is_in(cast.asa.name, PRIVATE)
        camera.takes_message("outcomes", "Hur gick det")
    _of_the_sending(browser, album, stage)


def _of_the_sending(browser: Browser, album: Album, stage: Stage) -> None:
    """What the visitor proposed has gone out by itself."""
    # By then Outlook knows it too.
    soon_after = last_morning_keeping(stage.days.next_meeting - timedelta(days=7)) + timedelta(minutes=5)
    stage.goes_to(soon_after)
    with opened(browser, stage.url, viewport=SCREEN) as page:
        page.get_by_role("button", name="Uppfattat").click()
        moments.sent_by_itself(page)
        expect(page.locator(".chat-line[aria-current] .badge")).to_have_count(0)
        stands_still(stage, soon_after)
        expect(page.locator(".time b")).to_have_text("08.05")
        album.keep("sent", page.screenshot())


def _of_members(camera: Camera) -> None:
    camera.is_in("Dan Alm", PRIVATE)
    camera.takes_message("agenda", "Dagordning", "Läst")
    camera.is_in("Bo Ek", PRIVATE)
    camera.takes_chat("proposal")
    camera.is_in("Lena Lund", PRIVATE)
    camera.says("/attgora")
    camera.takes_message("todo", "Det här väntar")


def _of_preparers(camera: Camera) -> None:
    camera.is_in("Eva Nord", PRIVATE)
    camera.says("/beredning")
    camera.takes_message("incoming", "Nya lokaler", "Ta upp")
    camera.presses("Ta upp")
    camera.says("/beredning")
    camera.takes_message("draft", "Utkast till dagordning", "Klar att skickas")


def _of_absence(camera: Camera) -> None:
    camera.is_in("Bo Ek", PRIVATE)
    camera.says("/narvaro")
    camera.takes_message("attendance", "7 maj", "På plats")
    camera.presses("Förhinder")
    camera.presses("Hela mötet")
    camera.says("Fråga om hyran.")
    camera.is_in("Dan Alm", PRIVATE)
    camera.takes_message("deputy", "Kan du gå in?", "Jag kan")


def _of_the_secretary(camera: Camera) -> None:
    camera.is_in("Åsa Berg", PRIVATE)
    for meeting in AUTUMN:
        camera.says(f"/boka {meeting}")
        camera.takes_message("booking", "Inget är bokat än", "Boka")
        camera.presses("Boka")
    camera.says("/moten")
    camera.takes_message("meeting", "Plats", "Flytta")


def _of_taking_over(camera: Camera) -> None:
    camera.is_in("Bo Ek", PRIVATE)
    camera.says("/ersattare Cilla Berg cilla.berg@region.example från 2027-03-01")
    camera.presses("Skicka")
    camera.is_in("Åsa Berg", PRIVATE)
    camera.takes_message("replacement", "Cilla Berg", "Registrera")


def main() -> None:
    """Take them, and say which are too large for the repository."""
    with sync_playwright() as playwright, the_stage() as (stage, cast):
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        album = Album(browser)
        take_all(browser, album, stage, cast)
        large = album.too_large()
        browser.close()
    sys.exit(f"Större än {LARGEST // 1000} kB: {', '.join(large)}" if large else 0)


if __name__ == "__main__":
    main()
