"""The demo as a visitor sees it, in a real browser."""

from playwright.sync_api import Page, expect

STORY_MS = 90_000
JUMP_MS = 60_000


def skip_story(page: Page) -> None:
    page.get_by_role("button", name="Hoppa över", exact=True).click()
    page.get_by_role("button", name="Uppfattat").click(timeout=STORY_MS)


def play(page: Page, name: str, chat: str) -> None:
    page.locator("#people").get_by_role("button", name=name).click()
    page.locator(".chat-line").filter(has=page.locator(".name", has_text=chat)).click()


def say(page: Page, words: str) -> None:
    page.get_by_label("Skriv ett meddelande").fill(words)
    page.get_by_role("button", name="Skicka", exact=True).click()


def test_a_visitor_proposes_an_item_and_sees_the_agenda_go_out(page: Page) -> None:
    expect(page.locator(".caption")).to_contain_text("Arenan läses in ur en fil")
    skip_story(page)
    play(page, "Bo Ek", "samverkansbot")

    say(page, "/foresla Nya lokaler (20 min)")
    expect(page.locator(".bubble").last).to_contain_text("Nya lokaler")
    page.get_by_role("button", name="Till utskicket").click()
    expect(page.get_by_role("button", name="Till utskicket")).to_be_enabled(enabled=False, timeout=JUMP_MS)
    play(page, "Bo Ek", "Demoarenan")

    expect(page.locator(".bubble").filter(has_text="Preliminär dagordning").first).to_contain_text(
        "Nya lokaler"
    )
    page.locator(".file").last.click()
    expect(page.locator("#viewer h2")).to_contain_text("Preliminär dagordning Demoarenan")
