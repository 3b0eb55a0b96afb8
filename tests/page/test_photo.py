"""A photo in the chat: shown at once, at its real size, and opened beside the chat."""

from playwright.sync_api import expect

from tests.page.conftest import PICTURES, Visit
from tests.page.visitor import newest, play, say


def test_a_photo_is_seen_without_a_press_and_larger_with_one(told: str, visit: Visit) -> None:
    page = visit(told)
    play(page, "Dan Alm", "samverkansbot")

    say(page, "/arshjul")

    shown = newest(page).locator(".photo img")
    expect(shown).to_have_js_property("naturalWidth", 1080)
    expect(newest(page).locator(".text")).to_contain_text("Årshjul")
    page.screenshot(path=PICTURES / "6-year.png")
    shown.click()
    expect(page.locator("#viewer img")).to_have_js_property("naturalWidth", 1080)
    page.keyboard.press("Escape")
    expect(newest(page).locator(".photo")).to_be_focused()
